import { parseSignature, type Skill } from "@portolan/core";
import { templateText } from "./normal-form.ts";
import type { Term } from "./term.ts";

/** Names of the arguments of the language's methods, where the arguments say more than their types. */
const methods: Readonly<Record<string, readonly string[]>> = {
  at: ["position"],
  charAt: ["position"],
  endsWith: ["ending"],
  includes: ["sought"],
  indexOf: ["sought", "start"],
  join: ["separator"],
  lastIndexOf: ["sought"],
  max: ["least", "least"],
  min: ["most", "most"],
  padEnd: ["length", "filling"],
  padStart: ["length", "filling"],
  repeat: ["count"],
  replace: ["sought", "replacement"],
  replaceAll: ["sought", "replacement"],
  slice: ["start", "end"],
  split: ["separator", "limit"],
  startsWith: ["beginning"],
  substring: ["start", "end"],
  toFixed: ["digits"],
  with: ["position", "value"],
};

const operators: Readonly<Record<string, string>> = {
  "%": "divisor",
  "/": "divisor",
  "*": "factor",
  "**": "exponent",
  "-": "amount",
  "<": "limit",
  "<=": "limit",
  ">": "limit",
  ">=": "limit",
  "??": "fallback",
  "||": "fallback",
  "===": "wanted",
  "!==": "unwanted",
};

/**
 * A name for a parameter, from where its value stands: the parameter of the skill or method that it is given to, the property
 * or the operator that it belongs to; undefined when the place says nothing.
 * @param within what it stands in, innermost last
 */
export function nameFromPlace(
  term: Term,
  within: readonly Term[],
  type: string,
  callees: readonly Pick<Skill, "name" | "signature">[],
): string | undefined {
  const parent = within.at(-1);
  if (!parent) return undefined;
  if (term.node.kind === templateText) return "text";
  if (parent.kind === "CallExpression") return argumentName(term, parent, callees);
  if (parent.kind === "PropertyAssignment" || parent.kind === "VariableDeclaration") {
    const name = parent.node.children[0];
    return name?.kind === "Identifier" ? name.text : undefined;
  }
  if (parent.kind === "ElementAccessExpression") return type === "number" ? "position" : "key";
  if (parent.kind !== "BinaryExpression") return undefined;
  const operator = parent.children[1]?.text ?? "";
  if (operator === "+") return type === "string" ? "text" : "amount";
  return operators[operator];
}

function argumentName(
  term: Term,
  { children: [callee, ...rest] }: Term,
  callees: readonly Pick<Skill, "name" | "signature">[],
): string | undefined {
  const given = rest.filter(({ kind }) => !/^(?:OpenParen|CloseParen|Comma|QuestionDot)Token$/.test(kind));
  const place = given.indexOf(term);
  if (callee?.kind === "Identifier") {
    const skill = callees.find(({ name }) => callee.text?.startsWith(`#skills/${name}:`));
    return skill && parseSignature(skill.signature).parameters[place]?.name;
  }
  if (callee?.kind !== "PropertyAccessExpression") return undefined;
  const method = callee.children.at(-1)?.text ?? "";
  // `xs.slice(0, 3)` takes three.
  if (method === "slice" && place === 1 && given[0]?.text === "0") return "count";
  return Object.hasOwn(methods, method) ? methods[method]?.[place] : undefined;
}
