import { expect, it } from "vitest";
import { exampleTools, type MakeSandbox, shared, subject, using } from "./sandbox-fixtures.ts";

/** How a program calls tools, and what it hears of them. */
export function toolConformance(make: MakeSandbox): void {
  const { run } = shared(make);
  it("calls tools and records the calls", async () => {
    const outcome = await run(using("return await add({ by: n }) + await add({ by: 1 });"), [2], {
      tools: exampleTools(),
    });
    expect(outcome).toMatchObject({ kind: "value", value: 2 + 3 });
    const made = { tool: "counter.add", by: "subject", effect: "write", ok: true };
    expect(outcome.toolCalls).toMatchObject([
      { ...made, input: { by: 2 }, output: 2 },
      { ...made, input: { by: 1 }, output: 3 },
    ]);
  });

  it("runs calls side by side", async () => {
    // `meet` returns to nobody until three are there.
    const body = "return await Promise.all([meet(null), meet(null), meet(null)]);";
    expect(await run(using(body), [0], { tools: exampleTools() })).toMatchObject({ value: [3, 3, 3] });
  });

  it("gives a tool's failure to the program as an error with data", async () => {
    const body =
      "try { await fail(null); } catch (error) { return [error.name, error.message, error.data]; }";
    const outcome = await run(using(body), [0], { tools: exampleTools() });
    expect(outcome).toMatchObject({
      kind: "value",
      value: ["ToolFailure", "out of wood", { missing: "wood" }],
    });
    const output = { name: "ToolFailure", message: "out of wood", data: { missing: "wood" } };
    expect(outcome.toolCalls).toMatchObject([{ tool: "counter.fail", ok: false, output }]);
  });

  it("does not call a tool with an input that its schema refuses", async () => {
    const body =
      'try { await add({ by: "two" }); } catch (error) { return [error.name, error.data[0].path]; }';
    expect(await run(using(body), [0], { tools: exampleTools() })).toMatchObject({
      kind: "value",
      value: ["ToolInputError", "by"],
    });
  });

  it("denies tools that were not granted", async () => {
    expect(await run(using("return n;"), [0])).toMatchObject({ kind: "denied", specifier: "#tools/counter" });
    const other = subject(
      'import { drop } from "#tools/counter";\nexport function subject() { return drop; }',
    );
    expect(await run(other, [0], { tools: exampleTools() })).toMatchObject({
      kind: "denied",
      specifier: "#tools/counter.drop",
    });
  });

  it("stops at the limit of calls", async () => {
    const body = "try { for (let i = 0; i < 9; i++) await add({ by: 1 }); } catch {}\nreturn 1;";
    const outcome = await run(using(body), [0], { tools: exampleTools(), limits: { toolCalls: 3 } });
    expect(outcome).toMatchObject({ kind: "limit", limit: "toolCalls", allowed: 3 });
    expect(outcome.toolCalls).toHaveLength(3);
  });
}
