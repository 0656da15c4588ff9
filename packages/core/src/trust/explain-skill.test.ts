import { describe, expect, it } from "vitest";
import { emptyTally } from "../credit/ledger.ts";
import { exampleCandidate, exampleEvidence } from "../testing/example-records.ts";
import { checksOf } from "../gate/checks.ts";
import { spentOn, standardSequential } from "../gate/sequential-settings.ts";
import { type Evidence, type Skill, skillDigest } from "../skills/skill.ts";
import type { VerdictRecord } from "../evaluators/evaluator.ts";
import { explainSkill } from "./explain-skill.ts";
import { reliabilityText } from "./reliability-text.ts";

const digest = "1".repeat(64);
const verdict = (evaluator: string, more: Partial<VerdictRecord> = {}): VerdictRecord => ({
  evaluator,
  digest,
  status: "passed",
  ...more,
});

function skillWith(evidence: Partial<Evidence>, more: Partial<Skill> = {}): Skill {
  const candidate = exampleCandidate("tail");
  return {
    ...candidate,
    digest: skillDigest(candidate),
    status: "active",
    version: 1,
    evidence: exampleEvidence(evidence),
    ...more,
  };
}

it("has what use and trials say, for it or against it", () => {
  const tally = emptyTally();
  const used = { ...tally, uses: 3, right: 3 };
  const undecided = explainSkill(skillWith({}), [], used);
  expect(undecided.because.at(-1)).toBe("In use: 3 uses: 3 right.");
  expect(undecided.unknown.at(-1)).toContain("not tried without it yet");
  expect(undecided.fallsIf.join("\n")).toContain("portolan tidy");
  const trials = { ...tally.trials, tasks: 12, onlyWithout: 12 };
  const harmful = explainSkill(skillWith({}), [], { ...used, trials });
  expect(harmful.summary).toContain("Its trials speak against it: 12 tasks tried");
  expect(harmful.because.join("\n")).not.toContain("In use");
});

const cases = Array.from({ length: 8 }, (_, i) => ({ input: [`${i}`], output: "" }));
const unseen = verdict("gate-cases", { evidence: { right: 8, of: 8, wrong: [] } });

describe("an explanation", () => {
  it("has the number in its first sentence, and says what speaks for it in plain words", () => {
    const checks = checksOf({ examples: [], cases });
    const { summary, because, unknown, fallsIf } = explainSkill(
      skillWith({ checks, verdicts: [verdict("type-check"), unseen, verdict("own-rule")] }),
    );
    expect(summary).toBe(
      "tail is active, version 1: right on at least 68.7 % of such inputs (95 % confidence).",
    );
    expect(because.join("\n")).toContain("right on all 8 cases that its coder never saw");
    expect(because.at(-1)).toBe("The evaluator own-rule was content with it.");
    expect(unknown).toContain("29 hidden cases without a mistake would support 90 %, it has 8.");
    expect(fallsIf.join("\n")).toMatch(/misses one of its cases[^]*revokes it/);
  });

  it("names what nobody looked at: no hidden case, evaluators left out, writers who knew", () => {
    const none = explainSkill(skillWith({ checks: checksOf({ examples: [], cases: [] }), verdicts: [] }));
    expect(none.summary).toContain("without a number: no hidden case was answered");
    expect(none.unknown[0]).toContain("no hidden case was asked");
    const leftOut = verdict("determinism", { status: "abstained", evidence: { leftOut: true } });
    const seen = explainSkill(skillWith({ checks: checksOf({ examples: [], cases }), verdicts: [leftOut] }));
    expect(seen.summary).toContain("if its cases had been hidden");
    expect(seen.unknown).toEqual(expect.arrayContaining(["Its task left out determinism."]));
    expect(seen.unknown.join("\n")).toContain("had seen its cases");
  });

  it("says that a bound is lower for a later program", () => {
    const third = checksOf({ examples: [], cases }, [], 3);
    const { unknown, summary } = explainSkill(skillWith({ checks: third, verdicts: [unseen] }));
    expect(summary).toContain("at least 59.9 %");
    expect(unknown.join("\n")).toContain("It was the 3. program");
  });

  it("tells of worlds where it was judged in them, and of what it hangs on", () => {
    const runs = { ...standardSequential, alpha: spentOn(1, 0.05), right: 21, of: 21 };
    const checks = checksOf({ examples: [], cases: [] }, [{ checks: { runs } }]);
    const verdicts = [verdict("world-runs", { evidence: { right: 21, of: 21 } })];
    const skill = skillWith(
      { checks, verdicts, shown: [{ name: "head", digest }] },
      { tools: ["orchard"], uses: [{ name: "head", digest }] },
    );
    const { summary, because, fallsIf } = explainSkill(skill);
    expect(summary).toContain("reaches its goal in at least 86.7 % of such worlds");
    expect(because.at(-1)).toContain("21 of 21 fresh worlds");
    expect(fallsIf.join("\n")).toMatch(/calls \(head\)[^]*tools \(orchard\)[^]*the 1 skills/);
  });

  it("says why one is no longer active", () => {
    const history = [
      { version: 1, digest, status: "revoked" as const, reason: "it is wrong on emoji", change: "c" },
    ];
    const { summary } = explainSkill(skillWith({}, { status: "revoked" }), history);
    expect(summary).toContain("It is revoked because: it is wrong on emoji.");
  });
});

it("rounds a bound down, so that what is said holds", () => {
  expect(reliabilityText({ examples: 0, cases: 3, lowerBound: 0.3684 })).toContain("36.8 %");
  expect(reliabilityText({ examples: 0, cases: 3, lowerBound: 0.8999 })).toContain("89.9 %");
});
