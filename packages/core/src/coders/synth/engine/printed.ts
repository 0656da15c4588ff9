import type { Value } from "./value.ts";

/** Text of an expression and how tightly it binds (precedence as in the grammar of JavaScript). */
export interface Printed {
  text: string;
  rank: number;
}

/** Precedences: higher binds tighter. */
export const rank = {
  arrow: 1,
  conditional: 2,
  nullish: 3,
  or: 4,
  and: 5,
  equality: 9,
  relational: 10,
  additive: 12,
  multiplicative: 13,
  unary: 15,
  member: 18,
} as const;

/** The text, in parentheses where it binds less tightly than its place asks for. */
export function within(printed: Printed, least: number): string {
  return printed.rank < least ? `(${printed.text})` : printed.text;
}

/** `a.name(b, c)`. */
export function method(name: string): (args: Printed[]) => Printed {
  return ([receiver, ...args]) => ({
    text: `${within(receiver as Printed, rank.member)}.${name}(${args.map((arg) => arg.text).join(", ")})`,
    rank: rank.member,
  });
}

/** `name(a, b)`. */
export function call(name: string): (args: Printed[]) => Printed {
  return (args) => ({ text: `${name}(${args.map((arg) => arg.text).join(", ")})`, rank: rank.member });
}

/** `a.name`. */
export function property(name: string): (args: Printed[]) => Printed {
  return ([receiver]) => ({ text: `${within(receiver as Printed, rank.member)}.${name}`, rank: rank.member });
}

/** `a symbol b`, grouping to the left. */
export function infix(symbol: string, level: number): (args: Printed[]) => Printed {
  return ([left, right]) => ({
    text: `${within(left as Printed, level)} ${symbol} ${within(right as Printed, level + 0.5)}`,
    rank: level,
  });
}

/**
 * A text with `$0`, `$1`… for arguments that bind as tightly as members do, `$a0`… for whole arguments, and `#y` for a
 * local name, which gives way when an argument already uses it.
 */
export function template(text: string, level: number = rank.member): (args: Printed[]) => Printed {
  return (args) => {
    const filled = text.replaceAll(/#(\w)/g, (_, name: string) => freshName(name, args));
    const written = filled.replaceAll(/\$(a?)(\d)/g, (_, whole: string, digit: string) => {
      const argument = args[Number(digit)] as Printed;
      return whole ? argument.text : within(argument, rank.member);
    });
    return { text: written, rank: level };
  };
}

/** The name, or a longer one if a text already uses it. */
export function freshName(name: string, others: Printed[]): string {
  let fresh = name;
  while (others.some(({ text }) => new RegExp(`\\b${fresh}\\b`).test(text))) fresh += name;
  return fresh;
}

/** A literal. */
export function literal(value: Value): Printed {
  const negative = typeof value === "number" && value < 0;
  return { text: literalText(value), rank: negative ? rank.unary : rank.member };
}

function literalText(value: Value): string {
  if (typeof value !== "object") return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(literalText).join(", ")}]`;
  return `{ ${Object.entries(value)
    .map(([field, item]) => `${field}: ${literalText(item)}`)
    .join(", ")} }`;
}

/** `(parameters) => body`. */
export function arrow(parameters: string, body: Printed): Printed {
  const bare = !body.text.startsWith("{") && body.rank !== rank.conditional;
  return { text: `(${parameters}) => ${bare ? body.text : `(${body.text})`}`, rank: rank.arrow };
}
