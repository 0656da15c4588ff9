import { describe, expect, it } from "vitest";
import { Budget } from "../../budget/budget.ts";
import { PortolanError } from "../../errors/portolan-error.ts";
import type { EventBody } from "../../events/event.ts";
import { inProcessSandbox } from "../../testing/in-process-sandbox.ts";
import { scriptedModel } from "../../testing/scripted-model.ts";
import type { PastAttempt, WriteRequest } from "../coder.ts";
import { modelCoder } from "./model-coder.ts";

const task = {
  id: "t",
  suite: "s",
  goal: "Twice the number.",
  signature: "(n: number) => number",
  examples: [
    { input: [2], output: 4 },
    { input: [5], output: 10 },
  ],
};
const request: WriteRequest = { task, name: "double", skills: [], past: [] };
const source = (body: string): string =>
  `export function double(n: number): number {\n  return ${body};\n}\n`;
const reply = (body: string): string => `\`\`\`ts\n${source(body)}\`\`\``;
const budget = (): Budget => new Budget({ evaluations: 1, attempts: 9 });
const refused = (attempt: number, body: string, feedback = "It is wrong."): PastAttempt => ({
  attempt,
  program: { name: "double", signature: task.signature, source: source(body) },
  feedback: [feedback],
});
const promptOf = (model: ReturnType<typeof scriptedModel>, i: number): string =>
  model.requests[i]?.messages.map(({ content }) => content).join("\n") ?? "";

describe("modelCoder", () => {
  it("gives the program of the reply, with what it cost", async () => {
    const model = scriptedModel([reply("2 * n")], { price: { input: 1, output: 2 } });
    const events: EventBody[] = [];
    const draft = await modelCoder({ model }).write(
      { ...request, emit: (event) => events.push(event) },
      budget(),
    );
    expect(draft).toMatchObject({
      kind: "programs",
      programs: [{ name: "double", signature: task.signature, source: source("2 * n") }],
      cost: { requests: 1, tokens: expect.any(Number), costUsd: expect.any(Number) },
    });
    expect(events.map(({ type }) => type)).toEqual(["model-asked", "model-replied"]);
  });

  it("says what is wrong with a reply, and with an answer that is no reply", async () => {
    const broken = new PortolanError("model-reply-invalid", "The endpoint sent no JSON.", { next: "" });
    const coder = modelCoder({ model: scriptedModel(["Just double it.", broken]) });
    expect(await coder.write(request, budget())).toMatchObject({
      kind: "unusable",
      feedback: /no fenced block/,
    });
    expect(await coder.write(request, budget())).toMatchObject({
      kind: "unusable",
      feedback: /sent no JSON/,
    });
  });

  it.each(["model-unavailable", "model-config", "budget-spent", "interrupted"] as const)(
    "lets %s through",
    async (code) => {
      const coder = modelCoder({ model: scriptedModel([new PortolanError(code, "", { next: "" })]) });
      await expect(coder.write(request, budget())).rejects.toMatchObject({ code });
    },
  );

  it("does not take the same program twice, and gives up when that goes on", async () => {
    const coder = modelCoder({
      model: scriptedModel(() => reply("n /* again */ + 2")),
      policy: "last-attempt",
    });
    const own = budget();
    const past = [refused(1, "n * 3"), refused(2, "n+2", "It is wrong on 1 of 2.")];
    for (let i = 0; i < 2; i++)
      expect(await coder.write({ ...request, past }, own)).toMatchObject({
        kind: "unusable",
        feedback: expect.stringMatching(/attempt 2 again.*wrong on 1 of 2/),
      });
    expect(await coder.write({ ...request, past }, own)).toMatchObject({ kind: "gave-up", reason: /again/ });
    // Another episode has another budget.
    expect(await coder.write({ ...request, past }, budget())).toMatchObject({ kind: "unusable" });
  });
});

