import { describe, expect, it } from "vitest";
import type { Coder } from "../coders/coder.ts";
import { Tracer } from "../events/tracer.ts";
import { standardEvaluators } from "../gate/standard-evaluators.ts";
import type { Sandbox } from "../sandbox/sandbox.ts";
import { type Candidate, skillDigest, type SkillRef } from "../skills/skill.ts";
import type { SkillStore } from "../skills/skill-store.ts";
import type { Task } from "../task/task.ts";
import { exampleEvidence, exampleHarness } from "../testing/example-records.ts";
import { inProcessSandbox } from "../testing/in-process-sandbox.ts";
import { memorySink } from "../testing/memory-sink.ts";
import { memorySkillStore } from "../testing/memory-skill-store.ts";
import { scriptedCoder } from "../testing/scripted-coder.ts";
import { type Agent, runEpisode } from "./agent.ts";

const by = (factor: number) => (n: number) => ({ input: [n], output: factor * n });
const times = (name: string, factor: number, source: string, uses: SkillRef[] = []): Candidate => ({
  name,
  signature: "(n: number) => number",
  source,
  description: `The number times ${factor}.`,
  uses,
  tools: [],
  evals: { examples: [1, 2, 7].map(by(factor)), cases: [0, -4, 111].map(by(factor)) },
});
const body = (name: string, text: string, imports = "") =>
  `${imports}export function ${name}(n: number): number {\n  return ${text};\n}\n`;
const doubleImport = 'import { double } from "#skills/double";\n\n';

/** Right for the examples of whoever calls it, and not by its own. */
const broken = times("double", 2, body("double", "n + 1"));
const fourfold = times("fourfold", 4, body("fourfold", "double(double(n))", doubleImport), [
  { name: "double", digest: skillDigest(broken) },
]);
const task: Task = {
  id: "s/sixfold",
  suite: "s",
  name: "sixfold",
  goal: "The number times 6.",
  signature: "(n: number) => number",
  order: 0,
  examples: [1, 2, 7].map(by(6)),
  cases: [0, -4, 111].map(by(6)),
  score: [],
};
const sixfold = body("sixfold", "double(n) + double(double(n))", doubleImport);

async function setUp(sources: readonly string[], fields: Partial<Agent> = {}, evaluations = 100) {
  const sandbox = inProcessSandbox();
  const store = memorySkillStore();
  await store.admit(broken, exampleEvidence({ task: { id: "s/double", suite: "s" } }));
  await store.admit(fourfold, exampleEvidence({ task: { id: "s/fourfold", suite: "s" } }));
  const sink = memorySink();
  const coder = scriptedCoder(sources, { evaluationsEach: 10 });
  const agent: Agent = {
    coder,
    sandbox,
    store,
    evaluators: standardEvaluators(sandbox),
    harness: exampleHarness({ evaluations, attempts: 6 }, { retrieval: { limit: 5 } }),
    ...fields,
  };
  const tracer = new Tracer({ voyage: "v", harness: "h", sinks: [sink] });
  tracer.enterEpisode(3);
  return { store, coder, events: sink.events, run: () => runEpisode(task, agent, tracer) };
}

const statuses = async (store: SkillStore) =>
  Object.fromEntries(
    (await store.list({ status: ["active", "quarantined"] })).map(({ name, status }) => [name, status]),
  );

