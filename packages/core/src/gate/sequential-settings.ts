import { z } from "zod";
import { PortolanError } from "../errors/portolan-error.ts";

const share = z.number().gt(0).lt(1);

/** What a sequential test is to tell apart, and how often it may be wrong. */
export const sequentialSchema = z.strictObject({
  /** A program that succeeds in this share of runs, or more, is to be admitted. */
  admitAt: share,
  /** One that succeeds in this share, or less, is to be refused; between the two either is right. */
  refuseAt: share,
  /** How often a program to be refused may be admitted. */
  alpha: share,
  /** How often a program to be admitted may be refused. */
  beta: share,
});
export type SequentialSettings = z.infer<typeof sequentialSchema>;

/** What the gate asks of programs whose outcomes are random, where a task or a world says nothing else. */
export const standardSequential: Readonly<SequentialSettings> = {
  admitAt: 0.95,
  refuseAt: 0.8,
  alpha: 0.05,
  beta: 0.1,
};

/** @throws PortolanError `usage` for settings that no test can meet */
export function requireSequential(settings: SequentialSettings): void {
  const { success, error } = sequentialSchema.safeParse(settings);
  const problem = success
    ? settings.refuseAt < settings.admitAt && settings.alpha + settings.beta < 1
      ? undefined
      : "refuseAt must be below admitAt, and alpha and beta together below 1"
    : `${error.issues[0]?.path.join(".") ?? "settings"}: ${error.issues[0]?.message}`;
  if (problem === undefined) return;
  throw new PortolanError("usage", `A sequential test cannot be made of these settings: ${problem}.`, {
    value: settings,
    next: "Give shares between 0 and 1, such as { admitAt: 0.95, refuseAt: 0.8, alpha: 0.05, beta: 0.1 }.",
  });
}

/**
 * The error that the candidate of this number, from 1, may take of what a whole task may: α / (k (k + 1)). Over however many
 * candidates it adds up to α, so that writing again until luck helps does not help.
 */
export function spentOn(candidate: number, error: number): number {
  return error / (candidate * (candidate + 1));
}
