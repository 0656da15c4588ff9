import { expect, it } from "vitest";
import { exampleTrial, exampleUse } from "../testing/example-uses.ts";
import { creditOf, creditRule, shareAfterUse } from "./credit-rule.ts";
import { emptyTally, ledger, type Tally } from "./ledger.ts";
import type { UseRecord } from "./use-record.ts";

const digest = exampleUse().skill.digest;

function tallyOf(records: readonly UseRecord[]): Tally {
  return ledger(records).get(digest) ?? emptyTally();
}

const solvedIn: Record<string, ("with" | "without")[]> = {
  onlyWith: ["with"],
  onlyWithout: ["without"],
  both: ["with", "without"],
  neither: [],
};

/** So many trials of each kind, each on a task of its own. */
function trials(counts: { onlyWith?: number; onlyWithout?: number; both?: number; neither?: number }) {
  const kinds = (Object.keys(counts) as (keyof typeof counts)[]).flatMap((kind) =>
    Array.from({ length: counts[kind] ?? 0 }, () => solvedIn[kind]),
  );
  return kinds.map((solved, i) => exampleTrial(solved ?? [], { task: `task-${i}` }));
}

it("counts uses by how they ended and by whose fault a failure was", () => {
  const tally = tallyOf([
    exampleUse(),
    exampleUse({ episode: 1, outcome: "wrong", cause: "environment" }),
    exampleUse({ episode: 2, outcome: "wrong", cause: "callee" }),
    exampleUse({ episode: 3, outcome: "wrong", cause: "callee", blamed: true }),
    exampleUse({ episode: 4, outcome: "unjudged" }),
    exampleUse({ episode: 5, skill: { name: "other", digest: "6".repeat(64) } }),
  ]);
  expect(tally).toMatchObject({ uses: 5, right: 1, blamed: 1, unjudged: 1 });
  expect(tally.wrong).toEqual({ own: 0, precondition: 0, callee: 2, environment: 1, evaluator: 0 });
});

it("counts a task once, whatever is tried again, and what comes from elsewhere not at all", () => {
  const lost = exampleTrial(["without"]);
  const again = exampleTrial(["with"], { seed: 1, coder: "other" });
  const foreign = trials({ onlyWithout: 40 }).map((trial) => ({ ...trial, origin: "store:other" }));
  const tally = tallyOf([lost, again, ...foreign, exampleUse({ origin: "store:other" })]);
  expect(tally.trials).toMatchObject({ tasks: 1, onlyWithout: 1, onlyWith: 0 });
  expect(tally).toMatchObject({ uses: 0, foreign: 41 });
  expect(creditOf(tally).standing).toBe("undecided");
});

it("calls no skill harmful before its floor of trials, and one that always costs the task at the floor", () => {
  const { minimumTrials } = creditRule;
  const standing = (onlyWithout: number, both = 0) =>
    creditOf(tallyOf(trials({ onlyWithout, both }))).standing;
  expect(standing(minimumTrials - 1)).toBe("undecided");
  expect(standing(minimumTrials)).toBe("harmful");
  expect(standing(9, 1)).toBe("harmful");
  expect(standing(8, 2)).toBe("undecided");
});

it("keeps a skill that fails most of its tasks and is what solves the others", () => {
  const records = [
    ...Array.from({ length: 90 }, (_, episode) => exampleUse({ episode, outcome: "wrong", cause: "own" })),
    ...trials({ onlyWith: 10, neither: 80 }),
  ];
  expect(creditOf(tallyOf(records))).toMatchObject({ standing: "helpful", harm: 0.09091 });
});

it("does not call a skill harmful that is used much and changes nothing", () => {
  expect(creditOf(tallyOf(trials({ both: 500, neither: 500 }))).standing).toBe("undecided");
  expect(creditOf(tallyOf(trials({ onlyWith: 30, onlyWithout: 30 }))).standing).toBe("undecided");
});

it("takes from the reliability of a skill for what speaks against it, and never adds for success", () => {
  const share = (records: UseRecord[]) => shareAfterUse(tallyOf(records));
  const uses = Array.from({ length: 50 }, (_, episode) => exampleUse({ episode }));
  expect(share([])).toBe(1);
  expect(share([...uses, ...trials({ onlyWith: 40 })])).toBe(1);
  expect(
    share(Array.from({ length: 50 }, (_, i) => exampleUse({ episode: i, outcome: "wrong", cause: "own" }))),
  ).toBe(1);
  expect(share(trials({ onlyWithout: 8 }))).toBeCloseTo(0.2);
  expect(share([exampleUse({ outcome: "wrong", cause: "callee", blamed: true })])).toBe(0.5);
});
