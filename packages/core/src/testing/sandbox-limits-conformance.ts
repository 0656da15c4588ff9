import { expect, it } from "vitest";
import { z } from "zod";
import type { Json } from "../json/json.ts";
import type { Tool } from "../sandbox/tool.ts";
import { type MakeSandbox, shared, subject } from "./sandbox-fixtures.ts";

/** Every limit is hard and has its own outcome, whatever the program does with what it is told. */
export function limitsConformance(make: MakeSandbox): void {
  const { run } = shared(make);
  const tools = { box: { echo: echo(), wait: waits() } };
  const body = (text: string) =>
    subject(`import { echo, wait } from "#tools/box";\nexport async function subject(n) { ${text} }`);

  it.each([
    ["toolCalls", { toolCalls: 2 }, "for (let i = 0; i < 3; i++) await echo(i); return 1;"],
    ["toolCallsInFlight", { toolCallsInFlight: 2 }, "await Promise.all([wait(1), wait(2), wait(3)]);"],
    ["toolInputBytes", { toolInputBytes: 20 }, 'await echo("x".repeat(30)); return 1;'],
    ["toolInputBytes", { toolInputBytes: 20 }, 'await echo("é".repeat(12)); return 1;'],
    ["toolOutputBytes", { toolOutputBytes: 20 }, 'await echo("x".repeat(30)); return 1;'],
    ["toolBytes", { toolBytes: 70 }, 'for (;;) await echo("x".repeat(10));'],
    ["resultBytes", { resultBytes: 20 }, 'return "x".repeat(30);'],
  ] as const)("%s is a limit that cannot be caught", async (limit, limits, text) => {
    const caught = `try { return await (async () => { ${text} })(); } catch { return "caught"; } finally { if (n === 2) return "finally"; }`;
    for (const n of [1, 2]) {
      const outcome = await run(body(limit === "resultBytes" ? text : caught), [n], { tools, limits });
      expect(outcome).toMatchObject({ kind: "limit", limit, allowed: Object.values(limits)[0] });
    }
  });

  it("lets as many calls be under way as it says, and as many again when those have ended", async () => {
    const text = "for (let i = 0; i < 3; i++) await Promise.all([echo(1), echo(2)]); return n;";
    expect(await run(body(text), [1], { tools, limits: { toolCallsInFlight: 2 } })).toMatchObject({
      value: 1,
    });
  });

  it("argumentDepth counts arrays and objects", async () => {
    const source = subject("export function subject(x) { return 1; }");
    const deep: Json = [{ a: [[1]] }];
    expect(await run(source, [deep], { limits: { argumentDepth: 4 } })).toMatchObject({
      kind: "limit",
      limit: "argumentDepth",
      allowed: 4,
    });
    expect(await run(source, [deep], { limits: { argumentDepth: 5 } })).toMatchObject({ kind: "value" });
  });

  it("cpuMs counts computing, not waiting", async () => {
    const limits = { cpuMs: 300, wallMs: 10_000 };
    const looping = body("await echo(1); for (;;);");
    expect(await run(looping, [1], { tools, limits })).toMatchObject({
      kind: "timeout",
      limit: "cpuMs",
      limitMs: 300,
    });
    const waiting = body("await wait(400); return 1;");
    expect(await run(waiting, [1], { tools, limits })).toMatchObject({ kind: "value", value: 1 });
  });

  it("memoryMb does not count what tools gave and nobody keeps", async () => {
    const text =
      'let sum = 0; for (let i = 0; i < 30; i++) sum += (await echo("x".repeat(1e6))).length; return sum;';
    const limits = { memoryMb: 48, toolBytes: Infinity, wallMs: 20_000 };
    expect(await run(body(text), [1], { tools, limits })).toMatchObject({ kind: "value", value: 30 * 1e6 });
  });

  it("wallMs counts waiting", async () => {
    const outcome = await run(body("await wait(5_000);"), [1], { tools, limits: { wallMs: 100 } });
    expect(outcome).toMatchObject({ kind: "timeout", limit: "wallMs", limitMs: 100 });
    expect(outcome.toolCalls).toMatchObject([{ tool: "box.wait", ok: false, endMs: null, output: null }]);
  });
}

function echo(): Tool {
  const any = z.json();
  return {
    description: "Gives back.",
    input: any,
    output: any,
    effect: "read",
    call: async (input) => input,
  };
}

function waits(): Tool {
  return {
    ...echo(),
    description: "Waits so many milliseconds.",
    call: (ms, { signal }) =>
      new Promise((resolve) => {
        const timer = setTimeout(() => resolve(null), Number(ms));
        signal.addEventListener("abort", () => clearTimeout(timer));
      }),
  };
}
