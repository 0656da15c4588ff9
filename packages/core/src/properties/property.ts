import { z } from "zod";
import type { Signature, ValueType } from "../task/signature.ts";
import { parseSignature, typeText } from "../task/signature.ts";

const skill = z.string().regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, "must be the name of a skill");
/** `type`, where absent: all over the type, edges included; `near`: only inputs in the style of the examples. */
const on = z.enum(["type", "near"]).optional();
/** The parameter it is about, from 0, which it is when absent. */
const argument = z.number().int().nonnegative().optional();

/**
 * Something that holds for every input of a program, whatever the right result is. The program is `f`, its argument `x`.
 *
 * | kind | what holds |
 * | `idempotent` | `f(f(x)) = f(x)` |
 * | `inverse-of` | `g(f(x)) = x`, `g` the skill |
 * | `commutes-with` | `f(g(x)) = g(f(x))` |
 * | `agrees-with` | `f(x) = g(x)` |
 * | `symmetric` | `f(x, y) = f(y, x)` |
 * | `ignores-order` | `f(x)` is the same for the items of `x` in any order |
 * | `preserves-length` | `f(x)` is as long as `x` |
 * | `preserves-items` | `f(x)` has the items of `x`, each as often |
 * | `never-throws` | `f(x)` is a value of the result's type |
 */
export const propertySchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.enum(["idempotent", "ignores-order", "preserves-length", "preserves-items"]),
    argument,
    on,
  }),
  z.strictObject({ kind: z.enum(["inverse-of", "commutes-with"]), skill, argument, on }),
  z.strictObject({ kind: z.literal("agrees-with"), skill, on }),
  z.strictObject({ kind: z.enum(["symmetric", "never-throws"]), on }),
]);
export type Property = z.infer<typeof propertySchema>;

/** The parameter that a property is about, from 0. */
export function argumentOf(property: Property): number {
  return ("argument" in property ? property.argument : undefined) ?? 0;
}

/** A property in words, for a coder and for people: `f(f(x)) = f(x)`. */
export function propertyText(property: Property): string {
  const words = formulas[property.kind];
  const named = "skill" in property ? words.replaceAll("g(", `${property.skill}(`) : words;
  const place = argumentOf(property) === 0 ? "" : `, x being argument ${argumentOf(property) + 1}`;
  return `${property.kind}: ${named}${place}${property.on === "near" ? ", for inputs like those of the examples" : ""}`;
}

const formulas: Readonly<Record<Property["kind"], string>> = {
  idempotent: "f(f(x)) = f(x)",
  "inverse-of": "g(f(x)) = x",
  "commutes-with": "f(g(x)) = g(f(x))",
  "agrees-with": "f(x) = g(x)",
  symmetric: "f(x, y) = f(y, x)",
  "ignores-order": "f(x) is the same for the items of x in any order",
  "preserves-length": "f(x) is as long as x",
  "preserves-items": "f(x) has the items of x, each as often",
  "never-throws": "f(x) is a value of its type",
};

/** Why a task cannot declare what it does, as `properties[1] (symmetric): …`, or `undefined`. */
export function propertiesMisfit(task: {
  signature: string;
  properties?: readonly Property[];
}): string | undefined {
  for (const [i, property] of (task.properties ?? []).entries()) {
    const why = propertyMisfit(property, parseSignature(task.signature));
    if (why !== undefined) return `properties[${i}] (${property.kind}): ${why}`;
  }
  return undefined;
}

function propertyMisfit(property: Property, { parameters, result }: Signature): string | undefined {
  const place = argumentOf(property);
  const given = parameters[place]?.type;
  if (!given) return property.kind === "never-throws" ? undefined : `there is no parameter ${place}`;
  switch (property.kind) {
    case "idempotent":
    case "commutes-with":
      return sameType(given, result) ? undefined : `its result is not of the type of parameter ${place}`;
    case "symmetric": {
      const [a, b] = parameters;
      const fits = parameters.length === 2 && a && b && sameType(a.type, b.type);
      return fits ? undefined : "it does not take two parameters of one type";
    }
    case "ignores-order":
      return isList(given) ? undefined : `parameter ${place} is no list`;
    case "preserves-items":
      return isList(given) && isList(result)
        ? undefined
        : `parameter ${place} and the result are not both lists`;
    case "preserves-length":
      return hasLength(given) && hasLength(result)
        ? undefined
        : `parameter ${place} and the result have no length`;
    default:
      return undefined;
  }
}

function isList({ kind }: ValueType): boolean {
  return kind === "array" || kind === "other";
}

function hasLength(type: ValueType): boolean {
  return isList(type) || type.kind === "string";
}

function sameType(a: ValueType, b: ValueType): boolean {
  return a.kind === "other" || b.kind === "other" || typeText(a) === typeText(b);
}
