import { defaultLimits, type Json, type LimitName, type Tool, ToolFailure } from "@portolan/core";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { Settled } from "./answers.ts";
import { ToolCalls, type ToolCallOptions } from "./tool-calls.ts";

const tool = (call: Tool["call"], changes: Partial<Tool> = {}): Tool => {
  return { description: "uses", input: z.json(), output: z.json(), effect: "read", call, ...changes };
};

/** The calls of a run that has begun with `box.use` as its tool, and what the run was told. */
function begun(one: Tool, options: Partial<ToolCallOptions> = {}) {
  const limits = { ...defaultLimits, ...options.limits };
  const calls = new ToolCalls({
    tools: { box: { use: one } },
    approve: undefined,
    id: "r1",
    ...options,
    limits,
  });
  const waiting = new Map<number, (settled: Settled) => void>();
  const told: string[] = [];
  calls.begin({
    settle: (call, settled) => waiting.get(call)?.(settled),
    exceed: (limit: LimitName) => told.push(limit),
    stop: () => told.push("stop"),
    hold: () => told.push("hold"),
    release: () => told.push("release"),
  });
  let made = 0;
  const ask = (text = '"x"', name = "box.use", by = "subject"): Promise<Settled> => {
    const call = ++made;
    return new Promise((resolve) => {
      waiting.set(call, resolve);
      calls.call({ call, tool: name, by, text });
    });
  };
  return { calls, ask, told };
}

const failing = (thrown: unknown) => begun(tool(() => Promise.reject(thrown)));

const cycle: Json[] = [];
cycle.push(cycle);
const refusal = () => {
  throw new Error("refused");
};

describe("a tool call", () => {
  it.each([
    ["an error whose message throws", Object.defineProperty(new Error("x"), "message", { get: refusal })],
    ["an error whose message is no text", Object.assign(new Error("x"), { message: 7 })],
    ["what has no text", Object.create(null)],
    ["what refuses to be read", new Proxy({}, { get: refusal, getPrototypeOf: refusal })],
    ["a failure with a cycle", new ToolFailure("x", cycle)],
    ["a failure with a BigInt", new ToolFailure("x", 1n as unknown as Json)],
  ])("that throws %s fails, and the host goes on", async (_, thrown) => {
    const { ok, text } = await failing(thrown).ask();
    expect({ ok, said: JSON.parse(text) as unknown }).toMatchObject({
      ok: false,
      said: { name: expect.any(String) },
    });
  });

  it.each([
    ["undefined", undefined],
    ["a function", () => 1],
    ["a BigInt", 1n],
    ["a cycle", cycle],
  ])("that gives %s, which its schema lets pass, fails", async (_, output) => {
    const lax = z.unknown() as unknown as Tool["output"];
    const { ok, text } = await begun(tool(async () => output as Json, { output: lax })).ask();
    expect({ ok, said: JSON.parse(text) as unknown }).toMatchObject({
      ok: false,
      said: { name: "ToolError" },
    });
  });

  it("gives the output that the schema made of it, and is on record with who made it", async () => {
    const { calls, ask } = begun(tool(async (text) => `${text as string} `, { output: z.string().trim() }));
    expect(await ask('"x"', "box.use", "#skills/a")).toEqual({ ok: true, text: '"x"' });
    expect(calls.records).toMatchObject([
      { tool: "box.use", by: "#skills/a", input: "x", ok: true, output: "x" },
    ]);
    expect(calls.bytes).toEqual({ inputs: 3, outputs: 3 });
  });

  it.each([
    [
      "a ToolFailure",
      new ToolFailure("no wood", { need: 2 }),
      { name: "ToolFailure", message: "no wood", data: { need: 2 } },
    ],
    ["any error", new Error("broke"), { name: "ToolError", message: "box.use failed: broke", data: null }],
  ])("that throws %s says so without a stack", async (_, thrown, said) => {
    const { calls, ask } = failing(thrown);
    const settled = await ask();
    expect(settled.ok).toBe(false);
    expect(JSON.parse(settled.text)).toEqual(said);
    expect(calls.records).toMatchObject([{ ok: false, output: said }]);
  });

  const cyclic: Record<string, unknown> = {};
  cyclic["self"] = cyclic;
  const unreadable = Object.defineProperty(new Error("x"), "message", { get: () => cyclic["no"] });

  it.each([
    ["what has no text", Object.create(null), { name: "ToolError" }],
    ["a symbol", Symbol("s"), { name: "ToolError", message: "box.use failed: Symbol(s)" }],
    ["an error without a message", unreadable, { name: "ToolError", message: "box.use failed: undefined" }],
    ["data that is not JSON", new ToolFailure("no", cyclic as never), { message: "no", data: null }],
  ])("that throws %s fails, and nothing else does", async (_, thrown: unknown, said) => {
    const settled = await failing(thrown).ask();
    expect(settled.ok).toBe(false);
    expect(JSON.parse(settled.text)).toMatchObject(said);
  });

  it("whose output is undefined fails, even when its own schema takes it", async () => {
    const { ask } = begun(tool(async () => undefined as never, { output: z.any() }));
    expect((await ask()).text).toContain("is not JSON");
  });

  it("whose output its own schema refuses fails", async () => {
    const { ask } = begun(tool(async () => 5, { output: z.string() }));
    expect((await ask()).text).toContain("does not match its own schema");
  });

  it("that no answer could allow is refused before anybody is asked", async () => {
    const asked: string[] = [];
    const { ask } = begun(
      tool(async () => "written", {
        effect: "write",
        requireGranted: (input) => {
          if (input === "beyond") throw new ToolFailure("that is not granted", { refused: input });
        },
      }),
      { approve: ({ input }) => asked.push(input as string) > 0 },
    );
    expect(JSON.parse((await ask('"beyond"')).text)).toMatchObject({ message: "that is not granted" });
    expect(asked).toEqual([]);
    expect(await ask('"within"')).toEqual({ ok: true, text: '"written"' });
    expect(asked).toEqual(["within"]);
  });

  it.each([
    ["toolInputBytes", { toolInputBytes: 2 }],
    ["toolCalls", { toolCalls: 0 }],
    ["toolCallsInFlight", { toolCallsInFlight: 0 }],
  ])("over the limit %s never starts", (name, limits) => {
    const { calls, ask, told } = begun(
      tool(async () => "x"),
      { limits: { ...defaultLimits, ...limits } },
    );
    void ask();
    expect(told).toEqual([name]);
    expect(calls.records).toEqual([]);
  });

  it("whose output is too large ends the run", async () => {
    const done = Promise.withResolvers<void>();
    const large = tool(async () => {
      setImmediate(done.resolve);
      return "x".repeat(100);
    });
    const { ask, told } = begun(large, { limits: { ...defaultLimits, toolOutputBytes: 50 } });
    void ask();
    await done.promise;
    expect(told).toEqual(["toolOutputBytes"]);
  });

  it.each(["box.other", "other.use", "box.constructor", "__proto__.toString", "use"])(
    "of %s is of no tool",
    async (name) => {
      const settled = await begun(tool(async () => "x")).ask('"x"', name);
      expect(settled).toMatchObject({ ok: false });
      expect(settled.text).toContain("there is no tool");
    },
  );

  it.each(['{"__proto__": {"a": 1}}', '[{"\\u005f_proto__": 1}]'])("refuses the input %s", async (text) => {
    const settled = await begun(tool(async (input) => input)).ask(text);
    expect(settled).toMatchObject({ ok: false });
    expect(settled.text).toContain("ToolInputError");
  });

  it("has a key that is the same for the same call of the same run, and no other", async () => {
    const keys: string[] = [];
    const remember = tool(async (_, { idempotencyKey }) => keys.push(idempotencyKey));
    for (const id of ["r1", "r1", "r2"]) {
      const { ask } = begun(remember, { id });
      await ask();
      await ask();
    }
    expect(keys.slice(0, 2)).toEqual(keys.slice(2, 4));
    expect(new Set(keys).size).toBe(4);
  });

  it("hears when nobody waits for it any more, and is not on record as answered", async () => {
    const started = Promise.withResolvers<void>();
    const ended = Promise.withResolvers<void>();
    const waiting = tool((_, { signal }) => {
      started.resolve();
      return new Promise((resolve) => {
        signal.addEventListener("abort", () => {
          resolve("ended");
          ended.resolve();
        });
      });
    });
    const { calls, ask } = begun(waiting);
    void ask();
    await started.promise;
    calls.end();
    await ended.promise;
    expect(calls.records).toMatchObject([{ ok: false, endMs: null, output: null }]);
  });
});

