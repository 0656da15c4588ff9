import type { SyntaxNode } from "../sandbox/syntax-tree.ts";
import { type Mutation, replace, swap } from "./mutation.ts";
import { argumentsOf, memberOf } from "./syntax-query.ts";

/** Methods and functions that are easily taken for one another. */
const confused: Readonly<Record<string, string>> = {
  min: "max",
  max: "min",
  floor: "ceil",
  ceil: "floor",
  round: "floor",
  trunc: "floor",
  trim: "trimStart",
  trimStart: "trimEnd",
  trimEnd: "trimStart",
  toUpperCase: "toLowerCase",
  toLowerCase: "toUpperCase",
  some: "every",
  every: "some",
  startsWith: "endsWith",
  endsWith: "startsWith",
  indexOf: "lastIndexOf",
  lastIndexOf: "indexOf",
  find: "findLast",
  findLast: "find",
  findIndex: "findLastIndex",
  findLastIndex: "findIndex",
  push: "unshift",
  unshift: "push",
  shift: "pop",
  pop: "shift",
  replaceAll: "replace",
  padStart: "padEnd",
  padEnd: "padStart",
  toReversed: "slice",
  toSorted: "slice",
  keys: "values",
  values: "keys",
};

/** What can be wrong with a call: its method, the order of its arguments, that it is there at all or is not. */
export function callMutations(node: SyntaxNode, source: string): Mutation[] {
  if (node.kind !== "CallExpression") return [];
  const given = argumentsOf(node);
  const member = memberOf(node.children[0]);
  const found = given.slice(1).flatMap((argument, i): Mutation[] => {
    const before = given[i] as SyntaxNode;
    return isCallback(before) === isCallback(argument) ? [swap(before, argument, source)] : [];
  });
  const other = member && Object.hasOwn(confused, member.name) ? confused[member.name] : undefined;
  if (member && other !== undefined) found.push(replace("method", member.at, other));
  // `Math` and its kind are no values.
  const onValue = member && !/^[A-Z]/.test(member.on.text ?? "");
  if (member && onValue)
    found.push({ operator: "deletion", edits: [{ start: member.on.end, end: node.end, text: "" }] });
  const [only] = given;
  // `f(x)` as `x`: what a composed program forgot to call.
  if (only && !onValue && given.length === 1 && only.kind !== "SpreadElement" && !isCallback(only))
    found.push({
      operator: "deletion",
      edits: [
        { start: node.start, end: only.start, text: "(" },
        { start: only.end, end: node.end, text: ")" },
      ],
    });
  return found;
}

function isCallback({ kind }: SyntaxNode): boolean {
  return kind === "ArrowFunction" || kind === "FunctionExpression";
}
