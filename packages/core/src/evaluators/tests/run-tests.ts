import { z } from "zod";
import type { Json } from "../../json/json.ts";
import type { LinkedProgram } from "../../program/program.ts";
import { callAll, type CallResult } from "../../sandbox/call-all.ts";
import { describeOutcome } from "../../sandbox/outcome.ts";
import type { RunOptions, Sandbox } from "../../sandbox/sandbox.ts";
import type { TestSource } from "../../task/test-source.ts";
import { testHarness } from "./test-harness.ts";

/** How tests ended; `why` is for the report, and holds what they expect. */
export type TestResult = { passed: true; assertions: number } | { passed: false; why: string };

/** Tests may call the program with what it answered before; after so many rounds they are taken not to end. */
const mostRounds = 16;
const mostCalls = 10_000;

const replySchema = z.object({
  missing: z.array(z.string()),
  assertions: z.number(),
  failure: z.string().optional(),
});

/**
 * Runs test source on a program. The two never meet: the tests run in an isolate of their own, in which the program is a table of
 * its answers; what the table lacks, the program is asked in another isolate, by its arguments alone. So it can neither read what
 * is expected nor touch the asserts, and whether the tests passed is said by an isolate that it has not been in. Equal arguments
 * get equal answers. Tests that assert nothing fail.
 */
export async function runTests(
  sandbox: Sandbox,
  program: LinkedProgram,
  tests: TestSource,
  options: RunOptions = {},
): Promise<TestResult> {
  const known: Record<string, CallResult> = {};
  for (let round = 0; round < mostRounds; round++) {
    const outcome = await sandbox.run(playing(tests), [known], { signal: options.signal });
    if (outcome.kind !== "value") return failed(`the tests: it ${describeOutcome(outcome)}`);
    const reply = replySchema.safeParse(outcome.value);
    if (!reply.success) return failed("the tests returned what is not a verdict");
    const { missing, assertions, failure } = reply.data;
    if (missing.length === 0) {
      if (failure !== undefined) return failed(failure);
      return assertions > 0 ? { passed: true, assertions } : failed("the tests assert nothing");
    }
    if (missing.length + Object.keys(known).length > mostCalls) return failed(`more than ${mostCalls} calls`);
    const inputs = missing.map((text) => JSON.parse(text) as Json[]);
    const results = await callAll(sandbox, program, inputs, options);
    for (const [i, text] of missing.entries()) known[text] = results[i] as CallResult;
  }
  return failed(`the tests call the program in more than ${mostRounds} rounds`);
}

function failed(why: string): TestResult {
  return { passed: false, why };
}

/** The tests as a program of their own. */
function playing({ source, subject }: TestSource): LinkedProgram {
  // A declaration of what is a parameter here could not stand inside a function.
  const body = source.replace(/^[ \t]*declare\s+(?:var|const|let|function)\s.*$/gm, "");
  return {
    name: "play-tests",
    signature: "(known: unknown) => unknown",
    source: `
import { play } from "#tests/harness";
import { tests } from "#tests/source";
export async function playTests(known: any): Promise<any> {
  return play(known, tests);
}
`,
    modules: {
      "#tests/harness": testHarness,
      "#tests/source": `export async function tests(require: any, ${subject}: any) {\n${body}\n}\n`,
    },
    grants: { "play-tests": [] },
  };
}
