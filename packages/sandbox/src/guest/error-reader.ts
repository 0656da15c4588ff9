/* oxlint-disable typescript/unbound-method, unicorn/consistent-function-scoping -- taken before programs can replace them; the function is one text */
import type { HiddenStacks } from "./hide-stacks.ts";

/** Describes whatever a program threw as JSON text `{name, message, stack}`; never throws and never returns more than ~13 KB. */
export type ErrorReader = (thrown: unknown) => string;

/** Makes a reader that programs cannot influence, except through the getters of what they throw. */
export function makeErrorReader(stackOf: HiddenStacks["stackOf"]): ErrorReader {
  const { stringify } = JSON;
  const { apply } = Reflect;
  const slice = String.prototype.slice;
  const text = String;
  const clip = (value: string, length: number): string => apply(slice, value, [0, length]);

  return (thrown) => {
    if (typeof thrown !== "object" || thrown === null) {
      // `throw "text"`: the type stands where an error has its name.
      const name = thrown === null ? "null" : typeof thrown;
      return stringify({
        name,
        message: clip(
          attempt(() => text(thrown)),
          4_000,
        ),
        stack: "",
      });
    }
    const error = thrown as { name?: unknown; message?: unknown; stack?: unknown };
    const name = clip(
      attempt(() => text(error.name ?? "object")),
      200,
    );
    const message = clip(
      attempt(() => text(error.message ?? stringify(thrown))),
      4_000,
    );
    const stack = clip(
      attempt(() => stackOf(error)),
      8_000,
    );
    return stringify({ name, message, stack });
  };

  function attempt(read: () => string): string {
    try {
      return read();
    } catch {
      return "(unreadable)";
    }
  }
}
