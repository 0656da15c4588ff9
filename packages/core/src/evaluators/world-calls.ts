import { argumentsOf, visit } from "../mutation/syntax-query.ts";
import type { Sandbox } from "../sandbox/sandbox.ts";
import type { SyntaxNode } from "../sandbox/syntax-tree.ts";
import type { ToolSet } from "../sandbox/tool.ts";
import { readTools } from "../coders/world/world-tools.ts";
import { defineEvaluator } from "./define-evaluator.ts";
import type { Evaluator, Verdict } from "./evaluator.ts";
import { judgedSyntax } from "./judged-syntax.ts";

/** How large a step one program may be. */
export interface WorldCallsOptions {
  sandbox: Sandbox;
  tools: ToolSet;
  /** Calls of tools and skills that its text may have; a loop around one does not count. */
  calls: number;
}

/**
 * Passes programs whose text has at most so many calls of tools and skills, each of which says what it is called with: a tool that acts
 * on a thing names it as a text, or one program would do for everything that the tools can say is missing. Imports are called and
 * nothing else. Without a parser it has nothing to say.
 */
export function worldCallsEvaluator({ sandbox, tools, calls }: WorldCallsOptions): Evaluator {
  const fields = new Map(
    readTools(tools).acting.map(({ namespace, name, field }) => [`#tools/${namespace} ${name}`, field]),
  );
  return defineEvaluator({
    id: "world-calls",
    version: 2,
    settings: { calls },
    evaluate: async (subject): Promise<Verdict> => {
      const tree = await judgedSyntax(sandbox, subject);
      if (!tree) return { status: "abstained", evidence: { calls: null } };
      const { made, faults } = callsIn(tree.root, fields);
      const [fault] = faults;
      if (fault !== undefined) return { status: "failed", feedback: fault, evidence: { calls: made } };
      if (made <= calls) return { status: "passed", evidence: { calls: made } };
      const feedback = `It has ${made} calls of tools and skills; a program may have ${calls}, each counted once where it stands. Let skills do more of it.`;
      return { status: "failed", feedback, evidence: { calls: made } };
    },
  });
}

function callsIn(root: SyntaxNode, fields: ReadonlyMap<string, string>): { made: number; faults: string[] } {
  const { names, faults } = importsOf(root);
  let made = 0;
  const called = new Set<SyntaxNode>();
  visit(root, (node, parent) => {
    const [callee] = node.children;
    const name = node.kind === "CallExpression" && callee?.kind === "Identifier" ? callee.text : undefined;
    const from = name === undefined ? undefined : names.get(name);
    if (callee && from !== undefined) {
      made++;
      called.add(callee);
      const field = fields.get(from);
      if (field !== undefined && !namesThing(argumentsOf(node)[0], field)) {
        faults.push(
          `${name} is called with a thing that is not written there: name it as a text, { ${field}: "…" }.`,
        );
      }
    }
    if (
      node.kind === "Identifier" &&
      names.has(node.text ?? "") &&
      !called.has(node) &&
      !isKey(node, parent)
    ) {
      faults.push(`${node.text} is used for something else than calling it: call it where it is needed.`);
    }
  });
  return { made, faults };
}

/** Local names of what comes from tools and skills, with where each comes from: `#tools/workshop craft`. */
function importsOf(root: SyntaxNode): { names: Map<string, string>; faults: string[] } {
  const names = new Map<string, string>();
  const faults: string[] = [];
  for (const node of root.children.filter(({ kind }) => kind === "ImportDeclaration")) {
    const from = node.children.find(({ kind }) => kind === "StringLiteral")?.text?.slice(1, -1) ?? "";
    for (const one of specifiersIn(node)) {
      const named = one.children.filter(({ kind }) => kind === "Identifier" || kind === "StringLiteral");
      const words = named.map(({ text }) => unquoted(text ?? ""));
      const [imported = ""] = words;
      if (one.kind === "NamespaceImport")
        faults.push(`${imported} stands for all of ${from}: import by name.`);
      else names.set(words.at(-1) ?? "", `${from} ${imported}`);
    }
  }
  return { names, faults };
}

function specifiersIn(node: SyntaxNode): SyntaxNode[] {
  const isOne = node.kind === "ImportSpecifier" || node.kind === "NamespaceImport";
  return isOne ? [node] : node.children.flatMap(specifiersIn);
}

function namesThing(input: SyntaxNode | undefined, field: string): boolean {
  if (input?.kind !== "ObjectLiteralExpression") return false;
  return input.children.some(({ kind, children }) => {
    const [key, , value] = children;
    const isField = kind === "PropertyAssignment" && unquoted(key?.text ?? "") === field;
    return isField && ["StringLiteral", "NoSubstitutionTemplateLiteral"].includes(value?.kind ?? "");
  });
}

function unquoted(text: string): string {
  return text.replace(/^["']|["']$/g, "");
}

/** `craft` of `{ craft: 1 }` and of `state.craft` is no mention of what was imported. */
function isKey(node: SyntaxNode, parent: SyntaxNode | undefined): boolean {
  if (parent?.kind === "PropertyAccessExpression") return parent.children[0] !== node;
  return parent?.kind === "PropertyAssignment" && parent.children[0] === node;
}
