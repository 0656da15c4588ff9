import { setImmediate as soon } from "node:timers/promises";
import { expect, it } from "vitest";
import { FairShare } from "./fair-share.ts";

/** Runs that end when they are told to, and the names of those that have begun. */
function runs(processes: number) {
  let nowMs = 1;
  const share = new FairShare(processes, () => nowMs);
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const start = (client: string, name: string, signal?: AbortSignal): Promise<unknown> =>
    share.within(client, signal, () => {
      begun.push(name);
      return new Promise<void>((resolve) => ends.set(name, resolve));
    });
  return { begun, start, end: (name: string) => ends.get(name)?.(), pass: (ms: number) => (nowMs += ms) };
}

it("lets one who is alone have all processes", async () => {
  const { begun, start } = runs(3);
  for (const name of ["1", "2", "3", "4"]) void start("a", name);
  await soon();
  expect(begun).toEqual(["1", "2", "3"]);
});

it("keeps a process for whoever else there is, however much one asks for", async () => {
  const { begun, start, end } = runs(2);
  void start("b", "b1");
  await soon();
  end("b1");
  for (const name of ["a1", "a2", "a3"]) void start("a", name);
  await soon();
  expect(begun).toEqual(["b1", "a1"]);
  void start("b", "b2");
  await soon();
  expect(begun).toEqual(["b1", "a1", "b2"]);
  end("a1");
  await soon();
  expect(begun).toEqual(["b1", "a1", "b2", "a2"]);
});

it("gives everything back to one who is alone again", async () => {
  const { begun, start, end, pass } = runs(2);
  void start("b", "b1");
  await soon();
  end("b1");
  for (const name of ["a1", "a2", "a3", "a4"]) void start("a", name);
  await soon();
  pass(61_000);
  end("a1");
  await soon();
  expect(begun).toEqual(["b1", "a1", "a2", "a3"]);
});

it("lets those go that nobody waits for any more, and keeps count of the others", async () => {
  const { begun, start, end } = runs(1);
  const stop = new AbortController();
  void start("a", "1");
  void start("a", "2", stop.signal);
  void start("a", "3");
  await soon();
  stop.abort();
  await soon();
  // It sees for itself that it is cancelled, and takes nobody's place.
  expect(begun).toEqual(["1", "2"]);
  end("2");
  await soon();
  expect(begun).toEqual(["1", "2"]);
  end("1");
  await soon();
  expect(begun).toEqual(["1", "2", "3"]);
});
