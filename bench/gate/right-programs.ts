import { fileURLToPath } from "node:url";
import {
  type Coder,
  type LinkedProgram,
  linkSkill,
  type Sandbox,
  score,
  skillNameOf,
  type SyntaxTrees,
  type Task,
} from "@portolan/core";
import { openSkillStore } from "@portolan/skills";
import { keyOf, type Memory } from "./memory.ts";
import { foundSources } from "./found-programs.ts";
import { referenceSources } from "./reference-sources.ts";
import { restyled } from "./restyle.ts";
import { around } from "./wrap.ts";

const storeRoot = fileURLToPath(new URL("../../skills-store", import.meta.url));

/** Programs for a task, by how they came to be. */
export interface Programs {
  /** Right on examples, cases and score. */
  right: { style: string; program: LinkedProgram }[];
  /** Right on the examples, and not on all the rest. */
  overfitted: LinkedProgram[];
}

/** Where right programs come from. */
export interface Sources {
  sandbox: Sandbox & SyntaxTrees;
  coder: Coder;
  evaluations: number;
  cache: string;
  memory: Memory;
  signal?: AbortSignal;
}

/** Finds the programs of each task of a set, judged on all that is known of the task. */
export async function programsOf(set: string, sources: Sources): Promise<(task: Task) => Promise<Programs>> {
  const shipped = await shippedPrograms();
  const written = await referenceSources(set, sources.sandbox);
  return async (task) => {
    const name = skillNameOf(task);
    const asProgram = (source: string): LinkedProgram => ({
      name,
      signature: task.signature,
      source,
      modules: {},
    });
    const reference = written.get(name);
    const skill = shipped.get(task.id);
    const found = await foundSources(task, sources.coder, sources);
    const candidates = [
      ...(reference === undefined ? [] : [{ style: "reference", program: asProgram(reference) }]),
      ...(skill ? [{ style: "shipped", program: skill }] : []),
      ...found.map((source) => ({ style: "found", program: asProgram(source) })),
    ];
    const key = keyOf("programs 2", { task, candidates });
    return sources.memory.of(key, () => sorted(task, candidates, sources.sandbox));
  };
}

/** The right ones, with the first of them in other styles, and those that only fit the examples. */
async function sorted(
  task: Task,
  candidates: { style: string; program: LinkedProgram }[],
  sandbox: Sandbox,
): Promise<Programs> {
  const programs: Programs = { right: [], overfitted: [] };
  const judge = async (one: { style: string; program: LinkedProgram }): Promise<void> => {
    if (programs.right.some(({ program }) => program.source === one.program.source)) return;
    if (await isRight(sandbox, one.program, [...task.examples, ...task.cases, ...task.score]))
      programs.right.push(one);
    else if (one.style === "found" && (await isRight(sandbox, one.program, task.examples)))
      programs.overfitted.push(one.program);
  };
  for (const one of candidates) await judge(one);
  const [first] = programs.right;
  for (const one of first ? await restyled(around(task, first.program), sandbox) : []) await judge(one);
  return programs;
}

async function isRight(sandbox: Sandbox, program: LinkedProgram, cases: Task["cases"]): Promise<boolean> {
  const { right, of } = await score(sandbox, program, cases);
  return right === of && of > 0;
}

/** The shipped skills as programs, by the task they were learned from. */
async function shippedPrograms(): Promise<Map<string, LinkedProgram>> {
  await using store = await openSkillStore({ root: storeRoot, readOnly: true });
  const programs = new Map<string, LinkedProgram>();
  for (const skill of await store.list()) {
    const linked = await linkSkill(skill, store);
    if (linked) programs.set(skill.evidence.task.id, linked);
  }
  return programs;
}
