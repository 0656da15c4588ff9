import { expect, it } from "vitest";
import type { Evaluator, Subject } from "../evaluators/evaluator.ts";
import { judge } from "./gate.ts";

const subject = {} as Subject;
const saying = (verdict: unknown): Evaluator => ({
  id: "saying",
  digest: "d",
  evaluate: async () => verdict as never,
});

it.each([{ status: "pass" }, {}, undefined, null, { status: ["passed"] }, true])(
  "lets nothing through on %j, which is no verdict",
  async (verdict) => {
    const { stoppedBy } = await judge([saying(verdict)], subject);
    expect(stoppedBy).toMatchObject({ evaluator: "saying", status: "errored" });
  },
);

it("goes on over what passed or abstained, and stops at the first that did not", async () => {
  const verdicts = ["passed", "abstained", "failed", "passed"].map((status) => saying({ status }));
  const judgement = await judge(verdicts, subject);
  expect(judgement.verdicts.map(({ status }) => status)).toEqual(["passed", "abstained", "failed"]);
});
