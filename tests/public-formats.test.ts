import { loadSuite } from "@portolan/bench";
import { runTests, type Task } from "@portolan/core";
import { createSandbox } from "@portolan/sandbox";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const suites = process.env["PORTOLAN_SUITES"];
if (!suites) console.log("PORTOLAN_SUITES is not set: tasks scored by tests are skipped.");

/** Written for this test, by the name of the function in the suite. */
const right: Record<string, string> = {
  strlen: "(text: string): number { return text.length; }",
  encrypt:
    '(text: string): string { return [...text].map((c) => (/[a-z]/.test(c) ? String.fromCharCode(97 + ((c.charCodeAt(0) - 93) % 26)) : c)).join(""); }',
  has_close_elements:
    "(ns: number[], threshold: number): boolean { return ns.some((a, i) => ns.some((b, j) => i < j && Math.abs(a - b) < threshold)); }",
  truncate_number: "(n: number): number { return n - Math.floor(n); }",
  below_zero:
    "(steps: number[]): boolean { let sum = 0; for (const step of steps) { sum += step; if (sum < 0) return true; } return false; }",
  intersperse:
    "(ns: number[], between: number): number[] { return ns.flatMap((n, i) => (i === 0 ? [n] : [between, n])); }",
  rolling_max:
    "(ns: number[]): number[] { let most = -Infinity; return ns.map((n) => (most = Math.max(most, n))); }",
  string_sequence: '(n: number): string { return Array.from({ length: n + 1 }, (_, i) => i).join(" "); }',
  largest_divisor: "(n: number): number { for (let d = n - 1; ; d--) if (n % d === 0) return d; }",
  next_smallest:
    "(ns: number[]): number | null { return [...new Set(ns)].sort((a, b) => a - b)[1] ?? null; }",
  largest_smallest_integers:
    "(ns: number[]): [number | null, number | null] { const below = ns.filter((n) => n < 0); const above = ns.filter((n) => n > 0); return [below.length > 0 ? Math.max(...below) : null, above.length > 0 ? Math.min(...above) : null]; }",
  prod_signs:
    "(ns: number[]): number | null { return ns.length === 0 ? null : ns.reduce((sum, n) => sum + Math.abs(n), 0) * ns.reduce((sign, n) => sign * Math.sign(n), 1); }",
};

describe.skipIf(!suites)("humaneval-ts", () => {
  const sandbox = createSandbox({ children: 1 });
  afterAll(() => sandbox[Symbol.asyncDispose]());
  let tasks: Task[] = [];
  beforeAll(async () => {
    ({ tasks } = await loadSuite("humaneval-ts"));
  });

  it("loads whole, and holds tests back from what a coder sees", () => {
    expect(tasks).toHaveLength(159);
    for (const { goal, examples, score, tests } of tasks) {
      expect(tests).toBeDefined();
      expect(score).toEqual([]);
      expect(JSON.stringify([goal, examples])).not.toContain("assert");
    }
    expect(tasks.filter(({ examples }) => examples.length > 0).length).toBeGreaterThan(145);
  });

  it.each(Object.entries(right))(
    "passes a right program for %s and fails a wrong one",
    async (subject, text) => {
      const task = tasks.find((one) => one.tests?.subject === subject) as Task;
      const name = task.name as string;
      const camel = name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
      const programOf = (source: string) => ({
        name,
        signature: task.signature,
        source: `export function ${camel}${source}\n`,
        modules: {},
      });
      const program = programOf(text);
      expect((await sandbox.check(program)).diagnostics).toEqual([]);
      expect(await runTests(sandbox, program, task.tests!)).toMatchObject({ passed: true });
      expect(await runTests(sandbox, programOf("(): any { return 0; }"), task.tests!)).toMatchObject({
        passed: false,
      });
    },
  );
});
