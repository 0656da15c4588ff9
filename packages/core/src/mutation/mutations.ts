import type { SyntaxNode } from "../sandbox/syntax-tree.ts";
import type { Edit, MutationOperator } from "./mutant.ts";
import { argumentsOf, conditionOf, memberOf, operationOf } from "./syntax-query.ts";

/** A change that an operator would make. */
export interface Mutation {
  operator: MutationOperator;
  edits: Edit[];
}

/** All changes that the operators make at one node, not at those inside of it. */
export function mutationsAt(node: SyntaxNode, parent: SyntaxNode | undefined, source: string): Mutation[] {
  return [
    ...ofOperation(node, source),
    ...ofUnary(node),
    ...ofConstant(node, parent, source),
    ...ofBranch(node),
    ...ofStatement(node),
    ...ofCall(node, source),
  ];
}

const boundaries: Readonly<Record<string, string>> = { "<": "<=", "<=": "<", ">": ">=", ">=": ">" };
const others: Readonly<Record<string, readonly string[]>> = {
  "+": ["-"],
  "-": ["+"],
  "*": ["/"],
  "/": ["*"],
  "%": ["*"],
  "**": ["*"],
  "&&": ["||"],
  "||": ["&&"],
  "??": ["&&"],
  "===": ["!=="],
  "!==": ["==="],
  "==": ["!="],
  "!=": ["=="],
  "<": [">="],
  "<=": [">"],
  ">": ["<="],
  ">=": ["<"],
  "&": ["|"],
  "|": ["&"],
  "^": ["&"],
  "<<": [">>"],
  ">>": ["<<"],
  "+=": ["-=", "="],
  "-=": ["+="],
  "*=": ["/=", "="],
  "/=": ["*="],
};
const ordered = new Set(["+", "-", "/", "%", "**"]);

function ofOperation(node: SyntaxNode, source: string): Mutation[] {
  const operation = operationOf(node);
  if (!operation) return [];
  const { left, mark, right } = operation;
  const sign = source.slice(mark.start, mark.end);
  const boundary = boundaries[sign];
  return [
    ...(boundary ? [replace("boundary", mark, boundary)] : []),
    ...(others[sign] ?? []).map((other) => replace("operator", mark, other)),
    ...(ordered.has(sign) ? [swap(left, right, source)] : []),
  ];
}

function ofUnary({ kind, children }: SyntaxNode): Mutation[] {
  if (kind !== "PrefixUnaryExpression" && kind !== "PostfixUnaryExpression") return [];
  const mark = children.find(({ text }) => text !== undefined && /^(?:!|-|\+\+|--)$/.test(text));
  if (!mark) return [];
  const other = { "++": "--", "--": "++" }[mark.text as string] ?? "";
  return [replace("operator", mark, other)];
}

function ofConstant(node: SyntaxNode, parent: SyntaxNode | undefined, source: string): Mutation[] {
  const text = source.slice(node.start, node.end);
  const become = (...texts: string[]): Mutation[] => texts.map((one) => replace("constant", node, one));
  switch (node.kind) {
    case "NumericLiteral": {
      const value = Number(text.replaceAll("_", ""));
      if (!Number.isFinite(value)) return [];
      const minus = parent?.kind === "PrefixUnaryExpression" ? ["0"] : [];
      return become(...new Set([String(value + 1), ...(value > 0 ? [String(value - 1)] : ["2"]), ...minus]));
    }
    case "StringLiteral":
    case "NoSubstitutionTemplateLiteral":
      // A word that names a property, or a mode that the language knows, is none of the program's constants.
      if (parent?.kind === "PropertyAssignment" && parent.children[0] === node) return [];
      return become(text.length > 2 ? '""' : '" "');
    case "TrueKeyword":
      return become("false");
    case "FalseKeyword":
      return become("true");
    case "RegularExpressionLiteral": {
      const end = text.lastIndexOf("/");
      return text.includes("g", end) ? become(text.slice(0, end) + text.slice(end).replace("g", "")) : [];
    }
    default:
      return [];
  }
}

function ofBranch(node: SyntaxNode): Mutation[] {
  switch (node.kind) {
    case "IfStatement": {
      const condition = conditionOf(node);
      return condition ? [replace("branch", condition, "true"), replace("branch", condition, "false")] : [];
    }
    case "ConditionalExpression": {
      const [condition] = node.children as [SyntaxNode];
      return [replace("branch", condition, "true"), replace("branch", condition, "false")];
    }
    case "WhileStatement": {
      const condition = conditionOf(node);
      return condition ? [replace("branch", condition, "false")] : [];
    }
    case "CaseClause":
      return node.children.length > 3
        ? [{ operator: "branch", edits: [{ start: node.start, end: node.end, text: "" }] }]
        : [];
    default:
      return [];
  }
}

const deletable = new Set(["ExpressionStatement", "ReturnStatement", "BreakStatement", "ContinueStatement"]);

function ofStatement(node: SyntaxNode): Mutation[] {
  return deletable.has(node.kind) ? [replace("deletion", node, ";")] : [];
}

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

function ofCall(node: SyntaxNode, source: string): Mutation[] {
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

function replace(operator: MutationOperator, { start, end }: SyntaxNode, text: string): Mutation {
  return { operator, edits: [{ start, end, text }] };
}

function swap(one: SyntaxNode, other: SyntaxNode, source: string): Mutation {
  const put = (place: SyntaxNode, by: SyntaxNode): Edit => ({
    start: place.start,
    end: place.end,
    text: bracketed(source.slice(by.start, by.end), place, by),
  });
  return { operator: "argument-swap", edits: [put(one, other), put(other, one)] };
}

/** An operand that takes another place keeps its meaning only in brackets. */
function bracketed(text: string, place: SyntaxNode, by: SyntaxNode): string {
  const compound = /^(?:BinaryExpression|ConditionalExpression|ArrowFunction)$/;
  return compound.test(by.kind) || (compound.test(place.kind) && by.kind === "PrefixUnaryExpression")
    ? `(${text})`
    : text;
}
