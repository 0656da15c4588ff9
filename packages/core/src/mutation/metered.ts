import type { SyntaxNode, SyntaxTree } from "../sandbox/syntax-tree.ts";
import { applyEdits, type Edit } from "./mutant.ts";
import { visit } from "./syntax-query.ts";

/** The module that metered programs count their steps in. */
export const meterSpecifier = "#program/step-meter.js";

const loops = new Set(["ForStatement", "ForOfStatement", "ForInStatement", "WhileStatement", "DoStatement"]);
const functions = new Set([
  "FunctionDeclaration",
  "FunctionExpression",
  "ArrowFunction",
  "MethodDeclaration",
]);

/**
 * Makes the texts of a program's variants, metered: each counts the turns of its loops and the calls of its functions, and throws
 * when it has used up what it was given, so that a mutant that never ends costs a moment, not a time limit and an isolate.
 * @returns what gives the source with edits made
 */
export function meteredSources(tree: SyntaxTree): (edits: readonly Edit[]) => string {
  const meter = meterOf(tree);
  return (edits) => {
    const isLost = ({ start: at }: Edit): boolean => edits.some(({ start, end }) => start < at && at < end);
    const kept = meter.pairs.filter((pair) => !pair.some((edit) => edit && isLost(edit)));
    const opening = kept.map(([open]) => open);
    // Where several end in one place, the innermost ends first.
    const closing = kept.flatMap(([, close]) => (close ? [close] : [])).toReversed();
    return applyEdits(tree.source, [meter.start, ...opening, ...closing, ...edits]);
  };
}

/** Insertions that stand or fall together, the outermost first. */
function meterOf({ source, root }: SyntaxTree): { start: Edit; pairs: [Edit, Edit?][] } {
  let name = "step";
  while (source.includes(name)) name += "s";
  const pairs: [Edit, Edit?][] = [];
  visit(root, (node) => {
    const body = bodyOf(node);
    if (!body) return;
    if (body.kind === "Block") {
      pairs.push([insertion(body.start + 1, `${name}();`)]);
      return;
    }
    const [open, close] = functions.has(node.kind) ? [`(${name}(),(`, "))"] : [`{${name}();`, "}"];
    pairs.push([insertion(body.start, open), insertion(body.end, close)]);
  });
  return { start: insertion(0, `import { step as ${name} } from "${meterSpecifier}"; `), pairs };
}

function bodyOf(node: SyntaxNode): SyntaxNode | undefined {
  if (node.kind === "DoStatement") return node.children[1];
  if (loops.has(node.kind)) return node.children.at(-1);
  if (!functions.has(node.kind)) return undefined;
  const last = node.children.at(-1);
  return node.kind === "ArrowFunction" || last?.kind === "Block" ? last : undefined;
}

function insertion(at: number, text: string): Edit {
  return { start: at, end: at, text };
}
