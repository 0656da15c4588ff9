import { foreignWords } from "@portolan/core";
import { expect } from "vitest";
import type { Said } from "./agent-client.ts";

/** What the story needs of a client, whichever it is. */
export interface StoryClient {
  call: (name: string, input: Record<string, unknown>) => Promise<Said>;
  /** The text of a resource. */
  read: (uri: string) => Promise<string>;
  promptNames: () => Promise<string[]>;
}

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

/** Tool and outcome of each call of the story, as the audit log has them. */
export const storyInLog = [
  ["search_skills", "0 found"],
  ["submit_skill", "refused by examples"],
  ["submit_skill", "admitted"],
  ["search_skills", "1 found"],
  ["run_skill", "value"],
  ["run_program", "value"],
  ["report_outcome", "right"],
];

/** What an agent does with a library that is empty at first. */
export async function tellStory({ call, read, promptNames }: StoryClient): Promise<void> {
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

  expect(JSON.parse(await read("portolan://statistics"))).toMatchObject({ skills: 1, uses: 1 });
  expect(await read("skill://spaced-name/source")).toBe(`// ${foreignWords}\n${right}`);
  expect(await promptNames()).toEqual(["write-skill", "solve-with-skills"]);
}
