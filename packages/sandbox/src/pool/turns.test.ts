import { describe, expect, it } from "vitest";
import { Turns } from "./turns.ts";

function filled(...items: [queue: string, item: string][]): Turns<string> {
  const turns = new Turns<string>();
  for (const [queue, item] of items) turns.add(queue, item);
  return turns;
}

describe("turns", () => {
  it("go from queue to queue, in each first come first served", () => {
    const turns = filled(["a", "a1"], ["a", "a2"], ["a", "a3"], ["b", "b1"], ["c", "c1"], ["b", "b2"]);
    expect(turns.size).toBe(6);
    const order = Array.from({ length: 7 }, () => turns.next());
    expect(order).toEqual(["a1", "b1", "c1", "a2", "b2", "a3", undefined]);
    expect(turns.size).toBe(0);
  });

  it("lets a newcomer wait for one turn of every other queue, not for all they hold", () => {
    const turns = filled(["a", "a1"], ["a", "a2"], ["a", "a3"]);
    turns.next();
    turns.add("b", "b1");
    expect([turns.next(), turns.next(), turns.next()]).toEqual(["a2", "b1", "a3"]);
  });

  it("forgets who leaves", () => {
    const turns = filled(["a", "a1"], ["a", "a2"], ["b", "b1"]);
    expect(turns.remove("a", "a1")).toBe(true);
    expect(turns.remove("a", "a1")).toBe(false);
    expect(turns.remove("z", "a2")).toBe(false);
    expect(turns.drain()).toEqual(["a2", "b1"]);
    expect(turns.size).toBe(0);
    expect(turns.next()).toBeUndefined();
  });
});
