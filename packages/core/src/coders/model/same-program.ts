import type { PastAttempt } from "../coder.ts";

/** What is left of a source without what changes nothing; a text with comment marks in a string may lose more, which does no harm here. */
export function bareSource(source: string): string {
  return source
    .replace(/\/\*[^]*?\*\//g, "")
    .replace(/(^|\s)\/\/[^\n]*/g, "")
    .replace(/\s+/g, "");
}

/** The first attempt that had this program already. */
export function earlierAttempt(source: string, past: readonly PastAttempt[]): PastAttempt | undefined {
  const bare = bareSource(source);
  return past.find(({ program }) => program && bareSource(program.source) === bare);
}
