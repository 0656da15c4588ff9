import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type Agent,
  ask,
  type Candidate,
  type Coder,
  defineEvaluator,
  PortolanError,
  type SkillStore,
  standardEvaluators,
  type Suite,
  type Task,
  type TraceEvent,
} from "@portolan/core";
import {
  exampleHarness,
  exampleCandidate,
  exampleEvidence,
  inProcessSandbox,
  memorySkillStore,
  scriptedModel,
} from "@portolan/core/testing";
import { expect, it } from "vitest";
import { agentFor } from "../arms/arm-agent.ts";
import { parseArm } from "../arms/parse-arm.ts";
import { isRight } from "./has-succeeded.ts";
import { type EpisodeRow, sail, type Voyage, voyageId } from "./sail.ts";

const task = (name: string, add: number): Task => ({
  id: `s/${name}`,
  suite: "s",
  name,
  goal: `Adds ${add}.`,
  signature: "(n: number) => number",
  order: 0,
  examples: [1, 5, 9].map((n) => ({ input: [n], output: n + add })),
  cases: [-3, 12].map((n) => ({ input: [n], output: n + add })),
  score: [100, 200].map((n) => ({ input: [n], output: n + add })),
});
const suite: Suite = {
  name: "s",
  digest: "d",
  tasks: [task("add-one", 1), task("add-two", 2), task("add-three", 3)],
};

/** Writes the right program, except for the task it is told to fail; counts what it is asked. */
function addingCoder(failing?: string): Coder & { asked: string[] } {
  const asked: string[] = [];
  return {
    id: "adding",
    asked,
    async write({ task: { id, examples }, name }, budget) {
      asked.push(id);
      budget.spend("evaluations", 10);
      if (id === failing) return { kind: "gave-up", reason: "told to", cost: { evaluations: 10 } };
      const add = Number(examples[0]?.output) - Number(examples[0]?.input[0]);
      const functionName = name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
      const source = `export function ${functionName}(n: number): number {\n  return n + ${add};\n}\n`;
      return {
        kind: "programs",
        programs: [{ name, signature: "(n: number) => number", source }],
        cost: { evaluations: 10 },
      };
    },
  };
}

function voyage(coder: Coder, { store, ...fields }: Partial<Voyage> & { store?: SkillStore } = {}): Voyage {
  const sandbox = inProcessSandbox();
  const agent: Agent = {
    coder,
    sandbox,
    evaluators: standardEvaluators(sandbox),
    store,
    harness: exampleHarness({ evaluations: 100, attempts: 2 }),
  };
  return { suite, arm: "none", seed: 0, agent, traces: mkdtempSync(join(tmpdir(), "portolan-")), ...fields };
}

function isApprovalOf(admitted: TraceEvent) {
  return (event: TraceEvent): event is Extract<TraceEvent, { type: "gate-passed" }> =>
    event.type === "gate-passed" && event.episode === admitted.episode;
}

/** An admission that is repeated finds the skill there: the one difference that a resumed voyage may show. */
const withoutChange = (rows: EpisodeRow[]): unknown =>
  withoutTimes(rows.map((row) => ({ ...row, change: row.change && "unchanged" })));

const withoutTimes = (rows: EpisodeRow[]): unknown => JSON.parse(JSON.stringify(rows));

it("scores each episode on the cases that nothing else sees", async () => {
  const record = await sail(voyage(addingCoder("s/add-two")));
  expect(record.rows.map(isRight)).toEqual([true, false, true]);
  expect(record.rows[1]).toMatchObject({ solved: false, reason: "gave up: told to", right: 0, of: 2 });
});

it.each([
  [undefined, 0],
  ["orchard", 2],
])(
  "counts, at its end, what reports count as solved: in the world %s %i of what is right in 8 of 10",
  async (world, solved) => {
    const inWorld = { ...suite, tasks: suite.tasks.map((one) => ({ ...one, world })) };
    const eight = { suite: inWorld, scoreBy: async () => ({ right: 8, of: 10 }) };
    const one = voyage(addingCoder("s/add-two"), eight);
    const { id } = await sail({ ...one, agent: agentFor(one.agent, parseArm("no-gate"), { seed: 0 }) });
    const last =
      readFileSync(join(one.traces, `${id}.jsonl`), "utf8")
        .trimEnd()
        .split("\n")
        .at(-1) ?? "";
    expect(JSON.parse(last)).toMatchObject({ type: "voyage-end", solved, episodes: 3 });
  },
);

