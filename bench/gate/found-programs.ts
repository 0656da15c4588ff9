import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Budget, type Coder, digestOf, skillNameOf, type Task } from "@portolan/core";

/**
 * The sources that the built-in coder writes for a task within a budget of candidate evaluations: all fit the examples, and none has
 * been judged otherwise. Kept in a folder, since a search takes seconds.
 */
export async function foundSources(
  task: Task,
  coder: Coder,
  options: { evaluations: number; cache: string; signal?: AbortSignal },
): Promise<string[]> {
  const { id, suite, goal, signature, examples, level } = task;
  const visible = { id, suite, goal, signature, examples, ...(level === undefined ? {} : { level }) };
  const name = skillNameOf(task);
  const key = digestOf({ coder: coder.id, evaluations: options.evaluations, name, visible });
  const path = join(options.cache, `${key}.json`);
  if (existsSync(path)) return JSON.parse(readFileSync(path, "utf8")) as string[];
  const budget = new Budget({ evaluations: options.evaluations, attempts: 1 });
  const request = { task: visible, name, skills: [], past: [], signal: options.signal };
  const draft = await coder.write(request, budget);
  options.signal?.throwIfAborted();
  const sources = draft.kind === "programs" ? draft.programs.map(({ source }) => source) : [];
  mkdirSync(options.cache, { recursive: true });
  writeFileSync(`${path}.${process.pid}`, JSON.stringify(sources));
  renameSync(`${path}.${process.pid}`, path);
  return sources;
}
