import { functionNameOf, type Skill } from "@portolan/core";
import { stem, tellingWords, wordsOf } from "./identifier-tokens.ts";
import { documentOf, typesOfDocument } from "./skill-document.ts";

/** The share of all their words that two programs must have in common. */
const NEARLY = 0.9;

/** What of a skill is compared. */
interface Body {
  /** The program, with another name in its place. */
  program: string;
  described: ReadonlySet<string>;
  words: ReadonlySet<string>;
}

const bodies = new WeakMap<Skill, Body>();

/**
 * Whether two skills do nearly the same, whatever they are called: the same types and callees, and the same program, or nearly the same
 * words in it and the same in the description. One word more there may be all the difference: `largest` is near `smallest`
 * in every other way.
 */
export function doNearlyTheSame(a: Skill, b: Skill): boolean {
  if (typesOfDocument(documentOf(a)) !== typesOfDocument(documentOf(b))) return false;
  if (callees(a) !== callees(b)) return false;
  const [one, other] = [bodyOf(a), bodyOf(b)];
  if (one.program === other.program) return true;
  return share(one.described, other.described) === 1 && share(one.words, other.words) >= NEARLY;
}

function callees({ uses }: Skill): string {
  return uses.map(({ name }) => name).join(" ");
}

function bodyOf(skill: Skill): Body {
  const known = bodies.get(skill);
  if (known) return known;
  const { name, description, source } = skill;
  const code = source
    .replace(/\/\*\*[\s\S]*?\*\//, "")
    .replaceAll(`function ${functionNameOf(name)}(`, "function (");
  const body = {
    program: code.replace(/\s+/g, " ").trim(),
    described: new Set(tellingWords(description).map(stem)),
    words: new Set(wordsOf(code).map(stem)),
  };
  bodies.set(skill, body);
  return body;
}

function share(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const common = [...a].filter((one) => b.has(one)).length;
  return common / (a.size + b.size - common || 1);
}
