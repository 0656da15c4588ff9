/* oxlint-disable typescript/unbound-method, unicorn/consistent-function-scoping -- taken before programs can replace them; the function is one text */
/** What is kept of the stacks of errors for the host. */
export interface HiddenStacks {
  /** The stack of an error, as text; empty where it has none. */
  stackOf: (error: { stack?: unknown }) => string;
  /** The one that was asked for last, which may be by the engine itself. */
  last: () => string;
}

/**
 * Keeps the stacks of errors from programs, which find an empty text there: a stack names the modules around a program, and so tells one
 * that is being judged from one that is used. An engine that writes stacks as the errors are made is left as it is.
 */
export function hideStacks(): HiddenStacks {
  type Site = { toString(): string };
  const { get, set } = WeakMap.prototype;
  const { apply } = Reflect;
  const kept = new WeakMap<object, string>();
  let last = "";
  const prepareStackTrace = (error: object, sites: readonly Site[]): string => {
    let text = "";
    for (let i = 0; i < sites.length; i++) text += `    at ${sites[i]?.toString()}\n`;
    apply(set, kept, [error, text]);
    last = text;
    return "";
  };
  if ("captureStackTrace" in Error) {
    Object.defineProperty(Error, "prepareStackTrace", {
      value: prepareStackTrace,
      configurable: true,
      writable: true,
    });
  }
  return {
    last: () => last,
    stackOf: (error) => {
      const { stack } = error;
      const hidden = apply(get, kept, [error]) as string | undefined;
      return hidden ?? (typeof stack === "string" ? stack : "");
    },
  };
}