describe("a tool that writes", () => {
  const writes = (done: string[]) =>
    tool(
      async (text) => {
        done.push(text as string);
        return null;
      },
      { effect: "write" },
    );

  it("asks first, with what it would do, while the clock stands still", async () => {
    const done: string[] = [];
    const asked: unknown[] = [];
    const { ask, told } = begun(writes(done), {
      approve: (request) => {
        asked.push({ ...request, before: [...done] });
        return true;
      },
    });
    await ask('"a"', "box.use", "#skills/s");
    expect(asked).toMatchObject([
      { tool: "box.use", description: "uses", input: "a", by: "#skills/s", before: [] },
    ]);
    expect(done).toEqual(["a"]);
    expect(told).toEqual(["hold", "release"]);
  });

  it.each([
    ["no", false, "box.use was not allowed"],
    [
      "no, and why",
      { allowed: false, reason: "not on a Friday" },
      "box.use was not allowed: not on a Friday",
    ],
  ])("does nothing when the answer is %s", async (_, answer, message) => {
    const done: string[] = [];
    const { ask } = begun(writes(done), { approve: async () => answer });
    expect(JSON.parse((await ask()).text)).toEqual({ name: "ToolRefused", message, data: null });
    expect(done).toEqual([]);
  });

  it("does nothing when whoever is asked fails", async () => {
    const done: string[] = [];
    const { ask } = begun(writes(done), { approve: () => Promise.reject(new Error("gone home")) });
    const { text } = await ask();
    expect(text).toContain("ToolRefused");
    expect(text).not.toContain("gone home");
    expect(done).toEqual([]);
  });

  it("does nothing when the run ended before the answer", async () => {
    const done: string[] = [];
    const answer = Promise.withResolvers<boolean>();
    const { calls, ask } = begun(writes(done), { approve: () => answer.promise });
    void ask();
    calls.end();
    answer.resolve(true);
    await new Promise(setImmediate);
    expect(done).toEqual([]);
  });
});
