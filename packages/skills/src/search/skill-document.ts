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
const nameStems = new WeakMap<SkillDocument, ReadonlySet<string>>();

/** The document of a skill, made once per skill object. */
export function documentOf(skill: Skill): SkillDocument {
  let document = documents.get(skill);
  if (!document) {
    document = makeDocument(skill);
    documents.set(skill, document);
  }
  return document;
}

/** The distinct stems of a skill's name. */
export function stemsOfName(document: SkillDocument): ReadonlySet<string> {
  let stems = nameStems.get(document);
  if (!stems) {
    stems = new Set(identifierTokens(document.skill.name));
    nameStems.set(document, stems);
  }
  return stems;
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

function makeDocument(skill: Skill): SkillDocument {
  const name = identifierTokens(skill.name);
  const rest = identifierTokens(`${skill.description}\n${skill.signature}\n${skill.source}`);
  const tokens = [...Array.from({ length: NAME_WEIGHT }, () => name).flat(), ...rest];
  const counts = new Map<string, number>();
  for (const token of tokens) counts.set(token, (counts.get(token) ?? 0) + 1);
  const fields = [wordsOf(skill.name).join(" "), skill.description, `${skill.signature}\n${skill.source}`];
  const signature = signatureOrNothing(skill.signature);
  return { skill, tokens, counts, fields, textDigest: digestOf(fields), signature };
}
