import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it } from "vitest";
import { ChildPool } from "./child-pool.ts";

// A runner that says what its first argument says, and nothing else.
const fixture = fileURLToPath(new URL("../../test/fake-runner.mjs", import.meta.url));
const pools: ChildPool[] = [];
afterEach(async () => {
  await Promise.all(pools.splice(0).map((pool) => pool.dispose()));
});

function poolOf(children: number, says: string) {
  let forks = 0;
  const pool = new ChildPool({
    children,
    fork: () => {
      forks++;
      return fork(fixture, [says], { execArgv: [], stdio: ["ignore", "ignore", "pipe", "ipc"] });
    },
  });
  pools.push(pool);
  return { pool, forks: () => forks };
}

describe("a pool", () => {
  it("starts nothing before somebody asks, and lends a child again", async () => {
    const { pool, forks } = poolOf(2, "ready");
    expect(forks()).toBe(0);
    const first = await pool.lend();
    if (first) pool.giveBack(first);
    expect(await pool.lend()).toBe(first);
    expect(forks()).toBe(1);
  });

  it("lends a child to one at a time, first come first served", async () => {
    const { pool } = poolOf(1, "ready");
    const child = await pool.lend();
    const order: string[] = [];
    const wait = async (name: string) => {
      const lent = await pool.lend();
      order.push(name);
      if (lent) pool.giveBack(lent);
    };
    const waiting = [wait("first"), wait("second")];
    if (child) pool.giveBack(child);
    await Promise.all(waiting);
    expect(order).toEqual(["first", "second"]);
  });

  it("lends nothing to those who no longer wait", async () => {
    const { pool } = poolOf(1, "ready");
    const child = await pool.lend();
    const controller = new AbortController();
    const abandoned = pool.lend(controller.signal);
    controller.abort();
    expect(await abandoned).toBeUndefined();
    if (child) pool.giveBack(child);
    expect(await pool.lend()).toBe(child);
  });

  it("replaces a child that was retired, and one that ended by itself", async () => {
    const { pool, forks } = poolOf(1, "ready");
    const first = await pool.lend();
    if (first) pool.retire(first);
    const second = await pool.lend();
    expect(second).not.toBe(first);
    second?.kill();
    await second?.ended;
    if (second) pool.giveBack(second);
    expect(await pool.lend()).not.toBe(second);
    expect(forks()).toBe(3);
  });

  it("refuses everybody, and starts nothing more, when there is no native module", async () => {
    const { pool, forks } = poolOf(1, "broken");
    const refusal = { name: "PortolanError", code: "native-module", value: "no build for abi=0" };
    const asked = await Promise.allSettled([pool.lend(), pool.lend()]);
    for (const one of asked) expect(one).toMatchObject({ status: "rejected", reason: refusal });
    await expect(pool.lend()).rejects.toMatchObject(refusal);
    expect(forks()).toBe(1);
  });

  it("says what a child said that did not start, and tries again for the next", async () => {
    const { pool, forks } = poolOf(1, "nothing");
    await expect(pool.lend()).rejects.toMatchObject({ code: "sandbox-failed", value: "cannot go on" });
    await expect(pool.lend()).rejects.toMatchObject({ code: "sandbox-failed" });
    expect(forks()).toBe(2);
  });

  it("ends every child when it is disposed, and refuses afterwards", async () => {
    const { pool } = poolOf(1, "ready");
    const child = await pool.lend();
    const waiting = pool.lend();
    await Promise.all([expect(waiting).rejects.toMatchObject({ code: "sandbox-failed" }), pool.dispose()]);
    expect(child?.alive).toBe(false);
    await expect(pool.lend()).rejects.toMatchObject({ code: "sandbox-failed" });
  });
});
