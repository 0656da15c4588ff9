import type { Json } from "../../json/json.ts";
import { bare, conditionOf, operationOf, visit } from "../../mutation/syntax-query.ts";
import type { SyntaxNode } from "../../sandbox/syntax-tree.ts";
import { constantsIn } from "./constants-in.ts";
import { pairsOf } from "./pairs-of.ts";

/** A constant by which something is looked up, and the constant that comes of it. */
export interface Lookup {
  key: Json;
  value: Json;
}

/** What a program says by constants. */
export interface Lookups {
  pairs: Lookup[];
  /** All constants, and what they are made of. */
  constants: Json[];
}

const mostConstants = 5_000;

/** The tables of a program, in whatever syntax: branches on constants, `switch`, objects, maps, lists of pairs, texts. */
export function lookupsIn(root: SyntaxNode): Lookups {
  const constantOf = constantsIn(root);
  const pairs: Lookup[] = [];
  const whole: Json[] = [];
  const choose = (condition: SyntaxNode, chosen: SyntaxNode | undefined): void => {
    const value = chosen && chosenBy(chosen, constantOf);
    if (value === undefined) return;
    const keys = comparedWith(condition, constantOf);
    pairs.push(...keys.map((key) => ({ key, value })));
    if (keys.length > 1) pairs.push({ key: keys, value });
  };
  visit(root, (node, parent) => {
    const value = constantOf(node);
    // A part of a constant is known with the whole.
    if (value !== undefined && !(parent && constantOf(parent) !== undefined)) whole.push(value);
    if (node.kind === "IfStatement") {
      const condition = conditionOf(node);
      const then = node.children[node.children.findIndex((child) => child === condition) + 2];
      if (condition) choose(condition, then);
    }
    if (node.kind === "ConditionalExpression") choose(node.children[0] as SyntaxNode, node.children[2]);
    if (node.kind === "CaseBlock") chooseClauses(node, choose);
  });
  const constants = whole.flatMap(partsOf).slice(0, mostConstants);
  return { pairs: [...pairs, ...pairsOf(constants)], constants };
}

/** Clauses without statements lead to the next one that has some. */
function chooseClauses(
  { children }: SyntaxNode,
  choose: (condition: SyntaxNode, chosen: SyntaxNode) => void,
): void {
  let waiting: SyntaxNode[] = [];
  for (const clause of children) {
    if (clause.kind !== "CaseClause") continue;
    waiting.push(clause.children[1] as SyntaxNode);
    if (clause.children.length <= 3) continue;
    for (const label of waiting) choose(label, clause);
    waiting = [];
  }
}

/** The constants that a condition compares something with; a constant itself, as the label of a case, is one. */
function comparedWith(condition: SyntaxNode, constantOf: (node: SyntaxNode) => Json | undefined): Json[] {
  const label = constantOf(condition);
  if (label !== undefined) return [label];
  const keys: Json[] = [];
  visit(bare(condition), (node) => {
    const operation = operationOf(node);
    if (!operation || !/^EqualsEquals/.test(operation.mark.kind)) return;
    const key = constantOf(operation.left) ?? constantOf(operation.right);
    if (key !== undefined) keys.push(key);
  });
  return keys;
}

/** The constant that a branch returns or assigns, or is. */
function chosenBy(branch: SyntaxNode, constantOf: (node: SyntaxNode) => Json | undefined): Json | undefined {
  if (!/Statement$|^Block$|^CaseClause$/.test(branch.kind)) return constantOf(branch);
  let found: Json | undefined;
  visit(branch, (node) => {
    if (found !== undefined) return;
    if (node.kind === "ReturnStatement" && node.children[1]) found = constantOf(node.children[1]);
    const operation = operationOf(node);
    if (operation?.mark.kind === "EqualsToken") found = constantOf(operation.right);
  });
  return found;
}

function partsOf(value: Json): Json[] {
  if (typeof value !== "object" || value === null) return [value];
  const inner = Array.isArray(value) ? value : [...Object.keys(value), ...Object.values(value)];
  return [value, ...inner.flatMap(partsOf)];
}
