import type { LinkedProgram } from "@portolan/core";

/** The ways in which candidates are wrong, in the order of the report. */
export const faultKinds = [
  "mutant",
  "overfitted",
  "off by one",
  "wrong on empty",
  "wrong on negative",
  "wrong on unicode",
  "order-dependent",
  "time-dependent",
  "changes its input",
  "partial",
  "swallows errors",
  "table of examples",
] as const;
export type FaultKind = (typeof faultKinds)[number];

/** A program made wrong in a known way; whether it is, `confirm` finds out. */
export interface Fault {
  kind: FaultKind;
  /** Which disguise or change of that kind. */
  variant: string;
  program: LinkedProgram;
}
