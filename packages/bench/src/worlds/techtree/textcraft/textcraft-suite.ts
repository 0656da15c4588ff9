import { readFile } from "node:fs/promises";
import { digestOf, type Json, PortolanError, skillNameOf, type Task } from "@portolan/core";
import { z } from "zod";
import { obtainTask } from "../tasks/obtain-task.ts";
import type { WorldSuite } from "../tasks/world-suite.ts";
import type { Tree } from "../tree/tree.ts";
import { readTextcraftTree } from "./textcraft-tree.ts";
import { textcraftWorld } from "./textcraft-world.ts";

export interface TextcraftOptions {
  /** Path of the tasks, a JSON object a line. */
  tasks: string;
  /** Path of the recipes. */
  recipes: string;
  /** Only the tasks of that split, such as `test`; all when absent. */
  split?: string;
  /** The most that is asked for of an item; 3 when absent, 1 as it is published. */
  most?: number;
}

const lineSchema = z.object({
  id: z.string(),
  split: z.string(),
  goal: z.string(),
  depth: z.number().int().positive(),
  commands: z.array(z.string()).nullable(),
});
type Line = z.infer<typeof lineSchema>;

/** The original knows no bound on the length of a program; this one is far above what any of its tasks takes. */
const mostCalls = 40;

/**
 * The suite `textcraft`: an item to be crafted, some commands given of which not all are of use, the shallow ones first.
 * @throws PortolanError `suite-invalid` naming the file and the line that is wrong.
 */
export async function textcraftSuite(options: TextcraftOptions): Promise<WorldSuite> {
  const { split, most = 3 } = options;
  const tree = await readTextcraftTree(options.recipes);
  const isAsked = (line: Line): boolean => split === undefined || line.split === split;
  const lines = (await readLines(options.tasks))
    .filter((line) => isAsked(line) && tree.items.has(line.goal))
    .toSorted((a, b) => a.depth - b.depth);
  const all = nameApart(lines.map((line, order) => taskOf(line, order, most)));
  const byId = new Map(all.map((one) => [one.task.id, one]));
  const tasks = all.map(({ task }) => task);
  return {
    suite: { name: "textcraft", digest: digestOf({ tasks: tasks as Json, recipes: recipesOf(tree) }), tasks },
    world: (series) => textcraftWorld(tree, series),
    calls: mostCalls,
    goalOf: ({ id }) => byId.get(id)?.goal,
    itemsOf: ({ id }) => byId.get(id)?.items ?? [],
  };
}

function taskOf({ id, goal: item, depth, commands }: Line, order: number, most: number) {
  const items: [string] = [item];
  const { task, goal } = obtainTask({
    suite: "textcraft",
    id,
    world: "textcraft",
    items,
    level: depth,
    order,
    most,
  });
  const told = commands === null ? "" : `\n\nCrafting commands, some of use:\n${commands.join("\n")}`;
  return { items, goal, task: { ...task, goal: `${task.goal}${told}` } };
}

/** Tasks of the same item get skills of different names. */
function nameApart<One extends { task: Task }>(all: One[]): One[] {
  const seen = new Map<string, number>();
  return all.map((one) => {
    const name = skillNameOf(one.task);
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return times === 1
      ? one
      : { ...one, task: { ...one.task, name: skillNameOf({ id: `${name}-${times}` }) } };
  });
}

async function readLines(path: string): Promise<Line[]> {
  const next = "Give the path of a file as docs/techtree.md describes it.";
  const text = await readFile(path, "utf8").catch((cause: Error) => {
    throw new PortolanError("suite-invalid", `The suite cannot be read: ${cause.message}.`, {
      value: path,
      next,
      cause,
    });
  });
  return text.split("\n").flatMap((line, index) => {
    if (line.trim() === "") return [];
    try {
      return [lineSchema.parse(JSON.parse(line))];
    } catch (cause) {
      const message = `Line ${index + 1} of the suite is no task of textcraft.`;
      throw new PortolanError("suite-invalid", message, { value: `${path}:${index + 1}`, next, cause });
    }
  });
}

function recipesOf({ recipes }: Tree): Json {
  return JSON.parse(JSON.stringify([...recipes])) as Json;
}
