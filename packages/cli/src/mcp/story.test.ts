import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import {
  type AgentClient,
  clientOverHttp,
  clientOverStdio,
  type Generation,
} from "./testing/agent-client.ts";
import { testEndpoint } from "./testing/endpoint.ts";

vi.setConfig({ testTimeout: 120_000 });

const of = (text: string) => ({ input: [text], output: text.split("_").join(" ") });
const submission = {
  name: "spaced-name",
  description: "The words of a snake_case name, with spaces between them.",
  signature: "(name: string) => string",
  examples: ["a_b", "one_two_three", "plain", ""].map(of),
  cases: ["x_y_z", "_", "a__b", "snake_case_name", "_start", "end_", "UPPER_case", "with space_too"].map(of),
};
const wrong = 'export function spacedName(name: string): string {\n  return name.replace("_", " ");\n}\n';
const right = 'export function spacedName(name: string): string {\n  return name.replaceAll("_", " ");\n}\n';
const composed = `import { spacedName } from "#skills/spaced-name";
export function titles(names: string[]): string[] {
  return names.map((name) => spacedName(name).toUpperCase());
}
`;

/** What an agent does with a library that is empty at first. */
async function story({ call, client }: AgentClient): Promise<void> {
  const nothing = await call("search_skills", { query: "turn snake_case into words" });
  expect(nothing).toMatchObject({ isError: false, data: { skills: [] } });
  expect(nothing.text).toContain("submit_skill");

  const refused = await call("submit_skill", { ...submission, source: wrong });
  expect(refused.data).toMatchObject({
    admitted: false,
    feedback: [expect.stringContaining("one two_three")],
  });
  expect(refused.text).toMatch(/^Refused by examples[^]*Next: correct/);

  const admitted = await call("submit_skill", { ...submission, source: right });
  expect(admitted.text).toMatch(
    /^Admitted as spaced-name, right on at least 68\.7 % of such inputs \(95 % confidence, if its cases had been hidden\)/,
  );
  expect(admitted.data["verdicts"]).toContain("submitted-cases: passed");

  const found = await call("search_skills", { query: "turn snake_case into words" });
  expect(found.data["skills"]).toMatchObject([{ name: "spaced-name", signature: submission.signature }]);
  expect(found.text).toContain('import { spacedName } from "#skills/spaced-name"');

  const run = await call("run_skill", { name: "spaced-name", arguments: ["a_b"] });
  expect(run).toMatchObject({ text: '"a b"', data: { outcome: "value", value: "a b" } });

  const program = await call("run_program", { source: composed, arguments: [["a_b", "c"]] });
  expect(program.data).toMatchObject({ value: ["A B", "C"], skills: ["spaced-name"] });

  const told = await call("report_outcome", {
    skill: "spaced-name",
    task: "titles of files",
    outcome: "right",
  });
  expect(told.data).toEqual({ recorded: true });

  const statistics = await client.readResource({ uri: "portolan://statistics" });
  expect(JSON.parse((statistics.contents[0] as { text: string }).text)).toMatchObject({ skills: 1, uses: 1 });
  const source = await client.readResource({ uri: "skill://spaced-name/source" });
  expect(source.contents).toMatchObject([{ text: right }]);
  const { prompts } = await client.listPrompts();
  expect(prompts.map(({ name }) => name)).toEqual(["write-skill", "solve-with-skills"]);
}

describe.each<Generation>(["legacy", "modern"])("a coding agent of the %s protocol", (generation) => {
  it("finds nothing, submits, is refused, is admitted, finds, runs, composes and reports over stdio", async () => {
    const cwd = mkdtempSync(join(tmpdir(), "portolan-mcp-"));
    await using agent = await clientOverStdio(["--store", "library", "--quiet"], cwd, generation);
    await story(agent);
  });

  it("does the same over HTTP, and the log says who ran what", async () => {
    await using endpoint = await testEndpoint();
    {
      await using agent = await clientOverHttp(endpoint.url, generation);
      await story(agent);
    }
    await endpoint.audit.flush();
    const lines = readFileSync(endpoint.log, "utf8").trimEnd().split("\n");
    const entries = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(entries.map(({ tool, outcome }) => [tool, outcome])).toEqual([
      ["search_skills", "0 found"],
      ["submit_skill", "refused by examples"],
      ["submit_skill", "admitted"],
      ["search_skills", "1 found"],
      ["run_skill", "value"],
      ["run_program", "value"],
      ["report_outcome", "right"],
    ]);
    if (generation === "modern")
      expect(new Set(entries.map(({ client }) => client))).toEqual(new Set(["test-agent"]));
  });
});
