import type { Json } from "../../json/json.ts";
import type { Outcome } from "../../sandbox/outcome.ts";
import type { WorldTools } from "./world-tools.ts";

/** Where a state shows that a thing stands as it should: a text that is its name, or a list that has it. */
export interface Guard {
  path: string[];
  isList: boolean;
}

/**
 * What states showed of things after a call with them that they had not shown before it. Lists that show all there is never change,
 * and are none of it.
 */
export function guardsIn(
  { toolCalls }: Pick<Outcome, "toolCalls">,
  { acting, state }: WorldTools,
): Map<string, Guard> {
  const guards = new Map<string, Guard>();
  let before: ReadonlyMap<string, Guard[]> = new Map();
  let called: string[] = [];
  for (const { tool, ok, input, output } of toolCalls) {
    const act = acting.find(({ id, countField }) => id === tool && countField === undefined);
    const thing = act && (input as Record<string, Json> | null)?.[act.field];
    if (ok && typeof thing === "string") called.push(thing);
    if (!ok || tool !== state?.id) continue;
    const after = shownIn(output);
    for (const one of called) {
      const earlier = before.get(one) ?? [];
      const shown = after.get(one)?.find((guard) => !earlier.some((old) => same(old, guard)));
      if (shown) guards.set(one, shown);
    }
    before = after;
    called = [];
  }
  return guards;
}

/** Where the last state of a run shows a thing, a text of its own before a list: it stands as it should already. */
export function shownAtEnd(
  { toolCalls }: Pick<Outcome, "toolCalls">,
  { state }: WorldTools,
  thing: string,
): Guard | undefined {
  const last = toolCalls.findLast(({ tool, ok }) => ok && tool === state?.id);
  const shown = last ? (shownIn(last.output).get(thing) ?? []) : [];
  return shown.toSorted((a, b) => Number(a.isList) - Number(b.isList))[0];
}

/** Under which words states list things: a place under `places`. */
export function listedIn(
  { toolCalls }: Pick<Outcome, "toolCalls">,
  { state }: WorldTools,
): [thing: string, under: string][] {
  const states = toolCalls.filter(({ tool, ok }) => ok && tool === state?.id);
  return states.flatMap(({ output }) =>
    [...shownIn(output)].flatMap(([thing, guards]) =>
      guards.flatMap(({ path, isList }): [string, string][] => (isList ? [[thing, path.at(-1) ?? ""]] : [])),
    ),
  );
}

/** Every text of a state, and where it stands. */
function shownIn(state: Json, path: string[] = [], found = new Map<string, Guard[]>()): Map<string, Guard[]> {
  if (typeof state === "string") {
    found.set(state, [...(found.get(state) ?? []), { path, isList: false }]);
  } else if (Array.isArray(state)) {
    for (const one of state) {
      if (typeof one === "string") found.set(one, [...(found.get(one) ?? []), { path, isList: true }]);
    }
  } else if (typeof state === "object" && state !== null) {
    for (const [key, value] of Object.entries(state)) shownIn(value, [...path, key], found);
  }
  return found;
}

function same(a: Guard, b: Guard): boolean {
  return a.isList === b.isList && a.path.join("\n") === b.path.join("\n");
}
