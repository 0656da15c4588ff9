/**
 * How long an endpoint asks to be left alone, in milliseconds: `retry-after-ms`, or `retry-after` in seconds or as a date.
 * @param nowMs the time that a date is compared with
 */
export function retryAfterMs(headers: Headers | undefined, nowMs: number): number | undefined {
  const exact = numberIn(headers?.get("retry-after-ms"));
  if (exact !== undefined) return exact;
  const given = headers?.get("retry-after");
  const inSeconds = numberIn(given);
  if (inSeconds !== undefined) return inSeconds * 1_000;
  const date = /^[a-z]{3}/i.test(given ?? "") ? Date.parse(given as string) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - nowMs);
}

function numberIn(text: string | null | undefined): number | undefined {
  return text && /^\s*\d+(\.\d+)?\s*$/.test(text) ? Number(text) : undefined;
}
