import type { Candidate, CandidateOrigin } from "@portolan/core";

/** A program that a source offers. A callee that the source does not pin has the digest `""`: whatever is here. */
export interface Offer {
  candidate: Candidate;
  origin: CandidateOrigin;
  /** Its version number in the source: of several of one name the highest is meant. */
  version?: number;
}

/** Something in a source that is not offered, and why. */
export interface Skipped {
  /** A name, a path within the source, or a line. */
  what: string;
  reason: string;
}

/** All that a source offers. */
export interface Offers {
  offers: Offer[];
  skipped: Skipped[];
}

/** What is the same for all that one source offers. */
export type SourceOrigin = Omit<CandidateOrigin, "name" | "claimed">;

/**
 * The declarations of what modules export, by specifier: how the signature of a foreign script is found without parsing it
 * here. `ProcessSandbox.declare` is one.
 */
export type Declare = (modules: Readonly<Record<string, string>>) => Promise<Record<string, string>>;
