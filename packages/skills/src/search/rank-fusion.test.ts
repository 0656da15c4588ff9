import { expect, it } from "vitest";
import { fuseRanks } from "./rank-fusion.ts";
import { rankByValue, type View } from "./view.ts";

const view = (name: View["name"], values: Record<string, number>): View => ({
  name,
  findings: rankByValue(Object.entries(values).map(([skill, value]) => ({ name: skill, value, note: "n" }))),
});
const names = (views: View[]) => fuseRanks(views).map(({ name }) => name);

it("puts what several views agree on above the first of one", () => {
  expect(names([view("text", { a: 3, b: 2, c: 1 }), view("signature", { d: 3, b: 2 })])[0]).toBe("b");
});

it("gives equal values one rank, and orders equal sums by name", () => {
  const fused = fuseRanks([view("vector", { c: 0, a: 0, b: 0, d: -1 })]);
  expect(fused.map(({ name }) => name)).toEqual(["a", "b", "c", "d"]);
  expect(fused.map(({ reasons }) => reasons[0])).toEqual(
    ["1st", "1st", "1st", "4th"].map((rank) => `vector ${rank}: n`),
  );
  expect(new Set(fused.slice(0, 3).map(({ score }) => score)).size).toBe(1);
});

it("does not depend on the order of the findings", () => {
  const [forth, back] = [
    { a: 1, b: 3, c: 2 },
    { c: 2, b: 3, a: 1 },
  ];
  expect(fuseRanks([view("text", forth)])).toEqual(fuseRanks([view("text", back)]));
});

it("counts ranks as people do", () => {
  const values = Object.fromEntries(Array.from({ length: 23 }, (_, i) => [`s${i}`, -i]));
  const reasons = fuseRanks([view("text", values)]).flatMap((one) => one.reasons);
  expect([0, 1, 2, 3, 10, 11, 12, 20, 21, 22].map((i) => reasons[i])).toEqual(
    ["1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "22nd", "23rd"].map(
      (rank) => `text ${rank}: n`,
    ),
  );
});
