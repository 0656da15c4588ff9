import { PortolanError } from "../../errors/portolan-error.ts";
import type { Json } from "../../json/json.ts";
import type { Sandbox } from "../../sandbox/sandbox.ts";
import { defineEvaluator } from "../define-evaluator.ts";
import type { Evaluator, Verdict } from "../evaluator.ts";
import { type Calibration, distrust, standardTrust, type Trust } from "./calibration.ts";
import { type Assessment, createJudge, findingsJson, type JudgeOptions } from "./judge.ts";
import { runsViewer, type Viewer } from "./judge-view.ts";
import type { Finding } from "./read-verdict.ts";

export interface JudgeEvaluatorOptions extends JudgeOptions {
  /** Runs the program to see what it does; or give a `viewer`. */
  sandbox?: Sandbox;
  viewer?: Viewer;
  /** How often this judge is right; without one it admits nothing alone. */
  calibration?: Calibration;
  /** What it must reach to admit alone. */
  trust?: Trust;
}

/** Failures after which another judgement may succeed, so that they are the evaluator's and not ours. */
const outages = new Set(["budget-spent", "model-config", "model-unavailable", "model-reply-invalid"]);

/**
 * A model as an evaluator, for goals whose cases are missing or do not tell. It fails what does not meet its rubric. What meets it
 * passes if the judge is calibrated well enough; else it abstains, which on a task without cases is a refusal: nothing else
 * would have looked at what the program does beyond the examples.
 */
export function judgeEvaluator(options: JudgeEvaluatorOptions): Evaluator {
  const { calibration, trust = standardTrust } = options;
  const judge = createJudge(options);
  const viewer = options.viewer ?? (options.sandbox && runsViewer(options.sandbox));
  if (!viewer) {
    throw new PortolanError("usage", "A judge has nothing to look at.", {
      next: "Give judgeEvaluator a sandbox or a viewer.",
    });
  }
  const doubt = distrust(judge, calibration, trust);
  return defineEvaluator({
    id: "judge",
    version: 1,
    cost: "model",
    settings: {
      judge: judge.digest,
      viewer: viewer.settings,
      trust: { ...trust },
      calibration: calibration ? (JSON.parse(JSON.stringify(calibration)) as Json) : null,
    },
    evaluate: async (subject): Promise<Verdict> => {
      const { task, budget, signal } = subject;
      const { goal, signature, examples, cases } = task;
      const view = await viewer.view(subject);
      let assessment: Assessment;
      try {
        assessment = await judge.assess({ goal, signature, examples }, view, { within: budget, signal });
      } catch (error) {
        if (!(error instanceof PortolanError && outages.has(error.code))) throw error;
        // Not the judge is at its end, but the episode.
        if (error.code === "budget-spent" && budget?.exhaustedForModels) throw error;
        return errored(`The judge gave no verdict. ${error.message} ${error.next}`, { code: error.code });
      }
      const evidence = evidenceOf(assessment, judge.digest);
      if (assessment.kind === "unreadable") {
        return errored(`The judge gave no verdict that can be read. ${assessment.problem}`, evidence);
      }
      if (!assessment.met) return { status: "failed", feedback: complaint(assessment.findings), evidence };
      if (doubt === undefined) return { status: "passed", evidence };
      if (cases.length > 0) return { status: "abstained", feedback: doubt, evidence };
      return errored(`Only the judge could admit this, and it abstains. ${doubt}`, evidence);
    },
  });
}

function errored(feedback: string, evidence: Json): Verdict {
  return { status: "errored", feedback: feedback.slice(0, 1_000), evidence };
}

function evidenceOf(assessment: Assessment, judge: string): Json {
  const { cost, cut } = assessment;
  return {
    judge,
    cost: { ...cost },
    cut,
    ...(assessment.kind === "judged" && { findings: findingsJson(assessment.findings) }),
  };
}

function complaint(findings: readonly Finding[]): string {
  const lines = findings
    .filter(({ met }) => !met)
    .map(({ id, void: isVoid, reason }) =>
      isVoid
        ? `${id}: nothing that was shown proves it`
        : `${id}: ${reason.slice(0, 300).replace(/\s+/g, " ")}`,
    );
  return `The judge finds it wanting.\n${lines.join("\n")}`;
}
