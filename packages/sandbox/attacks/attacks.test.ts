import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createSandbox } from "../src/index.ts";
import { attackClasses } from "./all-attacks.ts";
import { AttackBench } from "./attack-bench.ts";
import { benchOptions } from "./engines.ts";

// One of each class, for every day; attacks.slow.test.ts tries them all.
const everyDay: Readonly<Record<string, string>> = {
  "realm-escapes": "tool-error-constructor",
  "host-leaks": "globals",
  "out-of-reach": "import-node",
  "endless-programs": "huge-index-of",
  "memory-bombs": "arrays",
  "output-floods": "logs",
  "module-tricks": "stands-in-for-tool",
  "hostile-sources": "brackets",
  persistence: "prototypes",
  "prototype-pollution": "tool-input",
  rights: "callee-more-than-caller",
  "fake-outcomes": "memory-message",
  "reward-hacking": "stringify",
};

describe("of each class one attack", () => {
  const sandbox = createSandbox(benchOptions);
  const bench = new AttackBench(sandbox, benchOptions);
  beforeAll(() => bench.open());
  afterAll(() => sandbox[Symbol.asyncDispose]());

  it.each(attackClasses)("of $name", async ({ name, attacks }) => {
    const attack = attacks.find(({ id }) => id === everyDay[name]);
    if (!attack) throw new Error(`there is no attack ${everyDay[name]} in ${name}`);
    expect(await bench.attack(attack)).toEqual([]);
  });
});

it("no two attacks of a class have the same id or try the same", () => {
  for (const { attacks } of attackClasses) {
    expect(new Set(attacks.map(({ id }) => id)).size).toBe(attacks.length);
    expect(new Set(attacks.map(({ tries }) => tries)).size).toBe(attacks.length);
    const programs = attacks.map(({ tools, approve, tries: _tries, id: _id, ...rest }) => {
      const calls = Object.values(tools?.() ?? {}).flatMap((set) =>
        Object.values(set).map((tool) => String(Reflect.get(tool, "call"))),
      );
      return JSON.stringify([rest, Object.keys(tools?.()["box"] ?? {}), String([approve, ...calls])]);
    });
    expect(new Set(programs).size).toBe(attacks.length);
  }
});