it("goes on after the last finished episode, wherever the trace ends", async () => {
  const whole = voyage(addingCoder());
  const record = await sail(whole);
  const lines = readFileSync(join(whole.traces, `${record.id}.jsonl`), "utf8")
    .trimEnd()
    .split("\n");
  for (let kept = 0; kept <= lines.length; kept++) {
    const coder = addingCoder();
    const again = voyage(coder);
    const text = lines.slice(0, kept).join("\n");
    writeFileSync(join(again.traces, `${record.id}.jsonl`), kept === 0 ? "" : `${text}\n{"seq":`);
    const resumed = await sail(again);
    expect(withoutTimes(resumed.rows)).toEqual(withoutTimes(record.rows));
    const finished = lines.slice(0, kept).filter((line) => line.includes('"type":"episode-end"')).length;
    expect(coder.asked.length).toBe(3 - finished);
    expect(resumed.resumed).toBe(finished);
  }
});

it("ends with the same rows and the same library, wherever a trace with a store ends", async () => {
  const store = memorySkillStore();
  const whole = voyage(addingCoder(), { store });
  const record = await sail(whole);
  expect(record.rows.map(({ change }) => change)).toEqual(["added", "added", "added"]);
  const lines = readFileSync(join(whole.traces, `${record.id}.jsonl`), "utf8")
    .trimEnd()
    .split("\n");
  for (let kept = 0; kept <= lines.length; kept++) {
    const fresh = memorySkillStore();
    for (const line of lines.slice(0, kept)) {
      const event = JSON.parse(line) as TraceEvent;
      // What the store had when the process died: all that is on record as admitted, no more.
      const approved = lines.map((text) => JSON.parse(text) as TraceEvent).find(isApprovalOf(event));
      if (event.type === "skill-admitted" && approved)
        await fresh.admit(approved.candidate, approved.evidence);
    }
    const again = voyage(addingCoder(), { store: fresh });
    writeFileSync(
      join(again.traces, `${record.id}.jsonl`),
      lines
        .slice(0, kept)
        .map((line) => `${line}\n`)
        .join(""),
    );
    const resumed = await sail(again);
    expect(withoutChange(resumed.rows)).toEqual(withoutChange(record.rows));
    expect(await fresh.list()).toEqual(await store.list());
  }
});

it("keeps the same uses, in the same order, wherever a trace with a store ends", async () => {
  const known: Suite = {
    ...suite,
    tasks: [...suite.tasks, ...[1, 2, 3].map((add) => ({ ...task("add", add), id: `s/again-${add}` }))],
  };
  const start = async (lines: readonly string[]) => {
    const store = memorySkillStore();
    const events = lines.map((line) => JSON.parse(line) as TraceEvent);
    for (const event of events) {
      const approved = event.type === "skill-admitted" && events.find(isApprovalOf(event));
      if (approved) await store.admit(approved.candidate, approved.evidence);
    }
    const own = voyage(addingCoder(), { store, suite: known });
    own.agent.harness.retrieval.limit = 5;
    const path = join(own.traces, `${voyageId(own)}.jsonl`);
    writeFileSync(path, lines.map((line) => `${line}\n`).join(""));
    await sail(own);
    return { uses: await store.uses(), lines: readFileSync(path, "utf8").trimEnd().split("\n") };
  };
  const whole = await start([]);
  expect(whole.uses.map(({ task: id }) => id)).toEqual(["s/again-1", "s/again-2", "s/again-3"]);
  for (let kept = 0; kept <= whole.lines.length; kept += 3)
    expect((await start(whole.lines.slice(0, kept))).uses).toEqual(whole.uses);
});

it("has an identity made of suite, arm, seed, coder and harness", async () => {
  const ids = await Promise.all(
    [
      voyage(addingCoder()),
      voyage(addingCoder(), { seed: 1 }),
      voyage(addingCoder(), { arm: "library" }),
    ].map(async (one) => (await sail(one)).id),
  );
  expect(new Set(ids).size).toBe(3);
  expect((await sail(voyage(addingCoder()))).id).toBe(ids[0]);
});

