import type { Json, LinkedProgram, Tool, ToolSet } from "@portolan/core";
import { afterAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { createSandbox } from "./create-sandbox.ts";

const sandbox = createSandbox({ children: 1 });
afterAll(() => sandbox[Symbol.asyncDispose]());

const program = (body: string): LinkedProgram => ({
  name: "subject",
  signature: "() => unknown",
  source: `import { ask } from "#tools/world";\nexport async function subject(n) { ${body} }`,
  modules: {},
});

/** A tool whose answers differ every time, and come in an order of their own. */
function world(): ToolSet {
  let count = 0;
  const ask: Tool = {
    description: "Answers with something new.",
    input: z.json(),
    output: z.json(),
    effect: "read",
    call: (input) => {
      const answer = { input, count: ++count, at: performance.now() };
      return new Promise((resolve, reject) => {
        const settle = () => (input === "fail" ? reject(new Error(`broke at ${count}`)) : resolve(answer));
        setTimeout(settle, Math.random() * 5);
      });
    },
  };
  return { world: { ask } };
}

const race = `
  const seen = [];
  await Promise.all([1, 2, 3, 4, 5, 6].map(async (i) => { const answer = await ask(i); seen.push([i, answer.count, Date.now(), Math.random()]); console.log("seen", i); }));
  try { await ask("fail"); } catch (error) { seen.push(error.message); }
  return seen;`;

async function recorded(body: string, input: Json[] = [1], source = program(body)) {
  const outcome = await sandbox.run(source, input, { tools: world(), record: true });
  if (!outcome.recording) throw new Error("there is no recording");
  // As from a file.
  return { outcome, recording: JSON.parse(JSON.stringify(outcome.recording)) as typeof outcome.recording };
}

describe("a recording", () => {
  it("replays byte for byte without the tools, answers in the order in which they came", async () => {
    for (let i = 0; i < 5; i++) {
      const { outcome, recording } = await recorded(race);
      const replay = await sandbox.replay(recording);
      expect(replay.divergence).toBeUndefined();
      expect(replay.versions).toEqual([]);
      expect(replay.outcome).toMatchObject({ kind: "value", logs: outcome.logs });
      expect(JSON.stringify("value" in replay.outcome && replay.outcome.value)).toBe(
        JSON.stringify("value" in outcome && outcome.value),
      );
    }
  });

  it.each([
    ["an error", 'await ask(1); throw new RangeError("no");', "error"],
    ["a limit", "for (;;) await ask(1);", "limit"],
    ["a call that was never answered", "return await Promise.race([ask(1), 5]);", "value"],
    ["a type-error", "return (;", "type-error"],
  ])("replays %s", async (_, body, kind) => {
    const { outcome, recording } = await recorded(body);
    expect(outcome.kind).toBe(kind);
    const replay = await sandbox.replay(recording);
    expect(replay.divergence).toBeUndefined();
    expect(replay.outcome.kind).toBe(kind);
  });

  it("of a run that the host ended goes as far as it went", async () => {
    const source = program('console.log("a"); await ask(1); await ask("long"); return 1;');
    const limits = { toolOutputBytes: 60 };
    const { recording } = await recorded("", [1], source);
    const long = await sandbox.run(program('await ask(1); await ask("x".repeat(100));'), [1], {
      tools: world(),
      limits: { toolOutputBytes: 100 },
      record: true,
    });
    expect(long).toMatchObject({ kind: "limit", limit: "toolOutputBytes" });
    const replay = await sandbox.replay(long.recording);
    expect(replay).toMatchObject({ outcome: { kind: "limit", limit: "toolOutputBytes" } });
    expect(replay.divergence).toBeUndefined();
    const cancelled = {
      ...recording,
      limits: { ...recording.limits, ...limits },
      result: { kind: "cancelled" },
    };
    expect((await sandbox.replay(cancelled)).divergence).toBeUndefined();
  });

  it("of a changed program diverges at the first call that differs, with both sides", async () => {
    const { recording } = await recorded("await ask({ a: 1 }); await ask({ a: 2 }); return 1;");
    const changed = program("await ask({ a: 1 }); await ask({ a: 3 }); return 1;");
    const replay = await sandbox.replay({ ...recording, program: changed });
    expect(replay.divergence).toEqual({
      at: "call 2",
      recorded: 'subject calls world.ask with {"a":2}',
      replayed: 'subject calls world.ask with {"a":3}',
    });
  });

  it.each([
    ["a call too many", "await ask(1); await ask(2);", { at: "call 2", recorded: null }],
    ["a call too few", "", { at: "call 1", replayed: null }],
    ["another line", 'await ask(1); console.log("b");', { at: "logs line 1", recorded: null, replayed: "b" }],
    ["another result", "await ask(1); return 2;", { at: "result" }],
  ])("diverges by %s", async (_, body, divergence) => {
    const { recording } = await recorded("await ask(1); return 1;");
    const replay = await sandbox.replay({ ...recording, program: program(body) });
    expect(replay.divergence).toMatchObject(divergence);
  });

  it("names the versions that are not those it was made with", async () => {
    const { recording } = await recorded("return 1;");
    const { versions } = await sandbox.replay({
      ...recording,
      versions: { ...recording.versions, v8: "1.0" },
    });
    expect(versions).toEqual([{ name: "v8", recorded: "1.0", replayed: process.versions.v8 }]);
  });

  it.each([
    ["nothing", undefined, "(the whole)"],
    ["a text", "x", "(the whole)"],
    ["another format", { format: 2 }, "format"],
  ])("is not %s", async (_, given, where) => {
    await expect(sandbox.replay(given)).rejects.toMatchObject({
      code: "recording-invalid",
      value: expect.stringContaining(where) as string,
    });
  });
});
