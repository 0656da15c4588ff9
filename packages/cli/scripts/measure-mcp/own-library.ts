import { fileURLToPath } from "node:url";
import { configSchema, type Json, type LinkedProgram, linkSkill, programOf } from "@portolan/core";
import { GrantBook } from "../../src/mcp/grants/grant-book.ts";
import { openLibrary } from "../../src/mcp/library.ts";

/** One thing to do, by the library itself and as a call of a tool. */
export interface Task {
  what: string;
  library: (index: number) => Promise<unknown>;
  call: (index: number) => [tool: string, input: Record<string, unknown>];
  /** How often it is timed, where that matters. */
  rounds?: number;
}

const root = fileURLToPath(new URL("../../../../skills-store", import.meta.url));
const goals = ["title of a file", "sum of a list", "words of a text", "reverse a list"];
const names = [["a_b.txt", "my_notes.txt"]];

/** The library that ships, opened in this process, and what is timed. */
export async function openOwnLibrary(): Promise<AsyncDisposable & { tasks: Task[] }> {
  const grants = await GrantBook.open();
  const library = openLibrary({ root, config: configSchema.parse({}), readOnly: true, grants });
  const store = await library.store();
  const sandbox = await library.sandbox();

  const ran = async (program: LinkedProgram, input: Json[]): Promise<void> => {
    const outcome = await sandbox.run(program, input);
    if (outcome.kind !== "value") throw new Error(`${program.name}: ${outcome.kind}`);
  };
  const runSkill = async (name: string, input: Json[]): Promise<void> => {
    const skill = await store.get(name);
    const program = skill && (await linkSkill(skill, store));
    if (!program) throw new Error(`${name} is not usable`);
    await ran(program, input);
  };
  const runProgram = async (source: string, input: Json[]): Promise<void> => {
    const { program } = await programOf(source, store);
    const { diagnostics } = await sandbox.check({ ...program, signature: "(...input: never[]) => unknown" });
    if (diagnostics[0]) throw new Error(diagnostics[0].message);
    await ran(program, input);
  };

  const title = { name: "title-of-file", arguments: ["my_notes.txt"] };
  const usable = (await store.list({ status: ["active"] })).flatMap(({ name, tools, evals }) =>
    tools.length === 0 && evals.cases[0] ? [{ name, arguments: evals.cases[0].input }] : [],
  );
  const each = (index: number) => usable[index % usable.length] ?? title;
  return {
    tasks: [
      {
        what: "search",
        library: (index) => store.search({ text: goal(index), limit: 5, examples: [] }),
        call: (index) => ["search_skills", { query: goal(index) }],
      },
      {
        what: "run of one small skill",
        library: () => runSkill(title.name, title.arguments),
        call: () => ["run_skill", title],
      },
      {
        what: `runs of ${usable.length} skills, one each`,
        library: (index) => runSkill(each(index).name, each(index).arguments),
        call: (index) => ["run_skill", { ...each(index) }],
        rounds: usable.length,
      },
      {
        what: "check and run of a program that calls two skills",
        library: (index) => runProgram(programAt(index), names),
        call: (index) => ["run_program", { source: programAt(index), arguments: names }],
      },
    ],
    [Symbol.asyncDispose]: () => library[Symbol.asyncDispose](),
  };
}

function goal(index: number): string {
  return goals[index % goals.length] ?? "";
}

/** Another one each time, as those of an agent are. */
function programAt(index: number): string {
  return `import { titleOfFile } from "#skills/title-of-file";
import { titleCase } from "#skills/title-case";
export function titles(names: string[]): string[] {
  return names.map((name) => titleCase(titleOfFile(name)) + ${JSON.stringify(` ${index}`)});
}
`;
}
