import { afterEach, expect, it } from "vitest";
import type { LinkedProgram } from "@portolan/core";
import { TypeChecker } from "./type-checker.ts";

let checker: TypeChecker;
afterEach(() => checker.dispose());

const program = (source: string): LinkedProgram => {
  return { name: "f", signature: "(n: number) => number", source, modules: {} };
};
const good = program("export function f(n: number): number { return n; }");
const slow =
  program(`type L<N extends number, A extends unknown[] = []> = A["length"] extends N ? A : L<N, [...A, 1]>;
type M<A extends unknown[], B> = A extends [infer H, ...infer R] ? M<R, [B, B, H]> : B;
const z: M<L<990>, 1> = null as unknown as M<L<989>, 2>;
${good.source}`);
const fine = { diagnostics: [], imports: [] };
const message = async (check: Promise<{ diagnostics: { message: string }[] }>) =>
  (await check).diagnostics.map((one) => one.message);

it("quick checks overtake slow ones, which all get their answer", async () => {
  checker = new TypeChecker(2_500, {});
  const order: string[] = [];
  const note = (name: string) => () => void order.push(name);
  const slows = [slow, slow, slow].map((one) => message(checker.check(one)));
  const quick = checker.check(good);
  await Promise.all([...slows.map((one) => one.then(note("slow"))), quick.then(note("quick"))]);
  // One after another it would come last.
  expect(order.indexOf("quick")).toBeLessThan(2);
  expect(await quick).toEqual(fine);
  expect(await Promise.all(slows)).toEqual(
    Array.from({ length: 3 }, () => ["The type checker gave up after 2500 ms."]),
  );
  expect(await checker.check(good)).toEqual(fine);
});

it.runIf(process.platform === "linux")(
  "a check that takes too much memory is given up, and the next one is done",
  async () => {
    checker = new TypeChecker(20_000, {}, 400);
    const union = (n: number) => Array.from({ length: n }, (_, i) => `"${i}"`).join("|");
    const bomb = `type A = ${union(300)}; type B = \`\${A}\${A}\`;
type Grow<T extends unknown[], N extends number> = T["length"] extends N ? T : Grow<[...T, { [K in B]: T }], N>;
const z: Grow<[], 900> = 1;`;
    expect(await message(checker.check(program(bomb + good.source)))).toEqual([
      "The type checker gave up at 400 MB of memory.",
    ]);
    expect(await checker.check(good)).toEqual(fine);
  },
);
