import { bareSource } from "../../program/bare-source.ts";
import type { PastAttempt } from "../coder.ts";

/** The first attempt that had this program already. */
export function earlierAttempt(source: string, past: readonly PastAttempt[]): PastAttempt | undefined {
  const bare = bareSource(source);
  return past.find(({ program }) => program && bareSource(program.source) === bare);
}
