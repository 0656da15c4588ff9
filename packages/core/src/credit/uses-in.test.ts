import { expect, it } from "vitest";
import { type Agent, runEpisode } from "../agent/agent.ts";
import { PortolanError } from "../errors/portolan-error.ts";
import type { TraceEvent } from "../events/event.ts";
import { Tracer } from "../events/tracer.ts";
import { standardEvaluators } from "../gate/standard-evaluators.ts";
import type { Json } from "../json/json.ts";
import type { SkillStore } from "../skills/skill-store.ts";
import type { Task } from "../task/task.ts";
import { exampleHarness } from "../testing/example-records.ts";
import { inProcessSandbox } from "../testing/in-process-sandbox.ts";
import { memorySink } from "../testing/memory-sink.ts";
import { memorySkillStore } from "../testing/memory-skill-store.ts";
import { plant } from "../testing/planted-skills.ts";
import { scriptedCoder } from "../testing/scripted-coder.ts";
import { usesIn } from "./uses-in.ts";

const numbers = "(n: number) => number";
const inputs = [1, 2, 7, 0, -4, 111].map((n) => [n]);
const cases = (answer: (n: number) => Json) => ({
  examples: [1, 2, 7].map((n) => ({ input: [n], output: answer(n) })),
  cases: [0, -4, 111].map((n) => ({ input: [n], output: answer(n) })),
});
const fourfold: Task = {
  id: "s/fourfold",
  suite: "s",
  name: "fourfold",
  goal: "Four times the number.",
  signature: numbers,
  order: 0,
  score: [],
  ...cases((n) => 4 * n),
};
const calling = (expression: string, name = "double") =>
  `import { ${name} } from "#skills/${name}";\n\nexport function fourfold(n: number): number {\n  return ${expression};\n}\n`;
const right = calling("double(double(n))");
const wrong = calling("double(n) + 1");

async function stocked(body = "return 2 * n;"): Promise<SkillStore> {
  const store = memorySkillStore();
  await plant(store, [{ name: "double", signature: numbers, body, inputs, answer: (n: number) => 2 * n }]);
  return store;
}

async function episode(store: SkillStore, sources: string[], task = fourfold, attempts = 4) {
  const sandbox = inProcessSandbox();
  const agent: Agent = {
    coder: scriptedCoder(sources),
    sandbox,
    store,
    evaluators: standardEvaluators(sandbox),
    harness: exampleHarness({ evaluations: 100, attempts }, { retrieval: { limit: 5 } }),
  };
  const sink = memorySink();
  const tracer = new Tracer({ voyage: "v", harness: "h", sinks: [sink] });
  tracer.enterEpisode(0);
  const result = await runEpisode(task, agent, tracer);
  return { result, events: sink.events };
}

const brief = (records: Awaited<ReturnType<SkillStore["uses"]>>) =>
  records.map((record) =>
    record.type === "use"
      ? [record.skill.name, record.attempt, record.outcome, record.cause, record.blamed]
      : [],
  );

it("keeps one use for each program that was judged, with whose fault a failure was", async () => {
  const store = await stocked();
  const { events } = await episode(store, [wrong, right]);
  const uses = await store.uses();
  expect(brief(uses)).toEqual([
    ["double", 1, "wrong", "own", undefined],
    ["double", 2, "right", undefined, undefined],
  ]);
  const { digest } = (await store.get("double"))!;
  expect(uses[1]).toMatchObject({
    skill: { name: "double", digest },
    task: "s/fourfold",
    voyage: "v",
    spent: { evaluations: 3, attempts: 2 },
  });
  expect(uses).toEqual(usesIn(events));
  expect(JSON.stringify(uses)).not.toContain("time");
});

it("keeps a use of a skill that does the whole task, and none of what was only shown", async () => {
  const store = await stocked();
  const twice = { ...fourfold, id: "s/twice", name: "twice", goal: "double", ...cases((n) => 2 * n) };
  expect((await episode(store, [], twice)).result.reason).toBe("known");
  expect(brief(await store.uses())).toEqual([["double", 0, "right", undefined, undefined]]);
  expect((await store.uses())[0]).not.toHaveProperty("program");
  const plain = "export function fourfold(n: number): number {\n  return 4 * n;\n}\n";
  await episode(store, [plain]);
  expect(await store.uses()).toHaveLength(1);
});

it("blames the skill that fails its own evidence, also where the program calls it through another one", async () => {
  const store = await stocked("return n < 3 ? 2 * n : 3 * n;");
  await plant(store, [
    {
      name: "again",
      signature: numbers,
      body: "return double(n);",
      uses: ["double"],
      inputs: [[1], [2]],
      answer: (n: number) => 2 * n,
    },
  ]);
  await episode(store, [calling("again(again(n))", "again")], fourfold, 1);
  expect(brief(await store.uses())).toEqual([
    ["again", 1, "wrong", "callee", undefined],
    ["double", 1, "wrong", "callee", true],
  ]);
});

it("tells of no episode that did not end, and of one that was begun twice the last time", async () => {
  const store = await stocked();
  const { events } = await episode(store, [wrong, right]);
  const cut = events.slice(
    0,
    events.findIndex(({ type }) => type === "gate-passed"),
  );
  expect(usesIn(cut)).toEqual([]);
  expect(usesIn([...cut, ...events])).toEqual(usesIn(events));
});

it("gives a use no verdict where the budget ended before anyone said", () => {
  const header = { seq: 0, time: "", voyage: "v", episode: 0, harness: "h" };
  const skill = { name: "double", digest: "3".repeat(64) };
  const result = { task: "s/x", solved: false, reason: "tokens used up", attempts: 1, evaluations: 3 };
  const rest = { retrieved: [], called: [], depth: 0, librarySize: 1 };
  const events: TraceEvent[] = [
    { ...header, type: "episode-start", task: "s/x", goal: "", librarySize: 1 },
    { ...header, type: "skills-called", attempt: 1, skills: [skill] },
    { ...header, type: "episode-end", result: { ...result, ...rest } },
  ];
  expect(usesIn(events)).toMatchObject([{ outcome: "unjudged", spent: { evaluations: 3, attempts: 1 } }]);
});

it("keeps nothing of an episode that was interrupted", async () => {
  const store = await stocked();
  const sandbox = inProcessSandbox();
  const coder = scriptedCoder([wrong]);
  const agent: Agent = {
    coder: {
      ...coder,
      write: async (request, budget) => {
        if (request.past.length === 0) return coder.write(request, budget);
        throw new PortolanError("interrupted", "Stopped.", { next: "Again." });
      },
    },
    sandbox,
    store,
    evaluators: standardEvaluators(sandbox),
    harness: exampleHarness({ evaluations: 100, attempts: 4 }, { retrieval: { limit: 5 } }),
  };
  const tracer = new Tracer({ voyage: "v", harness: "h", sinks: [] });
  await expect(runEpisode(fourfold, agent, tracer)).rejects.toMatchObject({ code: "interrupted" });
  expect(await store.uses()).toEqual([]);
});
