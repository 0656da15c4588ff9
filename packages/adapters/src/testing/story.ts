import { type SkillTool, skillTools, type SkillToolsOptions } from "@portolan/core";
import { inProcessSandbox, memorySkillStore } from "@portolan/core/testing";
import type { ScriptedCall } from "./scripted-call.ts";

/** A call of the story. */
export interface StoryCall extends ScriptedCall {
  /** What the model is told of it. */
  told: RegExp;
  /** Whether it is told as an error. */
  fails?: true;
}

const of = (text: string) => ({ input: [text], output: text.split("_").join(" ") });
const submission = {
  name: "spaced-name",
  description: "The words of a snake_case name, with spaces between them.",
  signature: "(name: string) => string",
  examples: ["a_b", "one_two_three", "plain", ""].map(of),
  cases: ["x_y_z", "_", "a__b", "snake_case_name", "_start", "end_", "UPPER_case", "with space_too"].map(of),
};
const program = (body: string): string =>
  `export function spacedName(name: string): string {\n  return ${body};\n}\n`;
const composed = `import { spacedName } from "#skills/spaced-name";
export function titles(names: string[]): string[] {
  return names.map((name) => spacedName(name).toUpperCase());
}
`;
const search = { query: "the words of a snake_case name" };

/** What an agent does with a library that is empty at first; the sixth call has an input that no tool takes. */
export const story: readonly StoryCall[] = [
  { tool: "search_skills", input: search, told: /^No skill fits: the library is empty/ },
  {
    tool: "submit_skill",
    input: { ...submission, source: program('name.replace("_", " ")') },
    told: /^Refused by examples[^]*Next: correct/,
  },
  {
    tool: "submit_skill",
    input: { ...submission, source: program('name.replaceAll("_", " ")') },
    told: /^Admitted as spaced-name, right on at least/,
  },
  { tool: "search_skills", input: search, told: /^spaced-name \(name: string\) => string\n/ },
  { tool: "run_skill", input: { name: "spaced-name", arguments: ["a_b"] }, told: /^"a b"$/ },
  {
    tool: "run_skill",
    input: { name: "spaced-nam", arguments: ["a_b"] },
    told: /Did you mean spaced-name\?$/,
    fails: true,
  },
  { tool: "run_program", input: { source: composed, arguments: [["a_b", "c"]] }, told: /^\["A B","C"\]$/ },
  {
    tool: "report_outcome",
    input: { skill: "spaced-name", task: "titles of files", outcome: "right" },
    told: /^Recorded for spaced-name: right\.$/,
  },
];

/** Skill tools on a fresh library in memory. */
export function memoryTools(options: Partial<SkillToolsOptions> = {}): SkillTool[] {
  return skillTools({ store: memorySkillStore(), sandbox: inProcessSandbox(), ...options });
}

/** Skill tools on a library whose index is broken: a bug, which no model can act on. */
export function brokenTools(): SkillTool[] {
  return memoryTools({ store: { ...memorySkillStore(), search: broken } });
}

async function broken(): Promise<never> {
  throw new TypeError("the index is broken");
}

/** Skill tools whose programs end only when their call is aborted; `running` resolves when the first one runs. */
export function endlessTools(): { tools: SkillTool[]; running: Promise<void>; ended: Promise<void> } {
  const running = Promise.withResolvers<void>();
  const ended = Promise.withResolvers<void>();
  const sandbox = inProcessSandbox();
  const tools = memoryTools({
    sandbox: {
      ...sandbox,
      run: (_program, _input, { signal } = {}) =>
        new Promise((resolve) => {
          signal?.addEventListener("abort", () => {
            ended.resolve();
            resolve({ kind: "cancelled", logs: [], logsCut: false, wallMs: 0, toolCalls: [] });
          });
          running.resolve();
        }),
    },
  });
  return { tools, running: running.promise, ended: ended.promise };
}

/** A call of a program for `endlessTools`. */
export const endlessCall = {
  tool: "run_program",
  input: { source: "export function wait(): number {\n  return 1;\n}\n" },
};

/** A call with an input that its tool does not take. */
export const wrongCall = { tool: "search_skills", input: { query: 5 } };
