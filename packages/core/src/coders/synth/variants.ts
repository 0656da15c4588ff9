import { functionNameOf } from "../../program/program.ts";
import type { SyntaxNode, SyntaxTree } from "../../sandbox/syntax-tree.ts";
import type { Skill } from "../../skills/skill.ts";
import { parseSignature } from "../../task/signature.ts";
import { type SynthVariant, variantKey } from "./engine/adapt.ts";

/** Skills as variants, and for each the module that runs it with other literals. */
export interface Variants {
  variants: SynthVariant[];
  /** By key of the variant: the source of a module that exports `variant`. */
  sources: Map<string, string>;
}

/** A source with places for other literals: what stands around them, from the parameters of its function on. */
export type Split = Pick<SynthVariant, "imports" | "pieces" | "literals">;

/** Makes variants of skills; those that differ in nothing but literals count as one. */
export function variantsOf(skills: readonly { skill: Skill; split: Split }[]): Variants {
  const byShape = new Map<string, SynthVariant>();
  const sources = new Map<string, string>();
  for (const { skill, split } of skills) {
    const shape = shapeOf(skill, split);
    const known = byShape.get(shape);
    if (known) known.times++;
    else {
      const variant = { name: skill.name, ...split, times: 1 };
      byShape.set(shape, variant);
      sources.set(variantKey(variant), moduleSource(variant));
    }
  }
  return { variants: [...byShape.values()], sources };
}

/** With more of them, the ways to change three take longer to list than to try. */
const mostLiterals = 64;

/** Finds the numbers and texts of a skill; `undefined` where its function is not as this coder prints them. */
export function splitSource({ name }: Pick<Skill, "name">, { source, root }: SyntaxTree): Split | undefined {
  const known = ["export", "function", functionNameOf(name), "("];
  const declared = root.children.find(({ children }) => known.every((text, i) => children[i]?.text === text));
  const start = declared?.children[known.length - 1]?.start;
  if (!declared || start === undefined) return undefined;
  const imports = root.children
    .filter(({ kind, end }) => kind === "ImportDeclaration" && end <= start)
    .map((node) => `${source.slice(node.start, node.end)}\n`);
  const literals: SynthVariant["literals"] = [];
  const pieces: string[] = [];
  let end = start;
  for (const node of literalsIn(declared)) {
    const literal = literalOf(node.text ?? "");
    if (literal === undefined || literals.length === mostLiterals) return undefined;
    pieces.push(source.slice(end, node.start));
    literals.push(literal);
    ({ end } = node);
  }
  pieces.push(source.slice(end));
  return { imports: imports.join(""), pieces, literals };
}

/** What holds no literal that may be another one: templates are kept as they are. */
const closed = new Set(["TemplateExpression", "TaggedTemplateExpression", "LiteralType"]);

function literalsIn(node: SyntaxNode): SyntaxNode[] {
  const { kind, children } = node;
  if (kind === "NumericLiteral" || kind === "StringLiteral") return [node];
  if (closed.has(kind)) return [];
  return children.flatMap((child, i) => {
    // Neither the name of a property nor a default after `??` is one.
    const isName = kind === "PropertyAssignment" && i === 0;
    const isDefault = children[i - 1]?.kind === "QuestionQuestionToken" && child.children.length === 0;
    return isName || isDefault ? [] : literalsIn(child);
  });
}

/** Undefined for what this coder does not print, such as `"\\x41"`. */
function literalOf(text: string): number | string | undefined {
  try {
    return JSON.parse(text) as number | string;
  } catch {
    return undefined;
  }
}

/** Equal for programs that differ only in their literals and in the names of their parameters. */
function shapeOf({ signature }: Skill, { imports, pieces }: Split): string {
  const positions = new Map(parseSignature(signature).parameters.map(({ name }, i) => [name, `$${i}`]));
  const body = pieces.join("\u0000").replaceAll(/[A-Za-z_]\w*/g, (word) => positions.get(word) ?? word);
  return imports + body;
}

function moduleSource({ imports, pieces }: SynthVariant): string {
  const body = pieces.map((piece, i) => (i === 0 ? piece : `__literals[${i - 1}]${piece}`));
  return `${imports}let __literals: any[] = [];
export function variant(literals: any[], ...args: any[]): any {
  __literals = literals;
  return (adapted as any)(...args);
}
function adapted${body.join("")}`;
}
