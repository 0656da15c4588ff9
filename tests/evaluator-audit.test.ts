import {
  auditEvaluator,
  type Case,
  defineEvaluator,
  evaluatorAudit,
  score,
  type Json,
  type LinkedProgram,
  type Task,
  type Verdict,
} from "@portolan/core";
import { createSandbox } from "@portolan/sandbox";
import { afterAll, describe, expect, it } from "vitest";

const sandbox = createSandbox({ children: 1 });
afterAll(() => sandbox[Symbol.asyncDispose]());

interface Evidence {
  score: number | null;
  killed: number;
  survived: number;
  equivalent: number;
  trivial: string | null;
  mutants?: null;
  operators: Record<string, number[]>;
  survivors: { operator: string; from: string; to: string; input: Json[] }[];
  runs: number;
}

const signature = "(xs: number[], n: number) => number";
const source = (body: string): string => `export function f(xs: number[], n: number): number {\n${body}\n}\n`;
/** How many are above n, of those that are not negative; twice that when n is 0, and one less for more than three items. */
const right = source(`  let count = 0;
  for (const x of xs) {
    if (x < 0) continue;
    if (x > n) count++;
  }
  if (xs.length > 3) count -= 1;
  return n === 0 ? count * 2 : count;`);
const truth = (xs: number[], n: number): number => {
  const count = xs.filter((x) => x >= 0 && x > n).length;
  const counted = xs.length > 3 ? count - 1 : count;
  return n === 0 ? counted * 2 : counted;
};
const cases = (...inputs: [number[], number][]): Case[] =>
  inputs.map(([xs, n]) => ({ input: [xs, n], output: truth(xs, n) }));

const strong = cases(
  [[1, 5, -3], 2],
  [[], 1],
  [[4, 4, 9], 4],
  [[-1, 0, 2], 0],
  [[-1, -5], -7],
  [[0, 3, 8], -1],
  [[1, 2, 3, 4, 5], 0],
  [[9, 8, 7], 0],
);
const weak = cases([[], 3], [[], -3], [[5], 3], [[6], 4]);

const taskWith = (examples: Case[], more: Partial<Task> = {}): Task => ({
  id: "s/f",
  suite: "s",
  goal: "g",
  signature,
  examples,
  cases: [],
  score: [],
  order: 0,
  ...more,
});

async function audit(
  text: string,
  examples: Case[],
  more: Partial<Task> = {},
): Promise<Verdict & { evidence: Evidence }> {
  const program: LinkedProgram = { name: "f", signature, source: text, modules: {} };
  const report = await sandbox.check(program);
  const task = taskWith(examples, more);
  return (await evaluatorAudit(sandbox).evaluate({ task, program, report })) as Verdict & {
    evidence: Evidence;
  };
}

