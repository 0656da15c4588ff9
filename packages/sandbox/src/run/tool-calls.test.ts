import { defaultLimits, type Tool, ToolFailure } from "@portolan/core";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { ToolCalls } from "./tool-calls.ts";

const tool = (call: Tool["call"], output: z.ZodType = z.string()): Tool => {
  return { description: "", input: z.string(), output, effect: "read", call } as Tool;
};
const calls = (one: Tool, limits = {}) =>
  new ToolCalls({ box: { use: one } }, { ...defaultLimits, ...limits });
const failing = (thrown: unknown) => calls(tool(() => Promise.reject(thrown)));

describe("a tool call", () => {
  it("gives the output that the schema made of it", async () => {
    const trimmed = calls(tool(async (text) => `${text as string} `, z.string().trim()));
    expect(await trimmed.call("box.use", '"x"')).toEqual({ ok: true, text: '"x"' });
    expect(trimmed.records).toEqual([{ tool: "box.use", input: "x", ok: true, output: "x" }]);
  });

  it.each([
    [
      "a ToolFailure",
      new ToolFailure("no wood", { need: 2 }),
      { name: "ToolFailure", message: "no wood", data: { need: 2 } },
    ],
    ["any error", new Error("broke"), { name: "ToolError", message: "box.use failed: broke", data: null }],
  ])("that throws %s says so without a stack", async (_, thrown, said) => {
    const settled = await failing(thrown).call("box.use", '"x"');
    expect(settled.ok).toBe(false);
    expect(JSON.parse(settled.text)).toEqual(said);
  });

  it("whose output its own schema refuses fails", async () => {
    const settled = await calls(tool(async () => 5)).call("box.use", '"x"');
    expect(settled.text).toContain("does not match its own schema");
  });

  it("whose output is too large fails", async () => {
    const settled = await calls(
      tool(async () => "x".repeat(100)),
      { argumentBytes: 50 },
    ).call("box.use", '"x"');
    expect(settled.text).toContain("too much data");
  });

  it.each(["box.other", "other.use", "box.constructor", "__proto__.toString", "use"])(
    "of %s is of no tool",
    async (name) => {
      const settled = await calls(tool(async () => "x")).call(name, '"x"');
      expect(settled).toMatchObject({ ok: false });
      expect(settled.text).toContain("there is no tool");
    },
  );

  it("hears when nobody waits for it any more", async () => {
    const started = Promise.withResolvers<void>();
    const waiting = tool((_, { signal }) => {
      started.resolve();
      return new Promise((resolve) => signal.addEventListener("abort", () => resolve("ended")));
    });
    const some = calls(waiting);
    const settled = some.call("box.use", '"x"');
    await started.promise;
    some.end();
    expect((await settled).text).toBe('"ended"');
    expect((await some.call("box.use", '"x"')).text).toContain("aborted");
  });
});
