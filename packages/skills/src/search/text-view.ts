import { stem, tellingWords } from "./identifier-tokens.ts";
import type { SkillDocument } from "./skill-document.ts";
import { type Finding, rankByValue } from "./view.ts";

const SATURATION = 1.2;
const LENGTH_WEIGHT = 0.75;
const NOTED_WORDS = 4;

/**
 * BM25 of `candidates` with the word statistics of the whole library. The index only proposes candidates: its own scores
 * depend on the order of writes and compactions, these do not.
 */
export function textView(query: string, library: SkillDocument[], candidates: SkillDocument[]): Finding[] {
  const words = new Map(tellingWords(query).map((word) => [stem(word), word]));
  const meanLength = library.reduce((sum, { tokens }) => sum + tokens.length, 0) / (library.length || 1);
  const weights = new Map([...words.keys()].map((token) => [token, rarity(token, library)]));
  const findings: Parameters<typeof rankByValue>[0] = [];
  for (const { skill, tokens, counts } of candidates) {
    const norm = 1 - LENGTH_WEIGHT + (LENGTH_WEIGHT * tokens.length) / meanLength;
    const parts = [...weights].flatMap(([token, weight]) => {
      const count = counts.get(token) ?? 0;
      const value = (weight * count * (SATURATION + 1)) / (count + SATURATION * norm);
      return value > 0 ? [{ token, value }] : [];
    });
    if (parts.length === 0) continue;
    const value = parts.reduce((sum, part) => sum + part.value, 0);
    parts.sort((a, b) => b.value - a.value);
    const note = parts.slice(0, NOTED_WORDS).map(({ token }) => words.get(token));
    findings.push({ name: skill.name, value, note: note.join(", ") });
  }
  return rankByValue(findings);
}

function rarity(token: string, library: SkillDocument[]): number {
  const having = library.reduce((sum, { counts }) => sum + (counts.has(token) ? 1 : 0), 0);
  return Math.log(1 + (library.length - having + 0.5) / (having + 0.5));
}
