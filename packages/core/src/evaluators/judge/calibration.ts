import { z } from "zod";
import { PortolanError } from "../../errors/portolan-error.ts";
import type { Json } from "../../json/json.ts";
import { exactInterval, type Rate } from "./exact-interval.ts";
import type { Judge } from "./judge.ts";

const json: z.ZodType<Json> = z.json();

const labelledSchema = z.strictObject({
  id: z.string().optional(),
  goal: z.string().min(1),
  signature: z.string().optional(),
  runs: z.array(z.strictObject({ input: z.array(json), outcome: json })).optional(),
  before: json.optional(),
  after: json.optional(),
  /** Whether the goal is met, as somebody found who knows. */
  label: z.enum(["passed", "failed"]),
});

/** A result that somebody has judged: what is to be seen, and the label. */
export type Labelled = z.infer<typeof labelledSchema>;

/** How often a judge is right, on labelled results; it counts for the judge of that digest alone. */
export interface Calibration {
  /** `digest` of the judge. */
  judge: string;
  /** Share of what is right that the judge passes. */
  truePositive: Rate;
  /** Share of what is wrong that the judge refuses. */
  trueNegative: Rate;
  /** Results on which it gave no verdict; each counts as judged wrongly. */
  unreadable: number;
}

/** What a judge must reach to admit alone: the lower bounds of both rates, at 95 %. */
export interface Trust {
  truePositive: number;
  trueNegative: number;
}

/** Half of what is right passes, and at most one in ten of what is wrong: 36 wrong results, all of them refused. */
export const standardTrust: Trust = { truePositive: 0.5, trueNegative: 0.9 };

/**
 * Has a judge judge what somebody has labelled.
 * @throws PortolanError whatever the judge throws; a calibration is whole or absent
 */
export async function calibrateJudge(
  judge: Judge,
  labelled: readonly Labelled[],
  signal?: AbortSignal,
): Promise<Calibration> {
  const counts = { passed: { right: 0, of: 0 }, failed: { right: 0, of: 0 } };
  let unreadable = 0;
  for (const { goal, signature, label, runs, before, after } of labelled) {
    const assessment = await judge.assess({ goal, signature }, { runs, before, after }, { signal });
    const count = counts[label];
    count.of++;
    if (assessment.kind === "unreadable") unreadable++;
    else if (assessment.met === (label === "passed")) count.right++;
  }
  return {
    judge: judge.digest,
    truePositive: exactInterval(counts.passed.right, counts.passed.of),
    trueNegative: exactInterval(counts.failed.right, counts.failed.of),
    unreadable,
  };
}

/** Why a judge may not admit alone, as one sentence; `undefined` when it may. */
export function distrust(
  judge: Pick<Judge, "digest">,
  calibration: Calibration | undefined,
  trust: Trust,
): string | undefined {
  if (!calibration) return "The judge is not calibrated.";
  if (calibration.judge !== judge.digest) {
    return "The calibration is of another judge: its model, prompt or rubric has changed since.";
  }
  for (const kind of ["truePositive", "trueNegative"] as const) {
    const { lower, right, of } = calibration[kind];
    if (lower >= trust[kind]) continue;
    const what = kind === "truePositive" ? "right" : "wrong";
    return `Of what is ${what} it recognised ${right} of ${of}: at least ${lower.toFixed(2)}, and ${trust[kind]} is asked.`;
  }
  return undefined;
}

/**
 * Reads labelled results, one JSON object a line.
 * @throws PortolanError `usage` with the line that is wrong
 */
export function parseLabelled(text: string, path: string): Labelled[] {
  return text.split("\n").flatMap((line, index) => {
    if (line.trim() === "") return [];
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch (cause) {
      throw wrongLine(`${path}:${index + 1}: the line is not JSON.`, line, cause);
    }
    const parsed = labelledSchema.safeParse(value);
    if (parsed.success) return [parsed.data];
    const issue = parsed.error.issues[0];
    throw wrongLine(
      `${path}:${index + 1}: ${issue?.path.join(".") || "the result"}: ${issue?.message}.`,
      line,
      parsed.error,
    );
  });
}

function wrongLine(message: string, value: string, cause: unknown): PortolanError {
  return new PortolanError("usage", message, {
    value,
    cause,
    next: "Correct the line; docs/judge.md describes the format.",
  });
}
