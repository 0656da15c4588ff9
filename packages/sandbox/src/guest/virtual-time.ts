/* oxlint-disable typescript/unbound-method, unicorn/consistent-function-scoping -- the function is sent to the guest as one text */
/**
 * Gives the realm a clock that moves one millisecond with every read, and a seeded Math.random; returns what sets where both
 * start.
 */
export function virtualTime(): (seed: number, epochMs: number) => void {
  type Format = (date: unknown) => unknown;
  const { apply, construct } = Reflect;
  const Real = Date;
  let now = 0;
  const read = (): number => now++;
  const Virtual = function Date(...parts: unknown[]) {
    if (new.target === undefined) return new Real(read()).toString();
    return construct(Real, parts.length === 0 ? [read()] : parts, new.target);
  };
  const define = (target: object, name: string, value: unknown): void => {
    Object.defineProperty(target, name, { value, configurable: true, writable: true });
  };
  Object.defineProperty(Virtual, "prototype", { value: Real.prototype, writable: false });
  define(Virtual, "now", () => read());
  define(Virtual, "parse", Real.parse);
  define(Virtual, "UTC", Real.UTC);
  // The checker sees who names the clock; who comes to it from a date names nothing.
  const Clockless = function Date(...parts: unknown[]) {
    if (new.target === undefined || parts.length === 0) throw new TypeError("There is no clock");
    return construct(Real, parts, new.target);
  };
  Object.defineProperty(Clockless, "prototype", { value: Real.prototype, writable: false });
  define(Real.prototype, "constructor", Clockless);
  define(globalThis, "Date", Virtual);
  // A formatter that is given no date reads the real clock. QuickJS has none.
  if (typeof Intl !== "undefined") {
    const given = (date: unknown): unknown => {
      if (date === undefined) throw new TypeError("There is no date to format");
      return date;
    };
    const formats = Intl.DateTimeFormat.prototype;
    const { formatToParts } = formats;
    const { get: getFormat } = Object.getOwnPropertyDescriptor(formats, "format") as { get: () => Format };
    Object.defineProperty(formats, "format", {
      get() {
        const format = apply(getFormat, this, []);
        return (date: unknown) => format(given(date));
      },
      configurable: true,
    });
    define(formats, "formatToParts", function (this: Intl.DateTimeFormat, date: unknown) {
      return apply(formatToParts as Format, this, [given(date)]);
    });
  }
  // mulberry32: small, fast, and the same on every platform.
  let state = 0;
  const { imul } = Math;
  define(Math, "random", () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  });
  return (seed, epochMs) => {
    now = epochMs;
    state = seed | 0;
  };
}
