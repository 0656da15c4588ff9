import { expect, it } from "vitest";
import { exampleTrial, exampleUse } from "../testing/example-uses.ts";
import { creditText, useText } from "./credit-text.ts";
import { emptyTally, ledger } from "./ledger.ts";
import type { UseRecord } from "./use-record.ts";

const tallyOf = (records: UseRecord[]) => ledger(records).get(exampleUse().skill.digest) ?? emptyTally();
const lost = (count: number) =>
  Array.from({ length: count }, (_, i) => exampleTrial(["without"], { task: `task-${i}` }));

it("says how uses ended and whose fault failures were", () => {
  expect(useText(emptyTally())).toBe("never used since its admission");
  const records = [
    exampleUse(),
    exampleUse({ episode: 1, outcome: "wrong", cause: "own" }),
    exampleUse({ episode: 2, outcome: "wrong", cause: "callee", blamed: true }),
    exampleUse({ episode: 3, outcome: "wrong", cause: "precondition" }),
    exampleUse({ episode: 4, origin: "store:other" }),
    exampleUse({ episode: 5, origin: "store:other" }),
  ];
  expect(useText(tallyOf(records))).toBe(
    "4 uses: 1 right, 1 failed by the program that called it, 1 failed by itself, on its own evidence, " +
      "1 failed by the world; 2 records of other stores, which count nothing here",
  );
});

it("says what trials mean, and that few of them mean nothing", () => {
  expect(creditText(emptyTally())).toBe("not tried without it yet");
  expect(creditText(tallyOf(lost(3)))).toContain("undecided, as always on fewer than 10 tasks");
  expect(creditText(tallyOf(lost(10)))).toBe(
    "10 tasks tried: 0 solved only with it, 10 only without it, 0 either way, 0 neither way; " +
      "it does harm (e-value 186.1, of 100 needed)",
  );
});
