import { expect, it } from "vitest";
import { RealmMemory } from "./quickjs-memory.ts";
import { instantiate } from "./quickjs-wasm.ts";

const pagesPerMb = 16;

it("is exhausted when it was asked three times in a row for more than there is, and stays so", () => {
  const memory = new RealmMemory(24);
  expect(memory.grownMb).toBeNull();
  const ask = (megabytes: number) => memory.wasm.grow(megabytes * pagesPerMb);
  expect(() => ask(60)).toThrow(RangeError);
  expect(() => ask(50)).toThrow(RangeError);
  ask(10);
  expect(memory.exhausted).toBe(false);
  expect(memory.grownMb).toBe(18);
  for (const megabytes of [9, 8, 7]) expect(() => ask(megabytes)).toThrow(RangeError);
  expect(memory.exhausted).toBe(true);
  ask(1);
  expect(memory.exhausted).toBe(true);
});

it("never starts with less than QuickJS needs", () => {
  expect(new RealmMemory(1).wasm.buffer.byteLength).toBe(16 * 1024 * 1024);
});

it.each([2_040, 2_048, 4_096, 1_000_000])(
  "is one that QuickJS starts in when a run may use %d MB",
  async (memoryMb) => {
    const memory = new RealmMemory(memoryMb);
    await instantiate(memory);
    expect(memory.exhausted).toBe(false);
  },
);
