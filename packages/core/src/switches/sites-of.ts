import type { SyntaxNode, SyntaxTree } from "../sandbox/syntax-tree.ts";

interface Place {
  start: number;
  end: number;
}

/**
 * A place where a program does something or not: the condition of an if or of `?:`; the left operand of `&&`, `||` and `??`, which
 * decides about the right one; a clause of a switch or a try, which is entered or not; a call whose result could as well be what it
 * is called on, or its only argument; a bound.
 */
export type Site = { line: number } & (
  | { kind: "condition"; at: Place }
  /** `fallback`: whether the right operand is a value written out, and whether it is what its type has for nothing. */
  | { kind: "operand"; at: Place; right: Place; sign: string; fallback: "neutral" | "own" | "computed" }
  /** The right operand of `&&` or `||`, where it says yes or no; `none` is what it says when it is left out. */
  | { kind: "term"; at: Place; none: "true" | "false" }
  /** `entry` is empty where a statement stands, and else an expression. */
  | { kind: "clause"; at: Place; entry: Place }
  | { kind: "method"; at: Place; on: Place }
  | { kind: "call"; at: Place; argument: Place }
  /** A number that another one is kept from passing; `none` is one that keeps it from nothing. */
  | { kind: "bound"; at: Place; none: string }
);

/** All such places of a program, those further out first, and the bodies of its loops. */
export function sitesOf({ source, root }: SyntaxTree): { sites: Site[]; loops: Place[] } {
  const sites: Site[] = [];
  const loops: Place[] = [];
  const visit = (node: SyntaxNode): void => {
    for (const site of sitesAt(node, source)) {
      sites.push({ ...site, line: source.slice(0, site.at.start).split("\n").length });
    }
    const body = loopBody(node);
    if (body) loops.push(body);
    for (const child of node.children) visit(child);
  };
  visit(root);
  return { sites, loops };
}

type Unplaced<One> = One extends unknown ? Omit<One, "line"> : never;

function sitesAt(node: SyntaxNode, source: string): Unplaced<Site>[] {
  const [first, second, third] = node.children;
  switch (node.kind) {
    case "IfStatement":
      return third ? [{ kind: "condition", at: third }] : [];
    case "ConditionalExpression":
      return first ? [{ kind: "condition", at: first }] : [];
    case "BinaryExpression": {
      const sign = second && source.slice(second.start, second.end);
      if (!first || !third || sign === undefined || !["&&", "||", "??"].includes(sign)) return [];
      return [
        { kind: "operand", at: first, right: third, sign, fallback: fallbackOf(third, source) },
        ...(sign !== "??" && saysYesOrNo(third, source)
          ? [
              {
                kind: "term" as const,
                at: third,
                none: sign === "&&" ? ("true" as const) : ("false" as const),
              },
            ]
          : []),
      ];
    }
    case "TryStatement": {
      const block = node.children.find(({ kind }) => kind === "CatchClause")?.children.at(-1);
      return block && second ? [clauseAt(block.start + 1, emptyAt(second.start + 1))] : [];
    }
    case "SwitchStatement": {
      const clauses = node.children.at(-1)?.children ?? [];
      return clauses.flatMap((clause) => {
        const colon = clause.children.find(({ kind }) => kind === "ColonToken");
        return colon && third ? [clauseAt(colon.end, third)] : [];
      });
    }
    case "CallExpression":
      return callAt(node, source);
    default:
      return [];
  }
}

const comparisons = new Set(["===", "!==", "==", "!=", "<", "<=", ">", ">=", "in", "instanceof"]);
const questions = /^(?:every|some|includes|has|test|startsWith|endsWith|is[A-Z]\w*)$/;

/** Whether an expression gives true or false, as far as its form tells. */
function saysYesOrNo({ kind, children }: SyntaxNode, source: string): boolean {
  const [first, second, third] = children;
  const textOf = (node: SyntaxNode | undefined): string => (node ? source.slice(node.start, node.end) : "");
  switch (kind) {
    case "ParenthesizedExpression":
      return second !== undefined && saysYesOrNo(second, source);
    case "PrefixUnaryExpression":
      return textOf(first) === "!";
    case "BinaryExpression":
      if (first && third && ["&&", "||"].includes(textOf(second)))
        return saysYesOrNo(first, source) && saysYesOrNo(third, source);
      return comparisons.has(textOf(second));
    case "CallExpression":
      return questions.test(textOf(first?.children.at(-1) ?? first));
    default:
      return false;
  }
}

function fallbackOf(node: SyntaxNode, source: string): "neutral" | "own" | "computed" {
  const text = source.slice(node.start, node.end).trim();
  if (/^(?:0|""|''|``|\[\s*\]|\{\s*\}|false|null|undefined)$/.test(text)) return "neutral";
  const isWritten = /^(?:-?[\d._]+|"[^"\\]*"|'[^'\\]*'|true)$/.test(text);
  return isWritten ? "own" : "computed";
}

function callAt(node: SyntaxNode, source: string): Unplaced<Site>[] {
  const [callee, ...rest] = node.children;
  // What waits for something cannot be put into a function of its own.
  if (!callee || /\b(?:await|yield|super)\b|\?\./.test(source.slice(node.start, node.end))) return [];
  const open = rest.findIndex(({ kind }) => kind === "OpenParenToken");
  const given = rest.slice(open + 1, -1).filter(({ kind }) => kind !== "CommaToken");
  const [on] = callee.kind === "PropertyAccessExpression" ? callee.children : [];
  const isNamespace = on !== undefined && /^[A-Z]\w*$/.test(source.slice(on.start, on.end));
  if (on && !isNamespace) return [{ kind: "method", at: node, on }];
  const bound = /^Math\.(max|min)$/.exec(source.slice(callee.start, callee.end))?.[1];
  if (bound !== undefined) {
    const limits = given.filter(({ start, end }) => /^-?[\d._]+$/.test(source.slice(start, end).trim()));
    const none = bound === "max" ? "-Infinity" : "Infinity";
    return given.length > limits.length ? limits.map((at) => ({ kind: "bound", at, none })) : [];
  }
  const [argument] = given;
  const isPlain =
    argument !== undefined &&
    given.length === 1 &&
    !["ArrowFunction", "FunctionExpression", "SpreadElement"].includes(argument.kind) &&
    source.slice(argument.end, node.end) === ")";
  return isPlain ? [{ kind: "call", at: node, argument }] : [];
}

function loopBody({ kind, children }: SyntaxNode): Place | undefined {
  if (kind === "DoStatement") return children[1];
  const isLoop = ["ForStatement", "ForOfStatement", "ForInStatement", "WhileStatement"].includes(kind);
  return isLoop ? children.at(-1) : undefined;
}

function clauseAt(place: number, entry: Place): Unplaced<Site> {
  return { kind: "clause", at: emptyAt(place), entry };
}

function emptyAt(place: number): Place {
  return { start: place, end: place };
}
