import { batchSpecifier } from "../sandbox/batch-source.ts";
import { switchesSpecifier } from "./switched-source.ts";

/** What switched programs import: what to do at a site, and what was done. */
export const switchesSource = `
const { freeze } = Object;
let ways = {};
let site = -1;
let way = false;
let steps = 0;
const spent = new Error("too many steps");
function step() {
  if (steps-- <= 0) throw spent;
}
export const control = freeze({
  begin(at, as, most) {
    ways = { __proto__: null };
    site = at;
    way = as;
    steps = most;
  },
  ways() {
    return ways;
  },
  left() {
    return steps;
  },
});
export const switches = freeze({
  step,
  way(at, value, sign) {
    step();
    const holds = sign === "??" ? value !== null && value !== undefined : !!value;
    ways[at * 2 + (holds ? 1 : 0)] = true;
    if (at !== site) return value;
    return sign === "??" ? (way ? value : undefined) : way;
  },
  isSkipped(at) {
    return at === site && way;
  },
  call(at, on, rest) {
    step();
    ways[at * 2] = true;
    return at === site ? on : rest(on);
  },
  leaves(at) {
    step();
    ways[at * 2] = true;
    return at === site;
  },
  bound(at, limit, none) {
    step();
    ways[at * 2] = true;
    return at === site ? none : limit;
  },
  called(at, whole, argument) {
    step();
    ways[at * 2] = true;
    return at === site ? argument : whole(argument);
  },
});
`;

/** The module of the trial. */
export const trialSpecifier = "#program/switch-trial.js";

/** The trial itself. Results are compared as texts, here: there may be a hundred variants, and no expected value is among them. */
export const trialSource = `
import { control } from "${switchesSpecifier}";
import { copyOf, lost, parse, stringify } from "${batchSpecifier}";
const most = 200_000;
// Steps are the same on every machine, and however busy it is: of all runs together no more than this.
const mostOfAll = 20_000_000;
let spent = 0;
// A call is often there for what is rare, and what it is made of serves others as well: it has to change more than a few results.
const leastOfCalls = 0.1;
async function resultOf(call, text, site, way, steps) {
  control.begin(site, way, steps);
  let result;
  let threw = false;
  try {
    const value = copyOf(await call(...parse(text)), undefined, 0);
    result = value === lost ? undefined : stringify(value);
  } catch {
    threw = true;
  }
  spent += steps - control.left();
  // What takes too many steps is not known to fail, nor what it would give.
  return { result, threw, isLong: control.left() < 0, ways: control.ways(), steps: steps - control.left() };
}
export async function trySwitchesOf(call, knownInputs, furtherInputs, kinds, groups, styled) {
  const known = [];
  const further = [];
  for (let i = 0; i < knownInputs.length; i++) known[i] = stringify(knownInputs[i]);
  for (let i = 0; i < furtherInputs.length; i++) further[i] = stringify(furtherInputs[i]);
  // Known inputs, those first that told most lately: one is enough.
  const telling = [];
  for (let i = 0; i < known.length; i++) telling[i] = i;
  const nearby = groups[0];
  const base = [];
  const near = [];
  const failed = [];
  for (let i = 0; i < known.length; i++) base[i] = await resultOf(call, known[i], -1, false, most);
  for (let i = 0; i < further.length; i++) {
    near[i] = await resultOf(call, further[i], -1, false, most);
    if (i < nearby && near[i].result === undefined && !near[i].isLong) failed[failed.length] = i;
  }
  const isTaken = (rows, way) => {
    for (let i = 0; i < rows.length; i++) if (rows[i].ways[way]) return true;
    return false;
  };
  const found = [];
  for (let site = 0; site < kinds.length; site++) {
    if (spent > mostOfAll) return { failed, found, isCut: true };
    // The checker asks for something after every look-up, whether or not anything needs it: 0, but why 7?
    if (kinds[site] === "neutral") continue;
    if (kinds[site] === "call") {
      if (!isTaken(base, site * 2)) continue;
      const input = await differsAt(site, true, groups.length);
      if (input >= 0) found[found.length] = { site, what: "call", input };
      continue;
    }
    if (kinds[site] === "term") {
      // Of a question that no known input comes to, the whole of it is asked about elsewhere.
      if (!isTaken(base, site * 2)) continue;
      const input = await differsAt(site, true, styled);
      if (input >= 0) found[found.length] = { site, what: "term", input };
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
  return { failed, found, isCut: false };
  function firstTaking(way) {
    let most = 0;
    for (let group = 0; group < styled; group++) most += groups[group];
    for (let i = 0; i < most; i++) if (near[i].ways[way]) return i;
    return -1;
  }
  async function differsAt(site, way, asked) {
    for (let place = 0; place < telling.length; place++) {
      const i = telling[place];
      if (!(await isOther(known[i], base[i], site, way, true))) continue;
      for (let later = place; later > 0; later--) telling[later] = telling[later - 1];
      telling[0] = i;
      return -1;
    }
    for (let group = 0, from = 0; group < asked; from += groups[group++]) {
      const to = from + groups[group];
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
  // What was not called can be left out, and what went one way told to go there, without any difference.
  function hasSay(own, site, way) {
    const kind = kinds[site];
    if (kind === "call" || kind === "term") return own.ways[site * 2] === true;
    return kind === "operand" || own.ways[site * 2 + (way ? 0 : 1)] === true;
  }
  async function isOther(text, own, site, way, isNear) {
    if (own.isLong || !hasSay(own, site, way)) return false;
    const { result, threw } = await resultOf(call, text, site, way, own.steps * 10 + 1_000);
    if (kinds[site] === "computed" && threw) return false;
    if (result === undefined) return (isNear || kinds[site] === "own") && own.result !== undefined;
    return result !== own.result;
  }
}
`;
