import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { setImmediate } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it, vi } from "vitest";
import { ChildPool } from "./child-pool.ts";

// A runner that says what its first argument says, and nothing else.
const fixture = fileURLToPath(new URL("../../test/fake-runner.mjs", import.meta.url));
const pools: ChildPool[] = [];
afterEach(async () => {
  await Promise.all(pools.splice(0).map((pool) => pool.dispose()));
});

/** `says` may depend on the memory of the child and on how many were started before. */
function poolOf(
  children: number,
  says: string | ((memoryMb: number, before: number) => string),
  waiting = 100,
) {
  const processes: ChildProcess[] = [];
  const memories: number[] = [];
  const pool = new ChildPool({
    children,
    memoryMb: 64,
    waiting,
    fork: (memoryMb) => {
      const word = typeof says === "string" ? says : says(memoryMb, processes.length);
      memories.push(memoryMb);
      const started = fork(fixture, [word], { execArgv: [], stdio: ["ignore", "ignore", "pipe", "ipc"] });
      processes.push(started);
      return started;
    },
  });
  pools.push(pool);
  return { pool, forks: () => processes.length, memories, processes };
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

  it("keeps what larger children may use for those after them", async () => {
    const { pool, memories } = poolOf(2, "ready");
    const first = await pool.lend({ queue: "", memoryMb: 900 });
    await pool.lend({ queue: "", memoryMb: 900 });
    if (first) pool.retire(first);
    expect((await pool.lend({ queue: "", memoryMb: 900 }))?.capacityMb).toBe(900);
    expect(memories).toEqual([64, 900, 900, 900]);
  });
});

describe("a larger child that does not start", () => {
  const failing = (memoryMb: number) => (memoryMb > 64 ? "nothing" : "ready");
  const large = { queue: "", memoryMb: 900 };

  it("fails its own run, and no later one", async () => {
    const { pool, memories } = poolOf(1, failing);
    await expect(pool.lend(large)).rejects.toMatchObject({ code: "sandbox-failed" });
    expect((await pool.lend(usual))?.capacityMb).toBe(64);
    expect(memories).toEqual([64, 900, 64]);
  });

  it("fails nobody who waits", async () => {
    const { pool } = poolOf(1, failing);
    const asked = expect(pool.lend(large)).rejects.toMatchObject({ code: "sandbox-failed" });
    const waiting = pool.lend(usual);
    await asked;
    expect((await waiting)?.alive).toBe(true);
  });
});

it("a child that does not start fails nobody whom another one can serve", async () => {
  const { pool, processes } = poolOf(2, (_, before) => (before === 0 ? "ready" : "nothing"));
  const child = await pool.lend(usual);
  const next = pool.lend(usual);
  await once(processes[1] as ChildProcess, "close");
  // The pool has heard it, too, when everything is done that follows from it.
  await setImmediate();
  if (child) pool.giveBack(child);
  expect(await next).toBe(child);
});

describe("while a larger child starts", () => {
  const large = { queue: "", memoryMb: 900 };
  const slow = (memoryMb: number) => (memoryMb > 64 ? "ready when told" : "ready");

  it("its run can be cancelled at once, and the child is for whoever comes next", async () => {
    const { pool, forks, processes } = poolOf(1, slow);
    const controller = new AbortController();
    const asked = pool.lend({ ...large, signal: controller.signal });
    await vi.waitFor(() => expect(forks()).toBe(2));
    controller.abort();
    expect(await asked).toBeUndefined();
    const next = pool.lend(usual);
    processes[1]?.send("go");
    expect((await next)?.capacityMb).toBe(900);
    expect(forks()).toBe(2);
  });

  it("another one is started for those who wait", async () => {
    const { pool, memories } = poolOf(2, slow);
    void pool.lend(large).catch(() => {});
    await vi.waitFor(() => expect(memories).toEqual([64, 900]));
    expect((await pool.lend(usual))?.capacityMb).toBe(64);
  });

  it("the pool can be disposed, and leaves no process behind", async () => {
    const { pool, forks, processes } = poolOf(1, slow);
    const asked = pool.lend(large);
    await vi.waitFor(() => expect(forks()).toBe(2));
    const refused = expect(asked).rejects.toThrow("The sandbox has been disposed.");
    await pool.dispose();
    await refused;
    expect(processes[1]?.signalCode).toBe("SIGKILL");
  });
});

describe("between a child's being found and its being lent", () => {
  it("the pool can be disposed, and starts no larger one", async () => {
    const { pool, forks } = poolOf(1, "ready");
    await pool.fill();
    const asked = pool.lend({ queue: "", memoryMb: 900 });
    await Promise.all([expect(asked).rejects.toThrow("The sandbox has been disposed."), pool.dispose()]);
    expect(forks()).toBe(1);
  });

  it("its run can be cancelled, and the child stays in the pool", async () => {
    const { pool, forks } = poolOf(1, "ready");
    await pool.fill();
    const controller = new AbortController();
    const asked = pool.lend({ queue: "", memoryMb: 900, signal: controller.signal });
    controller.abort();
    expect(await asked).toBeUndefined();
    expect((await pool.lend(usual))?.capacityMb).toBe(64);
    expect(forks()).toBe(1);
  });
});