describe("what it takes from a failure", () => {
  const past = [refused(1, "n", "FIRST"), refused(2, "n + 1", "SECOND")];

  it("nothing: there is no second attempt", async () => {
    const coder = modelCoder({ model: scriptedModel([reply("2 * n")]), policy: "none" });
    const own = budget();
    // Those of the past are another coder's: it comes late in a cascade.
    expect(await coder.write({ ...request, past }, own)).toMatchObject({ kind: "programs" });
    expect(await coder.write({ ...request, past }, own)).toMatchObject({ kind: "gave-up" });
  });

  it("blind: it is asked as if for the first time, with another seed", async () => {
    const model = scriptedModel(() => reply("2 * n"));
    const coder = modelCoder({ model, policy: "blind" });
    await coder.write(request, budget());
    await coder.write({ ...request, past }, budget());
    expect(promptOf(model, 0)).toBe(promptOf(model, 1));
    expect(model.requests[0]?.seed).not.toBe(model.requests[1]?.seed);
  });

  it("last-attempt: only the last one", async () => {
    const model = scriptedModel(() => reply("2 * n"));
    await modelCoder({ model, policy: "last-attempt" }).write({ ...request, past }, budget());
    expect(promptOf(model, 0)).toContain("SECOND");
    expect(promptOf(model, 0)).not.toContain("FIRST");
  });

  it("reflection: it writes down what to do, once for each failure, and reads it until the end", async () => {
    const model = scriptedModel(["NOTE ONE", reply("n + 1"), "NOTE TWO", reply("2 * n")]);
    const coder = modelCoder({ model, policy: "reflection" });
    const events: EventBody[] = [];
    const own = budget();
    const emit = (event: EventBody): void => void events.push(event);
    await coder.write({ ...request, past: past.slice(0, 1), emit }, own);
    const draft = await coder.write({ ...request, past, emit }, own);
    expect(promptOf(model, 0)).toContain("FIRST");
    expect(promptOf(model, 1)).toContain("NOTE ONE");
    for (const note of ["NOTE ONE", "NOTE TWO", "FIRST", "SECOND"])
      expect(promptOf(model, 3)).toContain(note);
    expect(events.filter(({ type }) => type === "reflection-written")).toEqual([
      { type: "reflection-written", attempt: 1, text: "NOTE ONE" },
      { type: "reflection-written", attempt: 2, text: "NOTE TWO" },
    ]);
    expect(draft.cost.requests).toBe(2);
  });

  it("does not reflect on what was not its fault", async () => {
    const model = scriptedModel([reply("2 * n")]);
    const callee = { ...refused(1, "n"), attribution: { cause: "callee" as const, detail: "" } };
    await modelCoder({ model }).write({ ...request, past: [callee] }, budget());
    expect(model.requests).toHaveLength(1);
  });
});

it("goes on without a reflection that it does not get, and keeps its last request for a program", async () => {
  const broken = new PortolanError("model-reply-invalid", "", { next: "" });
  const refusal = { text: "I will not.", finish: "refusal" as const };
  for (const said of [broken, refusal]) {
    const model = scriptedModel([said, reply("2 * n")]);
    const draft = await modelCoder({ model }).write({ ...request, past: [refused(1, "n")] }, budget());
    expect(draft.kind).toBe("programs");
    expect(promptOf(model, 1)).not.toContain("I will not");
  }
  const model = scriptedModel([reply("2 * n")]);
  const last = new Budget({ evaluations: 1, attempts: 9, requests: 1 });
  const draft = await modelCoder({ model }).write({ ...request, past: [refused(1, "n")] }, last);
  expect(draft.kind).toBe("programs");
});

it.each([
  { samples: 0 },
  { samples: 1.5 },
  { promptTokens: Number.NaN },
  { replyTokens: -1 },
  { temperature: Number.NaN },
  { policy: "often" as "blind" },
])("refuses %j, with which nothing could be asked", (options) => {
  expect(() => modelCoder({ model: scriptedModel([]), ...options })).toThrow(
    expect.objectContaining({
      code: "usage",
      message: expect.stringContaining(Object.keys(options)[0] ?? ""),
    }),
  );
});

it("has an id that changes with all that what it asks depends on", () => {
  const model = scriptedModel([]);
  const ids = [{}, { policy: "blind" as const }, { samples: 2 }, { promptTokens: 9 }, { replyTokens: 9 }];
  const all = [...ids, { temperature: 0 }].map((options) => modelCoder({ model, ...options }).id);
  expect(new Set(all).size).toBe(6);
});

describe("samples", () => {
  it("puts first what is right on the examples and most agree on, and folds what does the same", async () => {
    await using sandbox = inProcessSandbox();
    // Right on both examples, and different elsewhere: 2n three times, a table once.
    const table = "n === 2 ? 4 : n === 5 ? 10 : 0";
    const model = scriptedModel([
      reply(table),
      reply("n + n"),
      reply("n + 2"),
      reply("2 * n"),
      reply("n * 2"),
    ]);
    const draft = await modelCoder({ model, samples: 5, sandbox }).write(request, budget());
    const sources = draft.kind === "programs" ? draft.programs.map((program) => program.source) : [];
    expect(sources).toEqual([source("n + n"), source(table), source("n + 2")]);
    expect(new Set(model.requests.map(({ seed }) => seed)).size).toBe(5);
    expect(draft.cost.requests).toBe(5);
  });

  it("uses what it has when the budget ends before the last", async () => {
    const model = scriptedModel(() => reply("2 * n"));
    const own = new Budget({ evaluations: 1, attempts: 9, requests: 2 });
    expect(await modelCoder({ model, samples: 3 }).write(request, own)).toMatchObject({ kind: "programs" });
    expect(model.requests).toHaveLength(2);
  });
});
