import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createSandbox, type EngineName } from "../src/index.ts";
import { attackClasses } from "./all-attacks.ts";
import { AttackBench } from "./attack-bench.ts";
import { benchOptions, engineRuns } from "./engines.ts";

const engines: EngineName[] = ["isolated-vm", "quickjs"];

for (const engine of engines) {
  // oxlint-disable-next-line no-await-in-loop -- one after the other
  const runs = await engineRuns(engine);
  describe.skipIf(!runs)(runs ? engine : `${engine}, which this build does not have,`, () => {
    describe.each(attackClasses)("$name", ({ attacks }) => {
      const sandbox = createSandbox({ engine, ...benchOptions });
      const bench = new AttackBench(sandbox, { engine, ...benchOptions });
      beforeAll(() => bench.open());
      afterAll(() => sandbox[Symbol.asyncDispose]());

      const tried = attacks.filter(({ quickjs }) => engine !== "quickjs" || typeof quickjs !== "string");
      it.each(tried)("$id", async (attack) => {
        expect(await bench.attack(attack)).toEqual([]);
      });
    });
  });
}
