import { constants, createContext, runInContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { freezeIntrinsics } from "./freeze-intrinsics.ts";
import { hiddenIntrinsics } from "./hidden-intrinsics.ts";
import { writeFreeze } from "./write-freeze.ts";

// A realm as the guest's is before it is frozen, with an ordinary global object.
const inRealm = (text: string): unknown =>
  runInContext(
    `const hidden = (${String(hiddenIntrinsics)})(); ${text}`,
    createContext(constants.DONT_CONTEXTIFY),
  );
const walk = `(${String(freezeIntrinsics)})(hidden);`;
const script = inRealm(`(${String(writeFreeze)})(hidden)`) as string;
/** The ways to all that is frozen, from the global object and the hidden built-ins. */
const listFrozen = `
  const seen = new Set(), frozen = [], waiting = [["globalThis", globalThis], ["Proxy", Proxy]];
  for (const [i, one] of hidden.entries()) waiting.push(["hidden " + i, one]);
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const [way, value] = next;
    if ((typeof value !== "object" && typeof value !== "function") || value === null || seen.has(value)) continue;
    seen.add(value);
    if (Object.isFrozen(value)) frozen.push(way);
    for (const key of Reflect.ownKeys(value)) {
      const property = Object.getOwnPropertyDescriptor(value, key);
      for (const part of ["value", "get", "set"]) waiting.push([way + "." + String(key) + " " + part, property[part]]);
    }
    waiting.push([way + " above", Object.getPrototypeOf(value)]);
  }
  JSON.stringify(frozen);`;

describe("the script that freezes a realm", () => {
  it("freezes what looking for everything freezes, in a realm that it was not written in", () => {
    const found = JSON.parse(inRealm(`${walk} ${listFrozen}`) as string) as string[];
    const named = JSON.parse(inRealm(`(${script})(hidden); ${listFrozen}`) as string) as string[];
    expect(found.length).toBeGreaterThan(700);
    expect(named).toEqual(found);
  });

  it("is not written where something has no name that another realm would know", () => {
    const odd = "globalThis[Symbol('odd')] = {};";
    expect(inRealm(`${odd} (${String(writeFreeze)})(hidden)`)).toBeUndefined();
  });
});
