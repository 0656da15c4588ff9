import type { Expression } from "./expression.ts";
import type { Value } from "./value.ts";

/** A compiled expression: takes the values of the variables by slot; `undefined` is failure. */
export type Compiled = (environment: (Value | undefined)[]) => Value | undefined;

/** Turns an expression into nested closures, which are the meaning its printed form has to have. */
export function compile(expression: Expression): Compiled {
  switch (expression.kind) {
    case "variable": {
      const { slot } = expression;
      return (environment) => environment[slot];
    }
    case "constant": {
      const { value } = expression;
      return () => value;
    }
    case "conditional": {
      const [test, yes, no] = [compile(expression.test), compile(expression.yes), compile(expression.no)];
      return (environment) => {
        const chosen = test(environment);
        return chosen === undefined ? undefined : chosen ? yes(environment) : no(environment);
      };
    }
    case "sequence":
      return compileSequence(expression.of, expression.parts);
    case "call":
      return compileCall(expression);
    case "lambda":
      throw new Error("a lambda is no value of its own");
  }
}

function compileSequence(
  of: "string" | "array",
  parts: { expression: Expression; spread: boolean }[],
): Compiled {
  const pieces = parts.map(({ expression, spread }) => ({ run: compile(expression), spread }));
  return (environment) => {
    const items: Value[] = [];
    for (const { run, spread } of pieces) {
      const value = run(environment);
      if (value === undefined) return undefined;
      if (spread) items.push(...(value as Value[]));
      else items.push(value);
    }
    return of === "string" ? (items as string[]).join("") : items;
  };
}

function compileCall(call: Expression & { kind: "call" }): Compiled {
  const { evaluate } = call.operator;
  const args = call.args.map(compileArgument);
  return (environment) => {
    const values: unknown[] = [];
    for (const argument of args) {
      const value = argument(environment);
      if (value === undefined) return undefined;
      values.push(value);
    }
    return attempt(evaluate, values);
  };
}

/** Runs an operation; whatever it throws is a failure of the candidate, not of the search. */
export function attempt(
  evaluate: (...args: never[]) => Value | undefined,
  values: unknown[],
): Value | undefined {
  try {
    return evaluate(...(values as never[]));
  } catch {
    return undefined;
  }
}

function compileArgument(expression: Expression): (environment: (Value | undefined)[]) => unknown {
  if (expression.kind !== "lambda") return compile(expression);
  const body = compile(expression.body);
  const element = expression.element.slot;
  const index = expression.index.slot;
  return (environment) => (item: Value, i: number) => {
    environment[element] = item;
    environment[index] = i;
    return orThrow(body(environment));
  };
}

/** Inside an array method a failure can only be thrown. */
export function orThrow(value: Value | undefined): Value {
  if (value === undefined) throw failure;
  return value;
}

const failure = new Error("the lambda failed");
