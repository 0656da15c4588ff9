import { type Identifier, type Node, SyntaxKind } from "typescript/unstable/ast";
import {
  isBinaryExpression,
  isCallExpression,
  isElementAccessExpression,
  isIdentifier,
  isNewExpression,
  isObjectBindingPattern,
  isPropertyAccessExpression,
  isSpreadElement,
  isStringLiteral,
  isVariableDeclaration,
} from "typescript/unstable/ast/is";

const clock =
  "A program has no clock: take the time as an argument (new Date(value), Date.UTC and Date.parse are allowed).";
const chance = "A program has no chance: take random numbers, or a seed for them, as an argument.";
const text = "A program cannot make code from text: write the function itself.";
const beside =
  "Programs have no WeakRef, FinalizationRegistry, SharedArrayBuffer or Atomics: nothing runs beside them.";
const timer = "A program has no timers: await what it waits for, such as a tool.";

const refused = new Map([
  ["performance", clock],
  ["crypto", chance],
  ["eval", text],
  ["Function", text],
  [
    "globalThis",
    "globalThis is not allowed: name what you need of it, and keep state in variables of the function.",
  ],
  ...["WeakRef", "FinalizationRegistry", "SharedArrayBuffer", "Atomics"].map(
    (name) => [name, beside] as const,
  ),
  ...["setTimeout", "setInterval", "setImmediate", "requestAnimationFrame"].map(
    (name) => [name, timer] as const,
  ),
]);

/**
 * Why a use of a name of the language makes a program something else than a function of its arguments and its tools, if it
 * does: clock, chance, code from text, the global object. It is not known yet whether the name is the language's.
 */
export function refusedUse(name: Identifier): string | undefined {
  const use = name.parent;
  const isType =
    isBinaryExpression(use) && use.operatorToken.kind === SyntaxKind.InstanceOfKeyword && use.right === name;
  if (name.text === "Math") return chanceIn(name, use);
  if (isType) return undefined;
  return name.text === "Date" ? clockIn(name, use) : refused.get(name.text);
}

/** The name by which a call reads the clock without naming it: `format()` of a date format, without a date. */
export function hiddenClock(node: Node): { name: Identifier; message: string } | undefined {
  if (!isCallExpression(node) || !isPropertyAccessExpression(node.expression)) return undefined;
  const { name } = node.expression;
  if (!isIdentifier(name) || (name.text !== "format" && name.text !== "formatToParts")) return undefined;
  const [first] = node.arguments;
  return first && !isSpreadElement(first) ? undefined : { name, message: clock };
}

function clockIn(name: Identifier, use: Node): string | undefined {
  if (isNewExpression(use) && use.expression === name) {
    const first = use.arguments?.[0];
    // What is spread may be nothing.
    return first && !isSpreadElement(first) ? undefined : clock;
  }
  return ["UTC", "parse"].includes(memberOf(name, use) ?? "") ? undefined : clock;
}

function chanceIn(name: Identifier, use: Node): string | undefined {
  const member = memberOf(name, use);
  if (member !== undefined) return member === "random" ? chance : undefined;
  if (isVariableDeclaration(use) && use.initializer === name && isObjectBindingPattern(use.name)) {
    const names = use.name.elements.map((one) =>
      one.dotDotDotToken ? undefined : (one.propertyName ?? one.name),
    );
    if (names.every((one) => one && isIdentifier(one) && one.text !== "random")) return undefined;
  }
  return `Math is allowed only with the name of a member, as in Math.max. ${chance}`;
}

/** The name of the member that a use takes of an object, when it can be read. */
function memberOf(object: Identifier, use: Node): string | undefined {
  if (isPropertyAccessExpression(use) && use.expression === object) return use.name.text;
  if (!isElementAccessExpression(use) || use.expression !== object) return undefined;
  return isStringLiteral(use.argumentExpression) ? use.argumentExpression.text : undefined;
}