describe("a broken callee", () => {
  it("is written anew in an episode of its own, and its callers come back with it", async () => {
    const { store, coder, events, run } = await setUp([sixfold, body("double", "2 * n")]);
    expect(await run()).toMatchObject({ solved: true, called: ["double"], evaluations: 22, attempts: 2 });
    expect(await statuses(store)).toEqual({ double: "active", fourfold: "active", sixfold: "active" });
    const double = await store.get("double");
    expect(double).toMatchObject({ version: 2, evidence: { task: { id: "s/double" } } });
    expect((await store.get("fourfold"))?.uses).toEqual([{ name: "double", digest: double?.digest }]);
    expect((await store.history("double")).map(({ status }) => status)).toEqual([
      "active",
      "quarantined",
      "active",
    ]);
    // The repair is asked for the skill's own task, and is not shown what is broken.
    expect(coder.requests[1]).toMatchObject({ name: "double", past: [], task: { id: "s/double" } });
    expect(coder.requests[1]?.skills.map(({ skill }) => skill.name)).toEqual([]);
    const inside = events.filter(({ repair }) => repair === "double").map(({ type }) => type);
    expect(inside.at(0)).toBe("episode-start");
    expect(inside).toContain("skill-admitted");
    expect(events.every(({ episode }) => episode === 3)).toBe(true);
    expect(events.filter((event) => event.type === "episode-end" && event.repair === undefined)).toHaveLength(
      1,
    );
    expect(events.find(({ type }) => type === "callee-repaired")).toMatchObject({ restored: ["fourfold"] });
  });

  it("is left behind where nobody writes it anew: the program is written without it", async () => {
    const scripted = scriptedCoder([sixfold, body("sixfold", "6 * n")]);
    const coder: Coder = {
      id: "stubborn",
      write: async (request, budget) =>
        request.name === "double"
          ? { kind: "gave-up", reason: "no idea", cost: { evaluations: 0 } }
          : scripted.write(request, budget),
    };
    const { store, events, run } = await setUp([], { coder });
    expect(await run()).toMatchObject({ solved: true, called: [], attempts: 2 });
    expect(await statuses(store)).toMatchObject({ double: "quarantined", fourfold: "quarantined" });
    expect(events.find((event) => event.type === "callee-not-repaired")).toMatchObject({
      skill: { name: "double" },
      reason: "gave up: no idea",
    });
  });

  it("is out of sight, and its caller goes on, where repairs are switched off", async () => {
    const { store, coder, run } = await setUp([sixfold, body("sixfold", "6 * n")], { repairs: false });
    expect(await run()).toMatchObject({ solved: true, called: [], attempts: 2, evaluations: 22 });
    expect(await statuses(store)).toEqual({
      double: "quarantined",
      fourfold: "quarantined",
      sixfold: "active",
    });
    expect(coder.requests[0]?.skills.map(({ skill }) => skill.name).toSorted()).toEqual([
      "double",
      "fourfold",
    ]);
    expect(coder.requests[1]?.skills).toEqual([]);
    expect(coder.requests[1]?.past[0]).toMatchObject({
      attribution: { cause: "callee", callee: { name: "double" } },
      feedback: [expect.any(String), "The skill double is broken: wrong on 5 of 6 of its own cases."],
    });
  });

  it("spends the budget of the episode that found it", async () => {
    const { run } = await setUp(
      Array.from({ length: 9 }, () => sixfold),
      {},
      35,
    );
    expect(await run()).toMatchObject({ solved: false, reason: "evaluations used up", evaluations: 35 });
  });

  it("comes back without the callers that do not pass with it", async () => {
    const { store, run } = await setUp([sixfold, body("double", "2 * n")]);
    const odd = times("odd", 5, body("odd", "double(n) + 3", doubleImport), fourfold.uses);
    await store.admit(odd, exampleEvidence());
    expect(await run()).toMatchObject({ solved: true });
    expect(await statuses(store)).toMatchObject({ double: "active", fourfold: "active", odd: "quarantined" });
  });
});

describe("a skill that passes its own evidence", () => {
  /** A sandbox in which the program throws inside the skill, with its input as the message. */
  async function throwing(when: (input: number) => boolean) {
    const inner = inProcessSandbox();
    const store = memorySkillStore();
    await store.admit(times("double", 2, body("double", "2 * n")), exampleEvidence());
    const sandbox: Sandbox = {
      ...inner,
      run: async (program, input, options) => {
        const outcome = await inner.run(program, input, options);
        const inputs = program.name === "call-all" ? (input[0] as number[][]).flat() : [Number(input[0])];
        const odd = program.name === "double" ? undefined : inputs.find(when);
        if (odd === undefined) return outcome;
        const message = `${odd} is too odd`;
        return { ...outcome, kind: "error", name: "RangeError", message, stack: ["#skills/double:2:10"] };
      },
    };
    const { coder, run } = await setUp([sixfold], {
      sandbox,
      store,
      evaluators: standardEvaluators(sandbox),
    });
    expect(await run()).toMatchObject({ solved: false });
    expect((await store.get("double"))?.status).toBe("active");
    expect(coder.requests[1]?.past[0]?.attribution).toMatchObject({
      cause: "own",
      callee: { name: "double" },
    });
    return coder.requests[1]?.past[0]?.feedback.join("\n");
  }

  it("was called with what it does not take, and the coder is told what it said", async () => {
    expect(await throwing(() => true)).toMatch(
      /It calls double with what that does not take: it threw .*too odd/,
    );
  });

  it("has what it said of a hidden case kept from the coder", async () => {
    const told = await throwing((input) => input === 111);
    expect(told).toContain("On a case that is not shown it calls double with what that does not take.");
    expect(told).not.toContain("111");
  });
});
