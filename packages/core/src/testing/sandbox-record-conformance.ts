import { expect, it } from "vitest";
import { z } from "zod";
import type { Tool } from "../sandbox/tool.ts";
import { type MakeSandbox, shared, subject, valueOf } from "./sandbox-fixtures.ts";

/** What a run leaves behind: logs while it runs, a trace, a recording, and the same again from the same start. */
export function recordConformance(make: MakeSandbox): void {
  const { run } = shared(make);

  it("gives console lines while the program runs", async () => {
    const lines: string[] = [];
    const running = new AbortController();
    const program = subject(
      'export async function subject() { console.log("here"); await new Promise(() => {}); }',
    );
    const outcome = await run(program, [1], {
      signal: running.signal,
      onLog: (line) => {
        lines.push(line);
        running.abort();
      },
    });
    expect(lines).toEqual(["here"]);
    expect(outcome).toMatchObject({ kind: "cancelled", logs: ["here"] });
  });

  it("says where time and bytes went, and who called which tool", async () => {
    const program = subject(
      'import { slow } from "#tools/clock";\nexport async function subject(text) { console.log("é"); return await slow(text); }',
    );
    const outcome = await run(program, ["abc"], { tools: { clock: { slow: slow() } } });
    expect(outcome.trace).toMatchObject({
      engine: expect.stringMatching(/^\S+ \d/) as string,
      bytes: { arguments: 7, result: 7, logs: 3, toolInputs: 5, toolOutputs: 7, source: 120 },
    });
    expect(outcome.trace?.phases.toolMs).toBeGreaterThan(10);
    const [call] = outcome.toolCalls;
    expect(call).toMatchObject({ tool: "clock.slow", by: "subject", effect: "read" });
    expect((call?.endMs ?? 0) - (call?.startMs ?? 0)).toBeGreaterThan(10);
  });

  it("starts chance and clock where it is told to", async () => {
    const program = subject("export function subject() { return [Math.random(), Date.now()]; }");
    const start = { seed: 5, epochMs: 1_000_000 };
    const [one, two] = [await run(program, [1], start), await run(program, [1], start)];
    expect(valueOf(one)).toEqual(valueOf(two));
    expect(valueOf(one)).toMatchObject([expect.any(Number), 1_000_000]);
    expect(valueOf(await run(program, [1], { ...start, seed: 6 }))).not.toEqual(valueOf(one));
  });

  it("records calls and the order in which their answers came", async () => {
    const program = subject(
      'import { slow } from "#tools/clock";\nexport async function subject() { return await Promise.race([slow("late"), slow("")]); }',
    );
    const { recording } = await run(program, [1], { record: true, tools: { clock: { slow: slow() } } });
    expect(recording).toMatchObject({
      calls: [
        { call: 1, tool: "clock.slow", by: "subject", text: '"late"' },
        { call: 2, text: '""' },
      ],
      settles: [{ call: 2, ok: true, text: '"<>"' }],
      result: { kind: "value", value: "<>" },
      tools: { clock: ["slow"] },
    });
    expect(JSON.parse(JSON.stringify(recording))).toEqual(recording);
  });
}

/** A tool that takes longer for longer texts. */
function slow(): Tool {
  const text = z.string();
  return {
    description: "Takes its time.",
    input: text,
    output: text,
    effect: "read",
    call: (input) =>
      new Promise((resolve) => {
        setTimeout(() => resolve(`<${input as string}>`), 20 * (input as string).length);
      }),
  };
}
