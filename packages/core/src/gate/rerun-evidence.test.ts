import { expect, it } from "vitest";
import { defineEvaluator } from "../evaluators/define-evaluator.ts";
import type { Evaluator, Subject, Verdict, VerdictRecord } from "../evaluators/evaluator.ts";
import { rerunEvidence } from "./rerun-evidence.ts";

const subject = {} as Subject;

function saying(id: string, verdict: Verdict, more: Partial<Evaluator> = {}): Evaluator {
  return { ...defineEvaluator({ id, version: 1, evaluate: async () => verdict }), ...more };
}

function recorded(
  { id, digest }: Pick<Evaluator, "id" | "digest">,
  more: Partial<VerdictRecord> = {},
): VerdictRecord {
  return { evaluator: id, digest, status: "passed", ...more };
}

it("asks all that there still are, and says of the others why not", async () => {
  const fails = saying("fails", { status: "failed", feedback: "No longer." });
  const passes = saying("passes", { status: "passed" });
  const asks = saying("asks", { status: "passed" }, { cost: "model" });
  const evidence = [
    recorded(fails),
    recorded(passes),
    recorded(asks),
    recorded({ id: "gone", digest: "" }),
    recorded({ id: "world-runs", digest: "" }),
    recorded(passes, { status: "abstained", evidence: { leftOut: true } }),
  ];
  expect(await rerunEvidence([fails, passes, asks], evidence, subject)).toMatchObject([
    { evaluator: "fails", was: "passed", now: "failed", reason: "No longer." },
    { evaluator: "passes", was: "passed", now: "passed" },
    { evaluator: "asks", was: "passed", now: "not-run", reason: "it asks a model, and this is offline" },
    { evaluator: "gone", was: "passed", now: "not-run", reason: "there is no evaluator of that name here" },
    {
      evaluator: "world-runs",
      was: "passed",
      now: "not-run",
      reason: "it needs the world that it was judged in",
    },
    { evaluator: "passes", was: "abstained", now: "not-run", reason: "its task left it out" },
  ]);
});

it("says where an evaluator is another one than it was", async () => {
  const [found] = await rerunEvidence(
    [saying("same", { status: "passed" })],
    [recorded({ id: "same", digest: "other" })],
    subject,
  );
  expect(found?.ruleChanged).toBe(true);
});

it("asks the successor of an evaluator that is no more", async () => {
  const audit = saying("evaluator-audit", { status: "failed", feedback: "Too weak." });
  const [found] = await rerunEvidence([audit], [recorded({ id: "case-audit", digest: "" })], subject);
  expect(found).toMatchObject({ evaluator: "case-audit", now: "failed", ruleChanged: true });
});

it("lets one that throws be no more than one that could not judge", async () => {
  const throwing = saying("throws", { status: "passed" });
  throwing.evaluate = async () => {
    throw new Error("broken");
  };
  const [found] = await rerunEvidence([throwing], [recorded(throwing)], subject);
  expect(found).toMatchObject({ now: "errored", reason: "it threw Error: broken" });
});
