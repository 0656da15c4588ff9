import { openSkillStore } from "@portolan/skills";
import { expect, it, vi } from "vitest";
import { clientOverHttp } from "./testing/agent-client.ts";
import { testEndpoint } from "./testing/endpoint.ts";

vi.setConfig({ testTimeout: 120_000 });

const of = (text: string) => ({ input: [text], output: text.split("_").join(" ") });
const submission = {
  name: "spaced-name",
  description: "The words of a snake_case name, with spaces between them.",
  signature: "(name: string) => string",
  examples: ["a_b", "one_two", "plain", ""].map(of),
  cases: ["x_y_z", "_", "a__b", "snake_case_name", "_start", "end_", "UPPER_case", "with space_too"].map(of),
};
const program = (body: string): string =>
  `export function spacedName(name: string): string {\n  return ${body};\n}\n`;

it("counts programs that the gate refused before: trying until luck helps does not help", async () => {
  await using endpoint = await testEndpoint();
  await using agent = await clientOverHttp(endpoint.url, "modern", { name: "Some Agent" });
  const refused = await agent.call("submit_skill", {
    ...submission,
    source: program('name.replace("_", " ")'),
  });
  expect(refused.data).toMatchObject({ admitted: false });
  expect(refused.text).toContain("Refused by submitted-cases.\n- It is wrong on cases that are not shown.");
  expect(refused.text).not.toContain("x y z");
  const source = program('name.replaceAll("_", " ")');
  const admitted = await agent.call("submit_skill", { ...submission, source });
  expect(admitted.data["trust"]).toBe(
    "right on at least 63.0 % of such inputs (95 % confidence, if its cases had been hidden)",
  );

  await using store = await openSkillStore({ root: endpoint.root, readOnly: true });
  const skill = await store.get("spaced-name");
  expect(skill?.evidence).toMatchObject({ coder: "mcp:some-agent", checks: { cases: 8, candidates: 2 } });

  const again = await agent.call("submit_skill", { ...submission, source });
  expect(again).toMatchObject({ data: { admitted: false, skill: "spaced-name" }, isError: false });
  expect(again.text).toContain("does the same already");
  const other = await agent.call("submit_skill", { ...submission, source: program("name") });
  expect(other).toMatchObject({
    isError: true,
    text: expect.stringContaining("Next: Look at it with get_skill"),
  });
});

it.each([
  ["a name of the language", { name: "delete" }, "cannot be the name"],
  ["a name that leads out of the store", { name: "../x" }, "cannot be the name"],
  ["too few examples", { examples: [of("a_b")] }, "1 examples do not say what is wanted"],
  [
    "an example of another type",
    { examples: [{ input: [5], output: "5" }, ...submission.examples] },
    "examples[0]",
  ],
  ["a source that is too large", { source: `//${"x".repeat(70_000)}` }, "The source has 70002 bytes"],
  ["a description that is too long", { description: "x".repeat(2_000) }, "The description has 2000 bytes"],
])("says what to do about %s", async (_, wrong, message) => {
  await using endpoint = await testEndpoint();
  await using agent = await clientOverHttp(endpoint.url, "modern");
  const said = await agent.call("submit_skill", { ...submission, source: program("name"), ...wrong });
  expect(said).toMatchObject({ isError: true, text: expect.stringContaining(message) });
  expect(said.text).toContain("\nNext: ");
});

it("refuses programs that reach for what nobody granted", async () => {
  await using endpoint = await testEndpoint();
  await using agent = await clientOverHttp(endpoint.url, "modern");
  const source = `import { readText } from "#tools/files";\n${program("readText(name)")}`;
  const refused = await agent.call("submit_skill", { ...submission, source });
  expect(refused.data).toMatchObject({ admitted: false });
  const run = await agent.call("run_program", { source, arguments: ["a_b"] });
  expect(run).toMatchObject({ isError: true, text: expect.stringContaining("which was not granted") });
});
