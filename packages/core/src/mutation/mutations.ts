import type { SyntaxNode } from "../sandbox/syntax-tree.ts";
import { callMutations } from "./call-mutations.ts";
import { type Mutation, replace, swap } from "./mutation.ts";
import { conditionOf, operationOf } from "./syntax-query.ts";

/** All changes that the operators make at one node, not at those inside of it. */
export function mutationsAt(node: SyntaxNode, parent: SyntaxNode | undefined, source: string): Mutation[] {
  return [
    ...ofOperation(node, source),
    ...ofUnary(node),
    ...ofConstant(node, parent, source),
    ...ofBranch(node),
    ...ofStatement(node),
    ...callMutations(node, source),
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
