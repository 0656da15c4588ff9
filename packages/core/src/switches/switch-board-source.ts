/** What switched programs import: what to do at a site, and what was done. */
export const switchesSource = `
const { freeze } = Object;
let ways = { __proto__: null };
let site = -1;
let way = false;
// Before the first call a module is evaluated: what it does at its top level is counted, too, and must not use up what is not given yet.
let steps = 1_000_000;
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
