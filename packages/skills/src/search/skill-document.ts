import { digestOf, parseSignature, type Signature, type Skill, typeText } from "@portolan/core";
import { identifierTokens, wordsOf } from "./identifier-tokens.ts";

/** Names the way a skill becomes text; an index of another template is built anew. */
export const TEXT_TEMPLATE = "skill-text-v2";

/** How often the words of a name count: names carry most of what retrieval needs. */
const NAME_WEIGHT = 3;

/** A skill as the views of a search see it. */
export interface SkillDocument {
  skill: Skill;
  /** Stemmed words of name (repeated), description, signature and source. */
  tokens: string[];
  counts: Map<string, number>;
  /** What an embedder is given, part by part: name, description, code. */
  fields: readonly string[];
  /** SHA-256 of those texts: an index row of another one is out of date. */
  textDigest: string;
  /** Absent when its signature is of a form that only the type checker understands. */
  signature: Signature | undefined;
}

const documents = new WeakMap<Skill, SkillDocument>();

/** The document of a skill, made once per skill object, and only as far as somebody looks at it. */
export function documentOf(skill: Skill): SkillDocument {
  let document = documents.get(skill);
  if (!document) {
    document = new LazyDocument(skill);
    documents.set(skill, document);
  }
  return document;
}

/** The types of a skill without the names of its parameters: equal for skills that can stand in for one another. */
export function typesOfDocument({ skill, signature }: SkillDocument): string {
  if (!signature) return skill.signature;
  return [...signature.parameters.map(({ type }) => typeText(type)), typeText(signature.result)].join(" → ");
}

/** A signature, or `undefined` for text that is none. */
export function signatureOrNothing(text: string): Signature | undefined {
  try {
    return parseSignature(text);
  } catch {
    return undefined;
  }
}

class LazyDocument implements SkillDocument {
  readonly skill: Skill;
  #tokens: string[] | undefined;
  #counts: Map<string, number> | undefined;
  #textDigest: string | undefined;
  #signature: { read: Signature | undefined } | undefined;

  constructor(skill: Skill) {
    this.skill = skill;
  }

  get tokens(): string[] {
    if (this.#tokens) return this.#tokens;
    const { name, description, signature, source } = this.skill;
    const stems = identifierTokens(name);
    const names = Array.from({ length: NAME_WEIGHT }, () => stems).flat();
    this.#tokens = [...names, ...identifierTokens(`${description}\n${signature}\n${source}`)];
    return this.#tokens;
  }

  get counts(): Map<string, number> {
    if (this.#counts) return this.#counts;
    this.#counts = new Map();
    for (const token of this.tokens) this.#counts.set(token, (this.#counts.get(token) ?? 0) + 1);
    return this.#counts;
  }

  get fields(): readonly string[] {
    const { name, description, signature, source } = this.skill;
    return [wordsOf(name).join(" "), description, `${signature}\n${source}`];
  }

  get textDigest(): string {
    return (this.#textDigest ??= digestOf([...this.fields]));
  }

  get signature(): Signature | undefined {
    this.#signature ??= { read: signatureOrNothing(this.skill.signature) };
    return this.#signature.read;
  }
}
