import type { Case, Json, LinkedProgram, Sandbox, Skill } from "@portolan/core";
import { exampleCandidate, exampleEvidence, inProcessSandbox } from "@portolan/core/testing";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { builtInEmbedder } from "../embedders/built-in/built-in-embedder.ts";
import { BehaviourView } from "./behaviour-view.ts";
import { memoryLibrary } from "./memory-library.ts";

const skill = (name: string, body: string, changes: Partial<Skill> = {}): Skill => {
  const symbol = name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  return {
    ...exampleCandidate(name),
    signature: "(xs: number[]) => number[]",
    source: `export function ${symbol}(xs: number[]): number[] { ${body} }`,
    digest: name,
    status: "active",
    version: 1,
    evidence: exampleEvidence(),
    ...changes,
  };
};
const skills = [
  skill("ascending", "return xs.toSorted((a, b) => a - b);"),
  skill("descending", "return xs.toSorted((a, b) => b - a);"),
  skill("fails", "throw new Error('no');"),
  skill("reader", "return xs.toSorted((a, b) => a - b);", { tools: ["files"] }),
  skill("of-text", "return xs;", { signature: "(text: string) => string" }),
];
const examples: Case[] = [
  { input: [[3, 1, 2]], output: [1, 2, 3] },
  { input: [[2, 1]], output: [1, 2] },
];

/** A sandbox that remembers what it was given. */
function watched(): { sandbox: Sandbox; runs: { program: LinkedProgram; input: Json[] }[] } {
  const inner = inProcessSandbox();
  const runs: { program: LinkedProgram; input: Json[] }[] = [];
  const run: Sandbox["run"] = (program, input, options) => {
    runs.push({ program, input });
    return inner.run(program, input, options);
  };
  return { sandbox: { ...inner, run }, runs };
}

const find = (sandbox: Sandbox, budget = {}, filter = {}) => {
  const byName = new Map(skills.map((one) => [one.name, one]));
  const view = new BehaviourView(sandbox, (name) => byName.get(name), budget);
  const library = memoryLibrary(skills, builtInEmbedder());
  return { again: () => view.find(examples, [], library, filter) };
};

describe("skills are run on a query's examples", () => {
  it("ranks by what they explain, and runs pure skills only that take such inputs", async () => {
    const { sandbox, runs } = watched();
    const found = await find(sandbox).again();
    expect(found.map(({ name, note }) => [name, note])).toEqual([
      ["ascending", "right on 2 of 2 examples"],
      ["descending", "nearly right on examples"],
    ]);
    expect(found[0]!.value).toBe(1);
    expect(found[1]!.value).toBeLessThan(0.1);
    expect(JSON.stringify(runs)).not.toMatch(/reader|ofText/);
  });

  it("never shows the sandbox what is wanted", async () => {
    const { sandbox, runs } = watched();
    await find(sandbox).again();
    expect(runs.length).toBeGreaterThan(0);
    for (const { input } of runs) expect(JSON.stringify(input)).not.toMatch(/\[1,2/);
  });

  it("runs no skill twice on the same inputs, and no more than it may", async () => {
    const { sandbox, runs } = watched();
    const search = find(sandbox, { skills: 1 });
    const first = await search.again();
    expect(first.map(({ name }) => name)).toEqual(["ascending"]);
    const count = runs.length;
    expect(await search.again()).toEqual(first);
    expect(runs).toHaveLength(count);
  });

  it("does without those that are not done in time, and says of how many", async () => {
    const late: number[][] = [];
    const never: Sandbox["run"] = (_program, _input, options) =>
      new Promise((resolve) => {
        const stop = (): void =>
          resolve({ kind: "cancelled", logs: [], logsCut: false, wallMs: 0, toolCalls: [] });
        if (options?.signal?.aborted) stop();
        options?.signal?.addEventListener("abort", stop);
      });
    const sandbox = { ...inProcessSandbox(), run: never };
    const budget = { wallMs: 1, onTimeUp: (...told: number[]) => late.push(told) };
    expect(await find(sandbox, budget).again()).toEqual([]);
    expect(late).toEqual([[3, 3]]);
  });

  it("has the likeliest done when time is up, and counts what came before the runs", async () => {
    const many = Array.from({ length: 20 }, (_, i) => skill(`s-${"abcdefghijklmnopqrst"[i]}`, "return xs;"));
    const library = memoryLibrary(many, builtInEmbedder());
    const controller = new AbortController();
    const asked: number[] = [];
    const timeout = vi.spyOn(AbortSignal, "timeout").mockImplementation((ms) => {
      asked.push(ms);
      return controller.signal;
    });
    onTestFinished(() => timeout.mockRestore());
    let runs = 0;
    const run: Sandbox["run"] = async () => {
      if (++runs === 12) controller.abort();
      return { kind: "value", value: [], logs: [], logsCut: false, wallMs: 0, toolCalls: [] };
    };
    const told: number[][] = [];
    const sandbox = { ...inProcessSandbox(), run };
    const byName = new Map(many.map((one) => [one.name, one]));
    const budget = { wallMs: 1_000, onTimeUp: (...counts: number[]) => told.push(counts) };
    const view = new BehaviourView(sandbox, (name) => byName.get(name), budget);
    await view.find(examples, [], library, {}, performance.now() - 5_000);
    // Of the time nothing is left, and a quarter of it is for the runs all the same.
    expect(asked).toEqual([250]);
    const [[left = 0, chosen] = []] = told;
    expect(chosen).toBe(20);
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThan(20);
    expect(runs).toBeLessThan(20);
  });
});
