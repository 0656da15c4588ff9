import { z } from "zod";
import { PortolanError } from "../../errors/portolan-error.ts";
import type { Calibration } from "./calibration.ts";
import { exactInterval } from "./exact-interval.ts";

const count = z.int().nonnegative();
const rate = z
  .looseObject({ right: count, of: count })
  .refine(({ right, of }) => right <= of)
  // The bounds are computed anew: they follow from the counts, and a file may have been edited.
  .transform(({ right, of }) => exactInterval(right, of));

const calibrationSchema = z.strictObject({
  judge: z.string().min(1),
  truePositive: rate,
  trueNegative: rate,
  unreadable: count,
});

/**
 * Reads a calibration that was kept as JSON.
 * @throws PortolanError `usage` for what is none
 */
export function readCalibration(text: string, path: string): Calibration {
  try {
    return calibrationSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw new PortolanError("usage", `${path} holds no calibration of a judge.`, {
      value: text,
      cause,
      next: "Make one: portolan judge calibrate LABELLED.jsonl --out FILE.",
    });
  }
}
