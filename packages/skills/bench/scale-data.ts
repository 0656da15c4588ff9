import { type Embedder, type Skill, skillDigest } from "@portolan/core";
import { exampleCandidate, exampleEvidence } from "@portolan/core/testing";
import { identifierTokens } from "../src/search/identifier-tokens.ts";

/** A library that no disk has: skill number `i` is always the same. */
export const DIMENSION = 384;

/** Skills of one topic share words and lie near one another. */
const SKILLS_PER_TOPIC = 50;
const WORDS = 20_000;
const TOPIC_SHARE = 0.8;

/** One question: stems, and a vector near that of the skill `near`. */
export interface Question {
  tokens: string[];
  vector: Float32Array;
}

export function nameOf(i: number): string {
  return `skill-n${i}`;
}

export function skillAt(i: number): Skill {
  const name = nameOf(i);
  const words = wordsAt(i, 24);
  const plain = exampleCandidate(name);
  const candidate = {
    ...plain,
    description: `Does ${words.slice(0, 12).join(" ")}.`,
    source: `/** ${words.slice(12).join(" ")} */\n${plain.source}`,
  };
  const evidence = exampleEvidence({
    coder: `coder-${i % 5}`,
    task: { id: `t${i}`, suite: `suite-${i % 7}` },
  });
  return { ...candidate, digest: skillDigest(candidate), status: "active", version: 1, evidence };
}

/** A unit vector: the middle of the skill's topic, and something of its own. */
export function vectorAt(i: number, target: Float32Array = new Float32Array(DIMENSION)): Float32Array {
  const topic = randomOf(Math.floor(i / SKILLS_PER_TOPIC) * 2 + 1);
  const own = randomOf(i * 2 + 1_000_000_007);
  let square = 0;
  for (let j = 0; j < DIMENSION; j++) {
    const value = TOPIC_SHARE * (topic() - 0.5) + (1 - TOPIC_SHARE) * 1.6 * (own() - 0.5);
    target[j] = value;
    square += value * value;
  }
  const norm = Math.sqrt(square);
  for (let j = 0; j < DIMENSION; j++) target[j] = (target[j] as number) / norm;
  return target;
}

export function questionsFor(size: number, count: number): Question[] {
  const random = randomOf(4_711);
  return Array.from({ length: count }, (_, q) => {
    const near = Math.floor(random() * size);
    const vector = vectorAt(near).slice();
    const own = randomOf(q * 31 + 5);
    let square = 0;
    for (let j = 0; j < DIMENSION; j++) {
      vector[j] = (vector[j] as number) + 0.04 * (own() - 0.5);
      square += (vector[j] as number) ** 2;
    }
    const unit = vector.map((value) => value / Math.sqrt(square));
    const words = wordsAt(near, 12).filter((_word, i) => i % 2 === 0);
    return { tokens: [...new Set(identifierTokens(words.join(" ")))], vector: unit };
  });
}

/** Knows a skill by the number in its name; of its other texts it knows no word. */
export const scaleEmbedder: Embedder = {
  id: "scale-benchmark",
  dimension: DIMENSION,
  embed: async (texts) =>
    texts.map((text) => {
      const number = /skill n ?(\d+)/.exec(text)?.[1];
      return number === undefined ? new Float32Array(DIMENSION) : vectorAt(Number(number)).slice();
    }),
};

/** Frequent words and rare ones, half of them those of the topic. */
function wordsAt(i: number, count: number): string[] {
  const topic = randomOf(Math.floor(i / SKILLS_PER_TOPIC) + 99);
  const own = randomOf(i + 77_777);
  return Array.from({ length: count }, (_, k) => {
    const random = k % 2 === 0 ? topic : own;
    // Zipf's law, roughly.
    return wordOf(Math.floor(WORDS ** random()));
  });
}

function wordOf(rank: number): string {
  const syllables = ["ba", "ko", "ti", "lu", "ra", "mi", "so", "ne", "pa", "du"];
  return String(rank + 10).replace(/\d/g, (digit) => syllables[Number(digit)] as string);
}

/** Numbers from 0 to 1 that depend on the seed alone. */
function randomOf(seed: number): () => number {
  let state = (Math.imul(seed, 0x9e37_79b1) ^ 0x85eb_ca6b) >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 4_294_967_296;
  };
}
