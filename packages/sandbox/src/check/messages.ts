import type { CheckReport } from "@portolan/core";

/** Host → checker: type-check one program. */
export interface CheckMessage {
  check: number;
  /** The name that the one exported function must have. */
  exported: string;
  signature: string;
  source: string;
  /** Sources by specifier. */
  modules: Readonly<Record<string, string>>;
  /** Declarations by specifier: `#tools/files`. */
  declarations: Readonly<Record<string, string>>;
}

/** Checker → host: what was found, or a failure of the checker itself. */
export type CheckReply = { check: number; report: CheckReport } | { check: number; failure: string };
