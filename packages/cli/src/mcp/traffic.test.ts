import { expect, it } from "vitest";
import { Traffic } from "./traffic.ts";

/** Traffic by a clock that stands still until it is moved. */
function traffic(limits: ConstructorParameters<typeof Traffic>[0]) {
  let nowMs = 0;
  const all = new Traffic(limits, () => nowMs);
  return { all, pass: (ms: number) => (nowMs += ms) };
}

it("lets a client have so many calls under way, whatever the others have", () => {
  const { all } = traffic({ inFlight: 2 });
  const leave = all.enter("a", "runs");
  all.enter("a", "runs");
  expect(() => all.enter("a", "reads")).toThrow("a has 2 calls under way");
  all.enter("b", "runs");
  leave();
  all.enter("a", "reads");
});

it("lets all clients together have so many", () => {
  const { all } = traffic({ inFlightAll: 2 });
  all.enter("a", "runs");
  all.enter("b", "runs");
  expect(() => all.enter("c", "runs")).toThrow("2 calls are under way");
});

it("lets a client make so many calls in one go, and more as time passes", () => {
  const { all, pass } = traffic({ burst: 2, perSecond: 1 });
  all.enter("a", "reads");
  all.enter("a", "reads");
  expect(() => all.enter("a", "reads")).toThrow("more than 1 calls a second");
  all.enter("b", "reads");
  pass(1_000);
  all.enter("a", "reads");
  expect(() => all.enter("a", "reads")).toThrow("more than 1 calls a second");
});

it("lets a client add less than it may read, and names do not help", () => {
  const { all, pass } = traffic({ addsBurst: 1, addsPerMinute: 1 });
  all.enter("a", "adds")();
  expect(() => all.enter("a", "adds")).toThrow("calls a minute add");
  all.enter("a", "reads")();
  pass(60_000);
  all.enter("a", "adds")();
  const names = Array.from({ length: 9 }, (_, index) => `name-${index}`);
  for (const name of names) all.enter(name, "adds")();
  expect(() => all.enter("another-name", "adds")).toThrow("calls a minute add");
});

it("forgets clients that have been quiet", () => {
  const { all } = traffic({ burst: 1 });
  for (let index = 0; index < 2_500; index++) all.enter(`client-${index}`, "reads")();
  all.enter("client-0", "reads");
});
