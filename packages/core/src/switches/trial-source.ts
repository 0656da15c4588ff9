import { batchPrelude } from "../sandbox/batch-source.ts";
import { switchesSpecifier } from "./switched-source.ts";

/** What switched programs import: what to do at a site, and what was done. */
export const switchesSource = `
const { freeze } = Object;
let ways: any = {};
let site = -1;
let way = false;
let steps = 0;
const spent = new Error("too many steps");
function step(): void {
  if (steps-- <= 0) throw spent;
}
export const control = freeze({
  begin(at: number, as: boolean, most: number): void {
    ways = { __proto__: null };
    site = at;
    way = as;
    steps = most;
  },
  ways(): any {
    return ways;
  },
  left(): number {
    return steps;
  },
});
export const switches = freeze({
  step,
  way(at: number, value: any, sign: any): any {
    step();
    const holds = sign === "??" ? value !== null && value !== undefined : !!value;
    ways[at * 2 + (holds ? 1 : 0)] = true;
    if (at !== site) return value;
    return sign === "??" ? (way ? value : undefined) : way;
  },
  isSkipped(at: number): boolean {
    return at === site && way;
  },
  call(at: number, on: any, rest: (on: any) => any): any {
    step();
    ways[at * 2] = true;
    return at === site ? on : rest(on);
  },
  bound(at: number, limit: any, none: any): any {
    step();
    ways[at * 2] = true;
    return at === site ? none : limit;
  },
  called(at: number, whole: (argument: any) => any, argument: any): any {
    step();
    ways[at * 2] = true;
    return at === site ? argument : whole(argument);
  },
});
`;

/** The trial itself. Results are compared as texts, here: there may be a hundred variants, and no expected value is among them. */
export const trialSource = `
import { control } from "${switchesSpecifier}";
${batchPrelude}
const most = 200_000;
// A call is often there for what is rare, and what it is made of serves others as well: it has to change more than a few results.
const leastOfCalls = 0.1;
async function resultOf(input: any, site: number, way: boolean, steps: number): Promise<any> {
  control.begin(site, way, steps);
  let result: any;
  let threw = false;
  try {
    const value = copyOf(await (call as any)(...parse(stringify(input))), undefined, 0);
    result = value === lost ? undefined : stringify(value);
  } catch {
    threw = true;
  }
  // What takes too many steps is not known to fail, nor what it would give.
  return { result, threw, isLong: control.left() < 0, ways: control.ways(), steps: steps - control.left() };
}
export async function trySwitches(known: any[][], further: any[][], kinds: string[], groups: number[], styled: number): Promise<any> {
  const nearby = groups[0]!;
  const base: any[] = [];
  const near: any[] = [];
  const failed: number[] = [];
  for (let i = 0; i < known.length; i++) base[i] = await resultOf(known[i], -1, false, most);
  for (let i = 0; i < further.length; i++) {
    near[i] = await resultOf(further[i], -1, false, most);
    if (i < nearby && near[i].result === undefined && !near[i].isLong) failed[failed.length] = i;
  }
  const isTaken = (rows: any[], way: number): boolean => {
    for (let i = 0; i < rows.length; i++) if (rows[i].ways[way]) return true;
    return false;
  };
  const found: any[] = [];
  for (let site = 0; site < kinds.length; site++) {
    // The checker asks for something after every look-up, whether or not anything needs it: 0, but why 7?
    if (kinds[site] === "neutral") continue;
    if (kinds[site] === "call") {
      if (!isTaken(base, site * 2)) continue;
      const input = await differsAt(site, true, groups.length);
      if (input >= 0) found[found.length] = { site, what: "call", input };
      continue;
    }
    for (let way = 0; way < 2; way++) {
      // What stands inside of a way that nothing known takes is no question of its own.
      if (!isTaken(base, site * 2 + 1 - way)) continue;
      // Known inputs may take a way without need: only inputs in their style can tell. A clause that they enter is needed for all that can be told.
      const isKnown = isTaken(base, site * 2 + way);
      if (kinds[site] === "clause" && isKnown) continue;
      const asked = isKnown ? styled : kinds[site] === "computed" ? 1 : groups.length;
      const input = kinds[site] === "clause" ? firstTaking(site * 2 + way) : await differsAt(site, way === 0, asked);
      const what = kinds[site] === "clause" ? "clause" : kinds[site] === "own" && way === 0 ? "fallback" : way === 1 ? "true" : "false";
      if (input >= 0) found[found.length] = { site, what, input };
    }
  }
  return { failed, found };
  function firstTaking(way: number): number {
    let most = 0;
    for (let group = 0; group < styled; group++) most += groups[group]!;
    for (let i = 0; i < most; i++) if (near[i].ways[way]) return i;
    return -1;
  }
  async function differsAt(site: number, way: boolean, asked: number): Promise<number> {
    for (let i = 0; i < known.length; i++) if (await isOther(known[i], base[i], site, way, true)) return -1;
    for (let group = 0, from = 0; group < asked; from += groups[group++]!) {
      const to = from + groups[group]!;
      const least = kinds[site] === "call" ? (to - from) * leastOfCalls : 1;
      let first = -1;
      let differing = 0;
      for (let i = from; i < to; i++) {
        if (!(await isOther(further[i], near[i], site, way, group === 0))) continue;
        if (first < 0) first = i;
        if (++differing >= least) return first;
      }
    }
    return -1;
  }
  async function isOther(input: any, own: any, site: number, way: boolean, isNear: boolean): Promise<boolean> {
    if (own.isLong) return false;
    const { result, threw } = await resultOf(input, site, way, own.steps * 10 + 1_000);
    if (kinds[site] === "computed" && threw) return false;
    if (result === undefined) return (isNear || kinds[site] === "own") && own.result !== undefined;
    return result !== own.result;
  }
}
`;