describe("the audit of a task's cases", () => {
  it("keeps cases that notice changes of the program", async () => {
    const { status, evidence } = await audit(right, strong);
    expect(status).toBe("passed");
    expect(evidence.score).toBeGreaterThan(0.9);
    expect(evidence.killed).toBeGreaterThan(12);
    expect(evidence.runs).toBeLessThanOrEqual(2);
  });

  it("refuses cases that notice few, says so, and shows by which input they would be noticed", async () => {
    const { status, evidence, feedback } = await audit(right, weak);
    expect(status).toBe("failed");
    expect(evidence.score).toBeLessThan(0.5);
    expect(feedback).toMatch(/cases are too weak/);
    expect(feedback).toMatch(/→/);
    expect(evidence.survivors.length).toBeGreaterThan(0);
    for (const { input } of evidence.survivors) expect(input).toHaveLength(2);
  });

  it("audits by a program that computes at its top level, too", async () => {
    const before = "const three = [1, 2, 3].map((one) => one).length;\n";
    const { evidence } = await audit(before + right.replace("xs.length > 3", "xs.length > three"), strong);
    expect(evidence.killed).toBeGreaterThan(12);
  });

  it("counts hidden cases, and tells the coder nothing of them", async () => {
    const hidden = cases([[31_337, 1], 0], [[2], 31_337]);
    const { status, feedback } = await audit(right, weak, { cases: [...hidden, ...strong] });
    expect(status).toBe("passed");
    expect(feedback).toBeUndefined();
    const refused = await audit(right, weak, { cases: cases([[31_337], 4]) });
    expect(refused.status).toBe("failed");
    expect(refused.feedback).not.toContain("31337");
  });

  it("does not count mutants that behave like the program", async () => {
    const redundant = source(`  let count = 0;
  const more = xs.length - xs.length;
  for (const x of xs) if (x >= 0 && x > n) count = count + 1 + more;
  if (xs.length > 3) count -= 1;
  return n === 0 ? 2 * count : count - more;`);
    const { status, evidence } = await audit(redundant, strong);
    expect(status).toBe("passed");
    expect(evidence.equivalent).toBeGreaterThan(2);
    expect(evidence.score).toBeGreaterThan(0.9);
  });

  it("counts by operator", async () => {
    const { evidence } = await audit(right, strong);
    const { operators, killed, survived, equivalent } = evidence;
    expect(Object.keys(operators)).toEqual(["boundary", "operator", "constant", "branch", "deletion"]);
    const all = Object.values(operators).flat();
    expect(all.reduce((sum, count) => sum + count, 0)).toBe(killed + survived + equivalent);
  });

  it("says the same each time", async () => {
    expect(await audit(right, weak)).toEqual(await audit(right, weak));
  });

  it.each([
    [
      "a constant",
      [
        [[], 1],
        [[1], 2],
      ],
      () => 7,
      "a constant",
    ],
    [
      "what gives back its second argument",
      [
        [[], 1],
        [[1], 2],
      ],
      (input: Json[]) => input[1] as number,
      "argument 2",
    ],
  ] as const)("refuses cases that cannot tell a program from %s", async (_, inputs, output, trivial) => {
    const given = inputs.map((input) => ({
      input: input as unknown as Json[],
      output: output(input as never),
    }));
    const { status, evidence } = await audit(right, given);
    expect(status).toBe("failed");
    expect(evidence.trivial).toBe(trivial);
  });

  it("lets no mutant loose on tools", async () => {
    const text = `import { add } from "#tools/list";\n${right}`;
    const program: LinkedProgram = { name: "f", signature, source: text, modules: {} };
    const task = taskWith(weak);
    const report = { diagnostics: [], imports: ["#tools/list"] };
    const verdict = await evaluatorAudit(sandbox).evaluate({ task, program, report });
    expect(verdict).toMatchObject({ status: "passed", evidence: { mutants: null } });
  });
});

describe("auditing an evaluator that somebody wrote", () => {
  const program: LinkedProgram = { name: "f", signature, source: right, modules: {} };
  const task = taskWith(strong);
  const subject = { task, program, report: { diagnostics: [], imports: [] } };
  /** Passes what is right on so many of the cases. */
  const judging = (some: Case[], least: number) =>
    defineEvaluator({
      id: "own",
      version: 1,
      evaluate: async ({ program: judged }) => {
        const { right: count } = await score(sandbox, judged, some);
        return { status: count >= least ? "passed" : "failed" };
      },
    });

  it("trusts one that fails all that it should", async () => {
    const found = await auditEvaluator(judging(strong, strong.length), subject, { sandbox });
    expect(found.fooledBy).toEqual([]);
    expect(found.score).toBeGreaterThan(0.9);
    expect(found.killed).toBeGreaterThan(15);
  });

  it("finds what a lenient one lets through", async () => {
    const found = await auditEvaluator(judging(weak, 2), subject, { sandbox });
    expect(found.fooledBy).toContain("the constant 0");
    expect(found.score).toBeLessThan(0.5);
    for (const { operator, source: changed } of found.survivors) {
      expect(operator).toBeTruthy();
      expect(changed).not.toBe(right);
    }
  });

  it("finds one that passes whatever does nothing", async () => {
    const blind = defineEvaluator({ id: "blind", version: 1, evaluate: async () => ({ status: "passed" }) });
    const found = await auditEvaluator(blind, subject, { sandbox, mutants: 6 });
    expect(found.fooledBy).toEqual(
      expect.arrayContaining(["a no-op", "the constant 0", "argument 1", "argument 2"]),
    );
    expect(found.score).toBe(0);
    expect(found.survivors.length + found.equivalent).toBe(6);
  });

  it("needs a program that the evaluator passes", async () => {
    await expect(auditEvaluator(judging(strong, 99), subject, { sandbox })).rejects.toMatchObject({
      code: "usage",
    });
  });
});
