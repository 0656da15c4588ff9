import {
  Budget,
  estimatedTokens,
  type Match,
  modelCoder,
  type ModelRequest,
  type Skill,
} from "@portolan/core";
import { exampleCandidate, memorySkillStore, scriptedModel } from "@portolan/core/testing";
import { asCandidate } from "./library.ts";

/** Tokens of prompts in a library of that size, each the median over the goals. */
export interface PromptSizes {
  skills: number;
  /** With the twelve skills that were retrieved. */
  retrieved: number;
  /** The largest of them. */
  most: number;
  /** With every skill of the library offered, within the budget of a prompt. */
  offered: number;
  /** All skills as they are, with no budget. */
  whole: number;
}

const LIMIT = 12;

/** Renders the prompt of a first attempt for each goal. */
export async function promptSizes(
  library: readonly Skill[],
  goals: readonly string[],
  promptTokens: number,
): Promise<PromptSizes> {
  await using store = memorySkillStore();
  for (const skill of library) await store.admit(asCandidate(skill), skill.evidence);
  const all: Match[] = library.map((skill) => ({ skill, score: 0, reasons: [] }));
  const retrieved: number[] = [];
  const offered: number[] = [];
  for (const goal of goals) {
    const found = await store.search({ text: goal, limit: LIMIT });
    retrieved.push(await tokensOf(goal, found, promptTokens));
    offered.push(await tokensOf(goal, all, promptTokens));
  }
  const whole = library.reduce(
    (sum, { source, description, signature }) =>
      sum + estimatedTokens(source) + estimatedTokens(description) + estimatedTokens(signature),
    0,
  );
  const skills = library.length;
  return {
    skills,
    retrieved: median(retrieved),
    most: Math.max(...retrieved),
    offered: median(offered),
    whole,
  };
}

async function tokensOf(goal: string, skills: Match[], promptTokens: number): Promise<number> {
  const model = scriptedModel(["none"]);
  const { examples } = exampleCandidate("none").evals;
  const task = { id: "bench/none", suite: "bench", goal, signature: "(text: string) => string", examples };
  const budget = new Budget({ evaluations: 1, attempts: 1 });
  await modelCoder({ model, promptTokens }).write({ task, name: "none", skills, past: [] }, budget);
  const { messages } = model.requests[0] as ModelRequest;
  return messages.reduce((sum, { content }) => sum + estimatedTokens(content), 0);
}

/** The middle one; of an even number the higher of two. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}
