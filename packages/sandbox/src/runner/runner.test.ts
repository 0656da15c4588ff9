import { setImmediate as immediately } from "node:timers/promises";
import { defaultLimits } from "@portolan/core";
import { expect, it, onTestFinished, vi } from "vitest";
import type { RunMessage, RunnerMessage } from "../protocol.ts";
import type { Engine, Realm } from "./engine.ts";
import { Runner } from "./runner.ts";

/** An engine whose realms take until `finish` to be made; programs call one tool and return what it gives. */
function slowEngine() {
  const waiting: (() => void)[] = [];
  const memories: number[] = [];
  const engine: Engine = {
    name: "slow 1",
    versions: {},
    prepare: (memoryMb) => {
      memories.push(memoryMb);
      const { promise, resolve } = Promise.withResolvers<Realm>();
      waiting.push(() => resolve(realm(memoryMb)));
      return promise;
    },
  };
  const finish = async (): Promise<void> => {
    await immediately();
    waiting.shift()?.();
    await immediately();
    await immediately();
  };
  return { engine, memories, finish };
}

function realm(memoryMb: number): Realm {
  let answer: (text: string) => void = () => {};
  return {
    memoryMb,
    cpuMs: () => 0,
    heapMb: () => 0,
    dispose: () => {},
    start: (_, __, post) => {
      answer = (text) => post("value", 0, "", "", text);
      post("call", 1, "files.read", "subject", "null");
      return undefined;
    },
    settle: (_, __, text) => {
      answer(text);
      return undefined;
    },
  };
}

const run = (number: number, memoryMb: number): RunMessage => ({
  type: "run",
  run: number,
  name: "subject",
  exported: "subject",
  source: "",
  modules: {},
  grants: {},
  tools: {},
  input: "[]",
  limits: { ...defaultLimits, memoryMb },
  seed: 1,
  epochMs: 0,
});

it("hears what is said while a realm is made after that, in order", async () => {
  const { engine, memories, finish } = slowEngine();
  const said: RunnerMessage[] = [];
  const runner = new Runner(engine, (message) => said.push(message));
  runner.hear({ type: "prepare", memoryMb: 64 });
  runner.hear(run(1, 64));
  runner.hear({ type: "settle", run: 1, call: 1, ok: true, text: "7", leftMs: 100 });
  await immediately();
  expect(said).toEqual([]);
  await finish();
  expect(said).toMatchObject([
    { type: "ready", engine: "slow 1" },
    { type: "call", run: 1 },
    { type: "done", run: 1, result: { kind: "value", text: "7" }, measures: { warm: true } },
  ]);
  // The spare of the next run was asked for when this one was over.
  expect(memories).toEqual([64, 64]);
});

it("makes a realm of the right size for a run that the spare does not fit, and stops it when it was told to", async () => {
  const { engine, memories, finish } = slowEngine();
  const said: RunnerMessage[] = [];
  const runner = new Runner(engine, (message) => said.push(message));
  runner.hear({ type: "prepare", memoryMb: 64 });
  runner.hear(run(1, 128));
  runner.hear({ type: "stop", run: 1 });
  await finish();
  await finish();
  expect(said.at(-1)).toMatchObject({ type: "done", result: { kind: "stopped" }, measures: { warm: false } });
  expect(memories).toEqual([64, 128, 128]);
});

it("lets its answer go first where runs come far apart, and loses no time where they do not", async () => {
  const { engine, memories, finish } = slowEngine();
  vi.useFakeTimers({ toFake: ["setTimeout", "performance"] });
  onTestFinished(() => void vi.useRealTimers());
  const runner = new Runner(engine, () => {});
  const ended = async (number: number): Promise<void> => {
    runner.hear(run(number, 64));
    runner.hear({ type: "stop", run: number });
    await finish();
  };
  runner.hear({ type: "prepare", memoryMb: 64 });
  await finish();
  await ended(1);
  expect(memories).toHaveLength(2);
  await finish();
  vi.advanceTimersByTime(1_000);
  await ended(2);
  expect(memories).toHaveLength(2);
  vi.advanceTimersByTime(10);
  await finish();
  expect(memories).toHaveLength(3);
  await ended(3);
  expect(memories).toHaveLength(4);
});