it("stops when told to, and keeps what it had", async () => {
  const controller = new AbortController();
  const coder = addingCoder();
  const stopping: Coder = {
    ...coder,
    write: async (request, budget) => {
      if (request.task.id === "s/add-two") controller.abort();
      return coder.write(request, budget);
    },
  };
  const interrupted = voyage(stopping, { signal: controller.signal });
  await expect(sail(interrupted)).rejects.toMatchObject({ code: "interrupted" });
  const resumed = await sail({ ...interrupted, agent: { ...interrupted.agent, coder }, signal: undefined });
  expect(resumed.resumed).toBe(1);
  expect(resumed.rows.map(isRight)).toEqual([true, true, true]);
});

it("takes the order of a curriculum, and takes it up again wherever the trace ends", async () => {
  const levels = [3, 1, 2];
  const tasks = suite.tasks.map((one, i) => ({ ...one, level: levels[i] }));
  const fields = { suite: { ...suite, tasks }, curriculum: "easiest-first" } as const;
  const store = memorySkillStore();
  const whole = voyage(addingCoder(), { ...fields, store });
  const record = await sail(whole);
  expect(record.rows.map((row) => row.task)).toEqual(["s/add-two", "s/add-three", "s/add-one"]);
  expect(record.id).not.toBe((await sail(voyage(addingCoder(), { suite: fields.suite }))).id);
  const lines = readFileSync(join(whole.traces, `${record.id}.jsonl`), "utf8")
    .trimEnd()
    .split("\n");
  const events = lines.map((text) => JSON.parse(text) as TraceEvent);
  for (let kept = 0; kept <= lines.length; kept++) {
    const fresh = memorySkillStore();
    for (const event of events.slice(0, kept)) {
      const approved = events.find(isApprovalOf(event));
      if (event.type === "skill-admitted" && approved)
        await fresh.admit(approved.candidate, approved.evidence);
    }
    const again = voyage(addingCoder(), { ...fields, store: fresh });
    const text = lines.slice(0, kept).map((line) => `${line}\n`);
    writeFileSync(join(again.traces, `${record.id}.jsonl`), text.join(""));
    expect(withoutChange((await sail(again)).rows)).toEqual(withoutChange(record.rows));
  }
});

it("tries a failed task again when the library has grown, and takes that up wherever the trace ends", async () => {
  /** Adds one only with two skills to help it, and three never. */
  const start = async (lines: readonly string[], returnAfter?: number) => {
    const store = memorySkillStore();
    const events = lines.map((text) => JSON.parse(text) as TraceEvent);
    for (const event of events) {
      const approved = events.find(isApprovalOf(event));
      if (event.type === "skill-admitted" && approved)
        await store.admit(approved.candidate, approved.evidence);
    }
    const adding = addingCoder("s/add-three");
    const coder: Coder = {
      ...adding,
      write: async (request, budget) =>
        request.task.id === "s/add-one" && (await store.count()) < 2
          ? { kind: "gave-up", reason: "too few skills", cost: { evaluations: 0 } }
          : adding.write(request, budget),
    };
    const tasks = [...suite.tasks, task("add-four", 4)];
    const one = voyage(coder, { store, returnAfter, suite: { ...suite, tasks } });
    const path = join(one.traces, `${voyageId(one)}.jsonl`);
    writeFileSync(path, lines.map((line) => `${line}\n`).join(""));
    const came: string[] = [];
    const visiting = async (visited: Task, visit: number) => {
      came.push(`${visited.id} ${visit}`);
      return one.agent;
    };
    const { rows, id } = await sail({ ...one, agentFor: visiting });
    const told = rows.map((row) => [row.task, row.solved]);
    return { told, id, came, lines: readFileSync(path, "utf8").trimEnd().split("\n") };
  };
  const once = await start([]);
  expect(once.told.map(([id]) => id)).toEqual(["s/add-one", "s/add-two", "s/add-three", "s/add-four"]);
  const { told, id, came, lines } = await start([], 2);
  expect(told).toEqual([
    ["s/add-one", false],
    ["s/add-two", true],
    ["s/add-three", false],
    ["s/add-four", true],
    ["s/add-one", true],
    ["s/add-three", false],
  ]);
  expect(came.slice(-2)).toEqual(["s/add-one 2", "s/add-three 2"]);
  expect(id).not.toBe(once.id);
  for (let kept = 0; kept <= lines.length; kept++) {
    const again = await start(lines.slice(0, kept), 2);
    expect(again.told).toEqual(told);
    expect(came.slice(came.length - again.came.length)).toEqual(again.came);
  }
});

