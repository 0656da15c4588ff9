import { afterEach, expect, it } from "vitest";
import type { LinkedProgram } from "@portolan/core";
import { childrenOf } from "./group-memory.ts";
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

it("a check that nobody waits for leaves the queue", async () => {
  checker = new TypeChecker(5_000, {});
  const aborted = AbortSignal.abort();
  await expect(checker.check(good, { signal: aborted })).rejects.toMatchObject({ code: "interrupted" });
  const [running, waiting] = [new AbortController(), new AbortController()];
  const first = checker.check(slow, { signal: running.signal });
  const second = checker.check(slow, { signal: waiting.signal });
  const last = checker.check(good);
  setTimeout(() => {
    running.abort();
    waiting.abort();
  }, 50);
  await expect(first).rejects.toMatchObject({ code: "interrupted" });
  await expect(second).rejects.toMatchObject({ code: "interrupted" });
  expect(await last).toEqual(fine);
});

it("who waits when it is disposed is told so", async () => {
  checker = new TypeChecker(5_000, {});
  const all = [slow, slow, good].map((one) => checker.check(one));
  const ended = Promise.allSettled(all);
  setTimeout(() => void checker.dispose(), 700);
  const [running, waiting] = await ended;
  for (const one of [running, waiting])
    expect(one).toMatchObject({ status: "rejected", reason: { code: "sandbox-failed" } });
  await expect(checker.check(good)).rejects.toMatchObject({ code: "sandbox-failed" });
});

it.runIf(process.platform === "linux")(
  "a checker that ended while it was idle is started again",
  async () => {
    checker = new TypeChecker(5_000, {});
    const before = new Set(childrenOf(process.pid));
    expect(await checker.check(good)).toEqual(fine);
    const pid = childrenOf(process.pid).find((one) => !before.has(one));
    process.kill(-(pid as number), "SIGKILL");
    await expect.poll(() => childrenOf(process.pid)).not.toContain(pid);
    expect(await checker.check(good)).toEqual(fine);
  },
);
