import {
  Budget,
  createAgent,
  estimatedTokens,
  modelCoder,
  type ModelRequest,
  type ReflectionPolicy,
} from "@portolan/core";
import {
  exampleCandidate,
  exampleEvidence,
  memorySkillStore,
  plant,
  scriptedModel,
  type ScriptedReply,
} from "@portolan/core/testing";
import { createSandbox } from "@portolan/sandbox";
import { afterAll, describe, expect, it } from "vitest";
import { asksForReflection, attentive, block, faults, textOf } from "./model-faults.ts";

const attempts = 6;
const sandbox = createSandbox({ limits: { wallMs: 400 } });
afterAll(() => sandbox[Symbol.asyncDispose]());

/** Solves a task with a model of a script, in a library of one skill. */
async function solve(
  task: Parameters<ReturnType<typeof createAgent>["solve"]>[0],
  script: (request: ModelRequest, index: number) => ScriptedReply,
  policy: ReflectionPolicy,
) {
  const store = memorySkillStore();
  await plant(store, [
    {
      name: "capitalise-word",
      signature: "(word: string) => string",
      body: "return word.slice(0, 1).toUpperCase() + word.slice(1);",
      description: "A word, capitalised.",
      inputs: [["oak"], ["elm"], ["ash"]],
      answer: (word: string) => word.slice(0, 1).toUpperCase() + word.slice(1),
    },
  ]);
  const model = scriptedModel(script);
  const coder = modelCoder({ model, policy });
  const agent = createAgent({ coder, sandbox, store, budget: { attempts }, reflection: policy });
  return { result: await agent.solve(task), requests: model.requests };
}
const attemptsWith = async (policy: ReflectionPolicy): Promise<number[]> =>
  Promise.all(
    faults.map(async (fault, i) => {
      const { result } = await solve(fault.task, attentive(fault, i), policy);
      return result.solved ? result.attempts : attempts + 1;
    }),
  );

describe("what a model gets wrong, and is told so that it can put it right", () => {
  it.each(faults.map((fault, i) => [fault.fault, fault, i] as const))("%s", async (_, fault, i) => {
    const { result, requests } = await solve(fault.task, attentive(fault, i), "last-attempt");
    expect(requests.map((request) => fault.told.test(textOf(request)))).toEqual([false, true]);
    expect(result).toMatchObject({ solved: true, reason: "admitted", attempts: 2 });
  });
});

it("needs fewer attempts with what it was told than with blind retries, task by task", async () => {
  const [blind, reflecting] = [await attemptsWith("blind"), await attemptsWith("reflection")];
  expect(reflecting).toEqual(faults.map(() => 2));
  const saved = blind.map((count, i) => count - (reflecting[i] as number));
  expect(saved.filter((count) => count < 0)).toEqual([]);
  expect(saved.filter((count) => count > 0).length).toBeGreaterThanOrEqual(7);
});

describe("two mistakes, each of which is the other's cure", () => {
  const task = {
    name: "shortened",
    goal: "A text of at most four characters; a longer one ends with a star.",
    signature: "(text: string) => string",
    examples: [
      { input: ["oak"], output: "oak" },
      { input: ["walnut"], output: "wal*" },
      { input: ["pine"], output: "pine" },
      { input: ["poplar"], output: "pop*" },
    ],
    cases: [{ input: ["larch"], output: "lar*" }],
  };
  const program = (body: string): string =>
    block(`export function shortened(text: string): string {\n  return ${body};\n}`);
  const script = (request: ModelRequest): ScriptedReply => {
    const text = textOf(request);
    const tooLong = text.includes('("walnut"): expected "wal*", got "waln*"');
    const noStar = text.includes('("walnut"): expected "wal*", got "wal"');
    if (asksForReflection(request)) return "Not this way.";
    if (tooLong && noStar) return program('text.length > 4 ? text.slice(0, 3) + "*" : text');
    return tooLong
      ? program("text.length > 4 ? text.slice(0, 3) : text")
      : program('text.length > 4 ? text.slice(0, 4) + "*" : text');
  };

  it("go on until it is stopped, where only the last is shown", async () => {
    const { result } = await solve(task, script, "last-attempt");
    expect(result).toMatchObject({ solved: false, attempts: 4 });
    expect(result.reason).toContain("wrote programs again");
  });

  it("come to an end, where all are", async () => {
    const { result } = await solve(task, script, "reflection");
    expect(result).toMatchObject({ solved: true, attempts: 3 });
  });
});

describe("a prompt", () => {
  const candidate = exampleCandidate("append");
  const skillAt = (i: number) => {
    const name = `append-${i}`;
    const own = exampleCandidate(name, { description: `Appends ${"many words ".repeat(i % 20)}` });
    return {
      skill: { ...own, digest: name, status: "active" as const, version: 1, evidence: exampleEvidence() },
      score: 1 / (i + 1),
      reasons: [],
    };
  };
  const ask = async (count: number, goal = "Appends a star.") => {
    const model = scriptedModel([block("export function star(text: string): string {\n  return text;\n}")]);
    const task = {
      id: "t",
      suite: "s",
      goal,
      signature: "(text: string) => string",
      examples: candidate.evals.examples,
    };
    const skills = Array.from({ length: count }, (_, i) => skillAt(i));
    await modelCoder({ model }).write(
      { task, name: "star", skills, past: [] },
      new Budget({ evaluations: 1, attempts: 1 }),
    );
    return textOf(model.requests[0] as ModelRequest);
  };

  it("keeps its tokens in a library of any size, and its rules, its goal and the best match", async () => {
    const texts = [];
    for (const count of [10, 100, 1_000, 10_000]) texts.push(await ask(count));
    for (const text of texts) {
      expect(estimatedTokens(text)).toBeLessThanOrEqual(12_000);
      for (const part of [
        "It exports exactly one function",
        "Appends a star.",
        "star: (text",
        "#skills/append-0",
      ])
        expect(text).toContain(part);
    }
    expect(estimatedTokens(texts[3] as string)).toBeLessThanOrEqual(
      estimatedTokens(texts[2] as string) + 100,
    );
  });

  it("keeps them also where the goal grows when it is shown", async () => {
    for (const goal of ["\u200B".repeat(400_000), "`".repeat(400_000)])
      expect(estimatedTokens(await ask(100, goal))).toBeLessThanOrEqual(12_000);
  });
});
