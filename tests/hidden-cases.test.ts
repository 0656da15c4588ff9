import {
  type Agent,
  type Json,
  type LinkedProgram,
  linkSkill,
  runEpisode,
  type RunOptions,
  type Sandbox,
  standardEvaluators,
  type SyntaxTrees,
  type Task,
  Tracer,
} from "@portolan/core";
import { exampleHarness, memorySink, memorySkillStore, scriptedCoder } from "@portolan/core/testing";
import { createSandbox } from "@portolan/sandbox";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";

const real = createSandbox({ children: 2, seed: 3, limits: { wallMs: 60_000 } });
afterAll(() => real[Symbol.asyncDispose]());

/** Numbers that nobody comes upon by chance: whoever has one was given it. */
const answer = (n: number): number => n * 1_009 + 17;
const hidden = [700_001, 700_247, 701_113, 702_911, 703_331, 704_779];
const kept = [810_013, 810_401];
const cases = (inputs: number[]) => inputs.map((n) => ({ input: [n], output: answer(n) }));
const task: Task = {
  id: "s/answer",
  suite: "s",
  name: "answer",
  goal: "A number times 1009, and 17.",
  signature: "(n: number) => number",
  order: 0,
  examples: cases([0, 1, 2, 5]),
  cases: cases(hidden),
  score: cases(kept),
};
const program = (body: string): string => `export function answer(n: number): number {\n  ${body}\n}\n`;
const right = "return n * 1009 + 17;";

/** Programs that are wrong, or try to have their hidden inputs told. */
const wrong = [
  "return n + 17;",
  "return n > 600000 ? 0 : n * 1009 + 17;",
  "if (n > 600000) throw new Error(`the input was ${n}`); return n * 1009 + 17;",
  "if (n > 600000) console.log(n); return n > 600000 ? n : n * 1009 + 17;",
  "try { if (n > 600000) throw new RangeError(String(n)); return n * 1009 + 17; } catch { return n; }",
  "return n > 703000 ? n * 1008 + 17 : n * 1009 + 17;",
  "return [17, 1026, 2035][n] ?? (n === 5 ? 5062 : n);",
  "return n === 3 ? 0 : n * 1009 + 17;",
];

interface Sent {
  program: LinkedProgram;
  input: Json[];
  options: RunOptions | undefined;
}

/** An episode whose coder writes these programs, with all that its coder and its sandbox were given. */
async function episode(bodies: readonly string[], of: Task = task) {
  const sent: Sent[] = [];
  const sandbox: Sandbox & SyntaxTrees = {
    check: (...given) => real.check(...given),
    parse: (...given) => real.parse(...given),
    run: (linked, input, options) => {
      sent.push({ program: linked, input, options });
      return real.run(linked, input, options);
    },
    [Symbol.asyncDispose]: async () => {},
  };
  const coder = scriptedCoder(bodies.map(program));
  const store = memorySkillStore();
  const sink = memorySink();
  const evaluators = standardEvaluators(sandbox);
  const harness = exampleHarness({ evaluations: 100, attempts: bodies.length });
  const agent: Agent = { coder, sandbox, store, evaluators, harness };
  const tracer = new Tracer({ voyage: "v", harness: "h", sinks: [sink] });
  tracer.enterEpisode(0);
  const result = await runEpisode(of, agent, tracer);
  return { result, sent, requests: coder.requests, store, events: sink.events };
}

/** Which of the numbers stand in a value, as numbers or in texts. */
function found(value: unknown, numbers: readonly number[]): number[] {
  const text = JSON.stringify(value);
  return numbers.filter((number) => text.includes(String(number)));
}

describe("whatever a coder writes, and in whatever order", () => {
  it("it is never shown a hidden case, and no sandbox is given an expected value", async () => {
    const tries = fc.shuffledSubarray(wrong, { minLength: 3, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(tries, async (bodies) => {
        const { result, sent, requests, events } = await episode([...bodies, right]);
        const outputs = [...hidden, ...kept].map(answer);
        expect(result).toMatchObject({ solved: true, attempts: bodies.length + 1 });
        expect(found(requests, [...hidden, ...kept, ...outputs])).toEqual([]);
        expect(
          found(
            sent.map(({ program: one }) => one),
            [...hidden, ...kept, ...outputs],
          ),
        ).toEqual([]);
        expect(
          found(
            sent.map(({ input }) => input),
            [...kept, ...outputs],
          ),
        ).toEqual([]);
        // What is on record is for people; of what the runner alone knows, nothing is there.
        expect(found(events, [...kept, ...kept.map(answer)])).toEqual([]);
        // The test can fail: the gate did run the hidden cases.
        expect(
          found(
            sent.map(({ input }) => input),
            hidden,
          ),
        ).toEqual(hidden);
      }),
      { numRuns: 4, seed: 20_261_127 },
    );
  });
});

describe("a run in the gate and a run in use", () => {
  it("are of the same program, with the same options, and so of the same tools, clock and seed", async () => {
    const { sent, store } = await episode([right]);
    const inGate = sent.filter(({ input }) => found(input, hidden).length > 0 && input.length === 1);
    const own = inGate.filter(({ input }) => typeof input[0] === "number");
    expect(new Set(own.map(({ input }) => input[0]))).toEqual(new Set(hidden));
    const skill = await store.get("answer");
    const live = skill && (await linkSkill(skill, store));
    for (const { program: judged, options } of own) {
      // What it was granted in use is what it imports, which is none.
      expect({ ...judged, grants: { answer: [] } }).toEqual(live);
      expect(Object.entries(options ?? {}).filter(([, value]) => value !== undefined)).toEqual([]);
    }
  });
});
