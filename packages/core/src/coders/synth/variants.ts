import { functionNameOf } from "../../program/program.ts";
import type { Skill } from "../../skills/skill.ts";
import { parseSignature } from "../../task/signature.ts";
import { type SynthVariant, variantKey } from "./engine/adapt.ts";

/** Skills as variants, and for each the module that runs it with other literals. */
export interface Variants {
  variants: SynthVariant[];
  /** By key of the variant: the source of a module that exports `variant`. */
  sources: Map<string, string>;
}

/**
 * Finds the literals of skills that this coder wrote: its own print is regular enough to be read as text. Skills that differ in
 * nothing else count as one. What it misreads either fails to load or fits no example.
 */
export function variantsOf(skills: readonly Skill[]): Variants {
  const byShape = new Map<string, SynthVariant>();
  const sources = new Map<string, string>();
  for (const skill of skills) {
    const split = splitSource(skill);
    if (!split) continue;
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

/** A default after `??`, a pattern, a template, a text or a number: only the last two are literals. */
const token =
  /\?\? (?:"(?:[^"\\\n]|\\.)*"|\d+(?:\.\d+)?)|\/(?:[^/\n\\[]|\\.|\[[^\]\n]*\])+\/[dgimsuvy]*(?=[,.)])|`(?:[^`\\]|\\[^])*`|"(?:[^"\\\n]|\\.)*"|(?<![\w.$])\d+(?:\.\d+)?(?![\w.])/g;

/** Longer than any print of this coder: what claims to be one, and is not, must not keep the host reading. */
const mostCharacters = 8_192;
/** With more of them, the ways to change three take longer to list than to try. */
const mostLiterals = 64;

function splitSource({
  name,
  source,
}: Skill): Pick<SynthVariant, "imports" | "pieces" | "literals"> | undefined {
  if (source.length > mostCharacters) return undefined;
  const head = `export function ${functionNameOf(name)}(`;
  const start = source.indexOf(head);
  if (start < 0) return undefined;
  const imports = source.slice(0, start).match(/^import .*\n/gm) ?? [];
  const body = source.slice(start + head.length - 1);
  const literals: SynthVariant["literals"] = [];
  const pieces: string[] = [];
  let end = 0;
  for (const { 0: text, index } of body.matchAll(token)) {
    if (/^[?/`]/.test(text)) continue;
    const literal = literalOf(text);
    if (literal === undefined || literals.length === mostLiterals) return undefined;
    pieces.push(body.slice(end, index));
    literals.push(literal);
    end = index + text.length;
  }
  pieces.push(body.slice(end));
  return { imports: imports.join(""), pieces, literals };
}

/** Undefined for what this coder does not print, such as `"\\x41"`: then it was misread, or is of another hand. */
function literalOf(text: string): number | string | undefined {
  try {
    return JSON.parse(text) as number | string;
  } catch {
    return undefined;
  }
}

/** Equal for programs that differ only in their literals and in the names of their parameters. */
function shapeOf(
  { signature }: Skill,
  { imports, pieces }: Pick<SynthVariant, "imports" | "pieces">,
): string {
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
