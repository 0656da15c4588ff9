import { runTests, type Sandbox, scoreTask, standardEvaluators, type Task, taskFrom } from "@portolan/core";
import { createSandbox } from "@portolan/sandbox";
import { afterAll, describe, expect, it } from "vitest";

const sandbox = createSandbox({ children: 1 });
afterAll(() => sandbox[Symbol.asyncDispose]());

const source = `declare var require: any;
const assert = require('node:assert');

function test() {
  let candidate = shout_twice;
  assert.deepEqual(candidate("a", 2), ["A", "A"]);
  assert.deepEqual(candidate("b", 0), []);
}

test();`;
const tests = { source, subject: "shout_twice" };
const right = "return Array.from({ length: n }, () => text.toUpperCase());";

function programOf(body: string, before = "") {
  return {
    name: "shout-twice",
    signature: "(text: string, n: number) => string[]",
    source: `${before}\nexport function shoutTwice(text: string, n: number): any {\n${body}\n}\n`,
    modules: {},
  };
}

describe("test source", () => {
  it("passes a right program", async () => {
    expect(await runTests(sandbox, programOf(right), tests)).toEqual({ passed: true, assertions: 2 });
  });

  it.each([
    ["a wrong one", "return [text];"],
    ["one that throws", "throw new Error('no');"],
    ["one that gives nothing", ""],
    ["one that gives what is no value", "return [NaN];"],
    ["one that never ends", "for (;;);"],
    ["one that gives what claims to be equal to anything", "return { then: undefined, length: n, 0: 'A' };"],
  ])("fails %s", async (_, body) => {
    expect((await runTests(sandbox, programOf(body), tests, { limits: { cpuMs: 300 } })).passed).toBe(false);
  });

  it.each([
    ["reads them", "", "import { tests } from '#tests/source';\nvoid tests;"],
    ["reads the asserts", "", "import { play } from '#tests/harness';\nvoid play;"],
    ["asks for node's assert", "return (globalThis as any).require('node:assert').calls;", ""],
    [
      "replaces equality",
      "",
      "Object.is = () => true; Object.keys = () => []; Array.isArray = (() => true) as any;",
    ],
    ["replaces what errors are made of", "", "Error.prototype.constructor = (() => 1) as any;"],
    [
      "replaces JSON",
      "",
      `JSON.stringify = () => '{"missing":[],"assertions":9}'; JSON.parse = () => ["A", "A"];`,
    ],
    [
      "puts a result into the prototype",
      "",
      "Object.prototype.missing = [] as any; (Object.prototype as any).ok = true;",
    ],
    ["looks like the verdict", "return { missing: [], assertions: 9, passed: true };", ""],
    ["looks like the result of a call", "return { ok: true, value: ['A', 'A'] };", ""],
  ])("fails a program that %s", async (_, body, before) => {
    expect((await runTests(sandbox, programOf(body, before), tests)).passed).toBe(false);
  });

  it("never has the program in an isolate with what is expected", async () => {
    const seen: string[] = [];
    const watched: Sandbox = {
      ...sandbox,
      run(program, input, options) {
        seen.push(JSON.stringify([program, input]));
        return sandbox.run(program, input, options);
      },
      check: (program, options) => sandbox.check(program, options),
      [Symbol.asyncDispose]: async () => {},
    };
    await runTests(watched, programOf(right), tests);
    expect(seen.some((text) => text.includes("toUpperCase"))).toBe(true);
    expect(seen.filter((text) => text.includes("toUpperCase") && text.includes("deepEqual"))).toEqual([]);
  });

  it("asks a program for what depends on its answers", async () => {
    const chained = `const assert = require("assert");
const once = f(1);
assert.equal(f(once), 4);
assert.strictEqual(f(f(once)), 8, "again");
assert.throws(() => f(-1));
assert(f(0) === 0);`;
    const double = (body: string) => ({
      name: "f",
      signature: "(n: number) => number",
      source: `export function f(n: number): number { if (n < 0) throw new Error("below"); ${body} }`,
      modules: {},
    });
    const chain = { source: chained, subject: "f" };
    expect(await runTests(sandbox, double("return 2 * n;"), chain)).toEqual({ passed: true, assertions: 4 });
    expect(await runTests(sandbox, double("return 2 * n + 1;"), chain)).toMatchObject({ passed: false });
  });

  it.each([
    ["undefined is null", "assert.deepEqual(f(0), undefined);", true],
    ["inside of lists too", "assert.deepEqual([f(0)], [undefined]);", true],
    ["but not strictly", "assert.deepStrictEqual(f(0), undefined);", false],
    ["a number is its text", "assert.deepEqual(f(1), '1');", true],
    ["a list is no object", "assert.deepEqual(f(2), {});", false],
    ["a key more", "assert.deepEqual(f(3), { a: 1, b: 2 });", false],
    ["keys in another order", "assert.deepEqual(f(4), { b: 2, a: 1 });", true],
    ["a negated one", "assert.notDeepEqual(f(4), { b: 2, a: 1 });", false],
    ["nothing asserted", "f(1);", false],
    ["a module that is not there", "require('node:fs'); assert.ok(true);", false],
    ["source that breaks off", "assert.ok(", false],
  ])("compares as node:assert does: %s", async (_, line, passed) => {
    const program = {
      name: "f",
      signature: "(n: number) => unknown",
      source: "export function f(n: number): any { return [null, 1, [], { a: 1 }, { a: 1, b: 2 }][n]; }",
      modules: {},
    };
    const result = await runTests(sandbox, program, {
      source: `const assert = require("node:assert");\n${line}`,
      subject: "f",
    });
    expect(result.passed).toBe(passed);
  });
});

describe("a task with tests", () => {
  const task: Task = taskFrom({
    goal: "The text in capitals, n times.",
    name: "shout-twice",
    signature: "(text: string, n: number) => string[]",
    tests,
  });

  it("is scored by them as one", async () => {
    expect(await scoreTask(sandbox, programOf(right), task)).toEqual({ right: 1, of: 1 });
    expect(await scoreTask(sandbox, programOf("return [];"), task)).toEqual({ right: 0, of: 1 });
  });

  it("is judged without them", async () => {
    const { visible, gate } = standardEvaluators(sandbox);
    const subject = { task, program: programOf("return [];"), report: { diagnostics: [], imports: [] } };
    for (const evaluator of [...visible, ...gate]) {
      const verdict = await evaluator.evaluate(subject);
      expect(JSON.stringify(verdict), evaluator.id).not.toContain("deepEqual");
    }
  });
});