it("keeps the identity of voyages in order, which once was the only one", () => {
  const plain = voyage(addingCoder());
  expect(voyageId({ ...plain, curriculum: "in-order" })).toBe(voyageId(plain));
  expect(voyageId({ ...plain, curriculum: "easiest-first" })).not.toBe(voyageId(plain));
});

it.each(["model-unavailable", "model-config"] as const)(
  "stops where a model says %s, and goes on at the same episode with nothing lost",
  async (code) => {
    let out = true;
    const model = scriptedModel(() => (out ? new PortolanError(code, "No.", { next: "Wait." }) : "yes"));
    const coder = addingCoder();
    const asking: Coder = {
      ...coder,
      write: async (request, budget) => {
        if (request.task.id !== "s/add-one") {
          const { emit, signal } = request;
          const messages = [{ role: "user" as const, content: request.task.goal }];
          await ask(model, { messages }, budget, { role: "coder", attempt: 1, emit, signal });
        }
        return coder.write(request, budget);
      },
    };
    const stopped = voyage(asking, { store: memorySkillStore() });
    await expect(sail(stopped)).rejects.toMatchObject({ code });
    expect(coder.asked).toEqual(["s/add-one"]);
    out = false;
    const resumed = await sail(stopped);
    expect(resumed.resumed).toBe(1);
    expect(coder.asked).toEqual(["s/add-one", "s/add-two", "s/add-three"]);
    const straight = await sail(voyage(asking, { store: memorySkillStore() }));
    expect(withoutChange(resumed.rows)).toEqual(withoutChange(straight.rows));
  },
);

it("keeps a parked episode in its trace as one that is not solved, and costs no second attempt", async () => {
  const broken = defineEvaluator({
    id: "broken",
    version: 1,
    evaluate: () => Promise.reject(new Error("out")),
  });
  const parked = voyage(addingCoder());
  parked.agent.evaluators.visible.push(broken);
  parked.agent.patience = { tries: 2, firstPauseMs: 1 };
  const { rows } = await sail(parked);
  expect(rows).toMatchObject([1, 2, 3].map(() => ({ solved: false, parked: true, attempts: 1, right: 0 })));
  expect((await sail(parked)).rows.map(({ parked: is }) => is)).toEqual([true, true, true]);
});

it("takes the end of a repair inside an episode for no end of that episode", async () => {
  const candidate: Candidate = {
    ...exampleCandidate("add-nine"),
    signature: "(n: number) => number",
    source: "export function addNine(n: number): number {\n  return n;\n}\n",
    evals: { examples: task("add-nine", 9).examples, cases: task("add-nine", 9).cases },
  };
  const adding = addingCoder();
  /** Calls the broken skill where it is asked for the second task. */
  const coder: Coder & { asked: string[] } = {
    ...adding,
    async write(request, budget) {
      const draft = await adding.write(request, budget);
      if (request.task.id !== "s/add-two" || draft.kind !== "programs") return draft;
      const source = `import { addNine } from "#skills/add-nine";\n\nexport function addTwo(n: number): number {\n  return addNine(n) - 7;\n}\n`;
      return { ...draft, programs: [{ ...draft.programs[0], source }] };
    },
  };
  const start = async (lines: readonly string[] = []) => {
    const store = memorySkillStore();
    await store.admit(candidate, exampleEvidence({ task: { id: "s/add-nine", suite: "s" } }));
    const one = voyage(coder, { store });
    const path = join(one.traces, `${voyageId(one)}.jsonl`);
    writeFileSync(path, lines.map((line) => `${line}\n`).join(""));
    const record = await sail(one);
    return { rows: record.rows, lines: readFileSync(path, "utf8").trimEnd().split("\n") };
  };
  const { rows, lines } = await start();
  expect(rows.map(isRight)).toEqual([true, true, true]);
  expect(rows[1]?.called).toEqual(["add-nine"]);
  const inner = lines.findIndex((line) => line.includes('"type":"episode-end"') && line.includes('"repair"'));
  expect(inner).toBeGreaterThan(0);
  const resumed = await start(lines.slice(0, inner + 1));
  const told = (row: EpisodeRow) => [row.task, row.solved, row.reason, row.called, row.attempts, row.right];
  expect(resumed.rows.map(told)).toEqual(rows.map(told));
});
