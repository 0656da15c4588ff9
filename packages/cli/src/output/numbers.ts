/** `12,345` */
export function grouped(value: number): string {
  return Math.round(value).toLocaleString("en-US");
}

/** `1 task`, `2 tasks`, `1,200 tasks`. */
export function count(value: number, one: string, many: string = `${one}s`): string {
  return `${grouped(value)} ${value === 1 ? one : many}`;
}

/** `87 %`; `–` of nothing. */
export function share(part: number, whole: number): string {
  return whole === 0 ? "–" : `${Math.round((100 * part) / whole)} %`;
}

/** `76 %` of 0.7616; a bound is rounded down, so that what is said holds. */
export function percent(bound: number): string {
  return `${Math.floor(100 * bound)} %`;
}

/** `4.2 s` below ten seconds, `42 s` below two minutes, then `3 min 5 s`. */
export function duration(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  if (seconds < 119.5) return `${Math.round(seconds)} s`;
  return `${Math.floor(Math.round(seconds) / 60)} min ${Math.round(seconds) % 60} s`;
}

/** A p-value as reports give it: `0.031`, `4.1e-7`. */
export function pValue(value: number): string {
  if (value >= 0.9995) return "1";
  return value >= 0.001 ? value.toPrecision(2) : value.toExponential(1);
}

/** `0.3`, `12`, `5,001`: below ten with one digit after the point. */
export function fewDigits(value: number): string {
  return value < 9.95 ? value.toFixed(1) : grouped(value);
}

/** `0.3 ms`, `12 ms`, `5,001 ms` */
export function inMs(value: number): string {
  return `${fewDigits(value)} ms`;
}
