import { afterAll, describe, expect, it } from "vitest";
import { childrenOf, residentMb } from "./group-memory.ts";
import { TypeChecker } from "./type-checker.ts";

const linux = process.platform === "linux";
const checker = new TypeChecker(10_000, {}, 700);
afterAll(() => checker.dispose());

const f = "export function f(n: number): number { return n; }";
const messages = async (source: string, by = checker): Promise<string[]> => {
  const program = { name: "f", signature: "(n: number) => number", source, modules: {} };
  return (await by.check(program)).diagnostics.map(({ message }) => message);
};
const union = (count: number) => Array.from({ length: count }, (_, i) => `"${i}"`).join("|");
const time = ["The type checker gave up after 10000 ms."];
const memory = ["The type checker gave up at 700 MB of memory."];

const endless = `type L<N extends number, A extends unknown[] = []> = A["length"] extends N ? A : L<N, [...A, 1]>;
type M<A extends unknown[], B> = A extends [infer H, ...infer R] ? M<R, [B, B, H]> : B;
const z: M<L<990>, 1> = null as unknown as M<L<989>, 2>;
${f}`;

describe("a source that costs too much is given up, and the next one is checked", () => {
  it.each([
    ["types that are compared for ever", endless, [time]],
    [
      "a chain without an end",
      `const x = a${".b".repeat(200_000)};\n${f}`,
      [time, ["The source is nested too deeply."]],
    ],
    [
      "mapped types of all pairs",
      `type A = ${union(100)}; type B = \`\${A}-\${A}\`; type X = { [K in B]: { [L in B]: K extends L ? 1 : 2 } };
const x: X[B][B] = 3;\n${f}`,
      [memory, time],
    ],
    [
      "pairs of pairs",
      `type P<A, B> = A extends unknown ? (B extends unknown ? [A, B] : never) : never; type N = ${union(300)};
type Q = P<N, N>; const q: P<Q, N> = 1 as unknown as P<P<N, N>, P<N, N>>;\n${f}`,
      [memory, time, [expect.stringContaining("too complex")]],
    ],
  ])("%s", async (_, source, outcomes) => {
    const said = await messages(source);
    expect(outcomes).toContainEqual(said);
    expect(await messages(f)).toEqual([]);
  });
});

it.runIf(linux)("a checker that is given up leaves no process behind", async () => {
  const before = new Set(childrenOf(process.pid));
  const own = new TypeChecker(1_000, {});
  expect(await messages(f, own)).toEqual([]);
  const started = childrenOf(process.pid).filter((pid) => !before.has(pid));
  const group = [...started, ...started.flatMap((pid) => childrenOf(pid))];
  expect(group.length).toBeGreaterThanOrEqual(2);
  expect(await messages(endless, own)).toEqual(["The type checker gave up after 1000 ms."]);
  // A process that ended holds no memory; that it is still listed is no matter.
  await expect.poll(() => residentMb(group) ?? 0).toBe(0);
  await own.dispose();
});
