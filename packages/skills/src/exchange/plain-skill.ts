import { type Candidate, type Evals, functionNameOf, mentionedSkills } from "@portolan/core";
import { isSkillName } from "../store/store-layout.ts";
import { casesOfJson, casesOfMarkdown } from "./case-texts.ts";
import { declaredFunction } from "./declared-signature.ts";
import type { Declare, Offer, Skipped, SourceOrigin } from "./offer.ts";
import type { SkillHead } from "./read-skill-folder.ts";
import { compact } from "./skill-origin.ts";
import { typedJavaScript } from "./typed-javascript.ts";

/** An Agent Skill whose signature is still to be found. */
export interface PlainSkill {
  head: SkillHead;
  name: string;
  /** TypeScript. */
  source: string;
  evals: Candidate["evals"];
  origin: SourceOrigin;
}

/**
 * Reads an Agent Skill that knows nothing of us: one script, and its calls from `evals/` and the code blocks of SKILL.md.
 * @throws Error that says why it offers nothing, for the caller to place
 */
export async function readPlainSkill(
  head: SkillHead,
  read: (file: string) => Promise<string>,
  source: SourceOrigin,
): Promise<PlainSkill> {
  const name = text(head.name);
  if (name === undefined || !isSkillName(name))
    throw new Error(`"${String(head.name)}" is no name of a skill`);
  const script = scriptOf(head.folder.files);
  const code = await read(script);
  const found: Evals[] = [];
  for (const file of head.folder.files.filter((one) => /^evals\/[^/]+\.json$/.test(one))) {
    found.push(casesOfJson(await read(file)) ?? { examples: [], cases: [] });
  }
  const evals = joinedEvals(found);
  const origin: SourceOrigin = {
    ...source,
    author: text(head.metadata["author"]) ?? source.author,
    licence: text(head.licence) ?? source.licence,
    version: source.version ?? text(head.metadata["version"]),
  };
  return { head, name, source: /\.m?js$/.test(script) ? typedJavaScript(code) : code, evals, origin };
}

function joinedEvals(all: readonly Evals[]): Evals {
  const properties = all.flatMap((one) => one.properties ?? []);
  const counterexamples = all.flatMap((one) => one.counterexamples ?? []);
  return {
    examples: all.flatMap(({ examples }) => examples),
    cases: all.flatMap(({ cases }) => cases),
    ...(properties.length > 0 && { properties }),
    ...(counterexamples.length > 0 && { counterexamples }),
  };
}

/** Finds the signatures of Agent Skills, all in one question, and makes offers of them. */
export async function offersOf(
  plain: readonly PlainSkill[],
  declare: Declare,
): Promise<{ offers: Offer[]; skipped: Skipped[] }> {
  // The first of a name has its specifier, so that others can import it.
  const modules = new Map<string, PlainSkill>();
  for (const one of plain) if (!modules.has(`#skills/${one.name}`)) modules.set(`#skills/${one.name}`, one);
  const sources = Object.fromEntries([...modules].map(([specifier, { source }]) => [specifier, source]));
  const declared = modules.size === 0 ? {} : await declare(sources);
  const offers: Offer[] = [];
  const skipped: Skipped[] = [];
  for (const one of plain) {
    try {
      const specifier = `#skills/${one.name}`;
      if (modules.get(specifier) !== one) throw new Error(`has the name ${one.name}, as another folder has`);
      offers.push(offerOf(one, declared[specifier]));
    } catch (error) {
      skipped.push({ what: one.head.folder.path || one.name, reason: (error as Error).message });
    }
  }
  return { offers, skipped };
}

function offerOf(plain: PlainSkill, declaration: string | undefined): Offer {
  const { head, source, evals } = plain;
  const found = declaredFunction(declaration);
  const named = found.symbol.replace(/[A-Z]+|\d+/g, (letters) => `-${letters.toLowerCase()}`);
  // The function decides: a skill is found by the name that programs import.
  const name = functionNameOf(plain.name) === found.symbol ? plain.name : kebab(found.symbol, named);
  const description = text(head.description);
  if (description === undefined) throw new Error("SKILL.md has no description");
  const tags = text(head.metadata["tags"])
    ?.split(/[\s,]+/)
    .filter((tag) => tag !== "");
  // Calls in the text are of the function, whatever the skill is called there.
  const shown = withoutKnown(casesOfMarkdown(head.markdown, found.symbol), [
    ...evals.examples,
    ...evals.cases,
  ]);
  const candidate: Candidate = compact({
    name,
    signature: text(head.metadata["signature"]) ?? found.signature,
    source,
    description,
    uses: mentionedSkills(source)
      .filter((callee) => callee !== name)
      .toSorted()
      .map((callee) => ({ name: callee, digest: "" })),
    tools: toolsIn(source),
    evals: { ...evals, examples: [...shown, ...evals.examples] },
    tags: tags && tags.length > 0 ? [...new Set(tags)].toSorted() : undefined,
    author: plain.origin.author,
  });
  const original = name === plain.name ? undefined : plain.name;
  return { candidate, origin: compact({ ...plain.origin, name: original }) };
}

/** The script of a skill: `scripts/skill.ts`, or the only one there is. */
function scriptOf(files: readonly string[]): string {
  const scripts = files.filter(
    (file) => /^scripts\/[^/]+\.(?:m?ts|m?js)$/.test(file) && !/\.(?:d\.ts|test\.\w+|spec\.\w+)$/.test(file),
  );
  const [first] = scripts;
  const main = scripts.find((file) => /^scripts\/skill\.\w+$/.test(file));
  if (main !== undefined) return main;
  if (first === undefined) throw new Error("has no script in TypeScript or JavaScript under scripts/");
  if (scripts.length === 1) return first;
  throw new Error(`has ${scripts.length} scripts; a skill has one, or one that is called skill.ts`);
}

function toolsIn(source: string): string[] {
  const named = source.matchAll(/["']#tools\/([\w.-]+)["']/g);
  return [...new Set([...named].map((match) => match[1] as string))].toSorted();
}

function withoutKnown<T>(found: readonly T[], known: readonly T[]): T[] {
  const texts = new Set(known.map((one) => JSON.stringify(one)));
  return found.filter((one) => !texts.has(JSON.stringify(one)));
}

function kebab(symbol: string, named: string): string {
  if (isSkillName(named) && functionNameOf(named) === symbol) return named;
  throw new Error(`exports ${symbol}, which is not in camelCase`);
}

function text(value: unknown): string | undefined {
  if (typeof value === "number") return String(value);
  return typeof value === "string" && value.trim() !== "" ? value : undefined;
}
