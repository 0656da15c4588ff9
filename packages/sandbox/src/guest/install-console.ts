/* oxlint-disable typescript/unbound-method -- taken off their objects before programs can replace them, called through Reflect.apply */
/**
 * Gives the realm a frozen `console` whose lines go to `write`, up to a number of characters; `cut` is called once when they
 * are spent. Returns what sets that number.
 */
export function installConsole(write: (line: string) => void, cut: () => void): (budget: number) => void {
  const { stringify } = JSON;
  const { apply } = Reflect;
  const slice = String.prototype.slice;
  const text = String;
  const ErrorBase = Error;
  let left = 0;

  const log = (...values: unknown[]): void => {
    if (left < 0) return;
    let line = "";
    for (let i = 0; i < values.length; i++) line += (i === 0 ? "" : " ") + show(values[i]);
    left -= line.length + 1;
    if (left >= 0) return write(line);
    const kept = apply(slice, line, [0, left]);
    if (kept !== "") write(kept);
    cut();
  };
  const console = Object.freeze({ log, info: log, warn: log, error: log, debug: log });
  Object.defineProperty(globalThis, "console", { value: console, configurable: true, writable: true });
  return (budget) => {
    left = budget;
  };

  function show(value: unknown): string {
    if (typeof value === "string") return value;
    try {
      if (typeof value !== "object" || value === null) return text(value);
      if (value instanceof ErrorBase) return `${value.name}: ${value.message}`;
      return stringify(value) ?? text(value);
    } catch {
      return "(unprintable)";
    }
  }
}
