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

function poolOf(children: number, says: string, waiting = 100) {
  let forks = 0;
  const memories: number[] = [];
  const pool = new ChildPool({
    children,
    memoryMb: 64,
    waiting,
    fork: (memoryMb) => {
      forks++;
      memories.push(memoryMb);
      return fork(fixture, [says], { execArgv: [], stdio: ["ignore", "ignore", "pipe", "ipc"] });
    },
  });
  pools.push(pool);
  return { pool, forks: () => forks, memories };
}

const usual = { queue: "", memoryMb: 64 };

describe("a pool", () => {
  it("starts nothing before somebody asks, and lends a child again", async () => {
    const { pool, forks } = poolOf(2, "ready");
    expect(forks()).toBe(0);
    const first = await pool.lend(usual);
    if (first) pool.giveBack(first);
    expect(await pool.lend(usual)).toBe(first);
    expect(forks()).toBe(1);
  });

  it("lends a child to one at a time, first come first served", async () => {
    const { pool } = poolOf(1, "ready");
    const child = await pool.lend(usual);
    const order: string[] = [];
    const wait = async (name: string) => {
      const lent = await pool.lend(usual);
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
    const child = await pool.lend(usual);
    const controller = new AbortController();
    const abandoned = pool.lend({ ...usual, signal: controller.signal });
    controller.abort();
    expect(await abandoned).toBeUndefined();
    if (child) pool.giveBack(child);
    expect(await pool.lend(usual)).toBe(child);
  });

  it("replaces a child that was retired, and one that ended by itself", async () => {
    const { pool, forks } = poolOf(1, "ready");
    const first = await pool.lend(usual);
    if (first) pool.retire(first);
    const second = await pool.lend(usual);
    expect(second).not.toBe(first);
    second?.kill();
    await second?.ended;
    if (second) pool.giveBack(second);
    expect(await pool.lend(usual)).not.toBe(second);
    expect(forks()).toBe(3);
  });

  it("refuses everybody, and starts nothing more, when there is no native module", async () => {
    const { pool, forks } = poolOf(1, "broken");
    const refusal = { name: "PortolanError", code: "native-module", value: "no build for abi=0" };
    const asked = await Promise.allSettled([pool.lend(usual), pool.lend(usual)]);
    for (const one of asked) expect(one).toMatchObject({ status: "rejected", reason: refusal });
    await expect(pool.lend(usual)).rejects.toMatchObject(refusal);
    expect(forks()).toBe(1);
  });

  it("says what a child said that did not start, and tries again for the next", async () => {
    const { pool, forks } = poolOf(1, "nothing");
    await expect(pool.lend(usual)).rejects.toMatchObject({ code: "sandbox-failed", value: "cannot go on" });
    await expect(pool.lend(usual)).rejects.toMatchObject({ code: "sandbox-failed" });
    expect(forks()).toBe(2);
  });

  it("ends every child when it is disposed, and refuses afterwards", async () => {
    const { pool } = poolOf(1, "ready");
    const child = await pool.lend(usual);
    const waiting = pool.lend(usual);
    await Promise.all([expect(waiting).rejects.toMatchObject({ code: "sandbox-failed" }), pool.dispose()]);
    expect(child?.alive).toBe(false);
    await expect(pool.lend(usual)).rejects.toMatchObject({ code: "sandbox-failed" });
  });

  it("lends to queues in turn", async () => {
    const { pool } = poolOf(1, "ready");
    const child = await pool.lend(usual);
    const order: string[] = [];
    const wait = async (queue: string) => {
      const lent = await pool.lend({ ...usual, queue });
      order.push(queue);
      if (lent) pool.giveBack(lent);
    };
    const waiting = ["a", "a", "a", "b"].map(wait);
    if (child) pool.giveBack(child);
    await Promise.all(waiting);
    expect(order).toEqual(["a", "b", "a", "a"]);
  });

  it("refuses whoever would make the line too long", async () => {
    const { pool } = poolOf(1, "ready", 1);
    const child = await pool.lend(usual);
    const waiting = pool.lend(usual);
    await expect(pool.lend(usual)).rejects.toMatchObject({ code: "sandbox-busy", value: "1" });
    if (child) pool.giveBack(child);
    expect(await waiting).toBe(child);
  });

  it("starts all its children when it is filled", async () => {
    const { pool, forks } = poolOf(3, "ready");
    await pool.fill();
    expect(forks()).toBe(3);
    await Promise.all([pool.lend(usual), pool.lend(usual), pool.lend(usual)]);
    expect(forks()).toBe(3);
  });

  it("replaces a child that may not use as much memory as a run wants", async () => {
    const { pool, memories } = poolOf(1, "ready");
    const small = await pool.lend(usual);
    if (small) pool.giveBack(small);
    const large = await pool.lend({ queue: "", memoryMb: 900 });
    expect(large?.capacityMb).toBe(900);
    expect(small?.alive === false || large !== small).toBe(true);
    if (large) pool.giveBack(large);
    expect(await pool.lend(usual)).toBe(large);
    expect(memories).toEqual([64, 900]);
  });
});
