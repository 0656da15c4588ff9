import { digestOf, type Json } from "@portolan/core";
import { type Arm, armSchema } from "../arms/arm.ts";
import type { Plan } from "./trial-record.ts";

/** One arm on one suite with one seed: a voyage, its tasks in sequence. */
export interface Cell {
  suite: string;
  arm: string;
  seed: number;
}

/** A plan with its id. */
export function planOf(plan: Omit<Plan, "format" | "id">): Plan {
  // By way of JSON text, so that an absent key and an undefined one are the same.
  const {
    libraries = {},
    definitions = [],
    suites,
    evaluators: _listed,
    ...decides
  } = JSON.parse(JSON.stringify(plan)) as typeof plan;
  // Where suites and stores lie decides nothing.
  const taken = suites.map(({ name, digest, tasks: count }) => ({ name, digest, count }));
  const arms = definitions.map(({ from, ...arm }) => ({
    ...arm,
    from: libraries[from ?? ""] ?? from ?? null,
  }));
  const id = digestOf({ ...decides, suites: taken, definitions: arms } as unknown as Json);
  return { format: 1, id: id.slice(0, 12), ...plan };
}

/** The cells of a plan, in its order: suite by suite, arm by arm, seed by seed. */
export function cellsOf({ suites, arms, seeds }: Pick<Plan, "suites" | "arms" | "seeds">): Cell[] {
  return suites.flatMap(({ name: suite }) =>
    arms.flatMap((arm) => seeds.map((seed): Cell => ({ suite, arm, seed }))),
  );
}

/** Name of a cell's folder: of characters that any file system takes, and no two the same. */
export function cellName({ suite, arm, seed }: Cell): string {
  const text = `${suite}-${arm}-${seed}`;
  const safe = text.replace(/[^\w.-]+/g, "-").slice(0, 80);
  return safe === text ? text : `${safe}-${digestOf(text).slice(0, 6)}`;
}

/** The arms of a plan, whole. */
export function armsOf({ arms, definitions = [] }: Pick<Plan, "arms" | "definitions">): Arm[] {
  const named = new Map(definitions.map((one) => [one.name, one]));
  return arms.map((name) => armSchema.parse(named.get(name) ?? { name }));
}
