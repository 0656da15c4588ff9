import { type Program, taskFrom, worldCallsEvaluator } from "@portolan/core";
import { craftingWorld } from "@portolan/core/testing";
import { createSandbox } from "@portolan/sandbox";
import { afterAll, describe, expect, it } from "vitest";

const sandbox = createSandbox();
afterAll(() => sandbox[Symbol.asyncDispose]());

const task = taskFrom({ goal: "x", name: "get", signature: "(n: number) => Promise<number>", world: "w" });
const evaluator = worldCallsEvaluator({ sandbox, tools: craftingWorld().tools, calls: 2 });

async function judged(body: string, imports = "craft, mine, observe") {
  const source = `import { ${imports} } from "#tools/workshop";
import { getMore } from "#skills/get-more";
export async function get(n: number): Promise<number> {
  ${body}
}
`;
  const program: Program = { name: "get", signature: task.signature, source };
  const subject = { program: { ...program, modules: {} }, report: { diagnostics: [], imports: [] } };
  return evaluator.evaluate({ task, ...subject });
}

describe("the bound on calls in a world", () => {
  it.each([
    ["two calls", 'await mine({ item: "osk" }); return getMore(n);'],
    ["one in a loop", 'for (let i = 0; i < 9; i++) await mine({ item: "osk", count: n }); return n;'],
    [
      "one in a function that is called often",
      "const f = () => observe(null); await f(); await f(); await f(); return 1;",
    ],
    ["names that only look alike", "const state = { craft: 1, mine: 2 }; return state.craft + state.mine;"],
  ])("lets pass %s", async (_, body) => {
    expect(await judged(body)).toMatchObject({ status: "passed" });
  });

  it.each([
    ["three calls", "await observe(null); await observe(null); return getMore(n);", "It has 3 calls"],
    [
      "a thing that is computed",
      'const item = "osk"; return craft({ item });',
      "craft is called with a thing",
    ],
    ["an input that is", 'const input = { item: "osk" }; return mine(input);', "mine is called with a thing"],
    ["a tool that is handed on", "const all = [craft, mine]; return all.length;", "used for something else"],
  ])("refuses %s", async (_, body, why) => {
    const { status, feedback } = await judged(body);
    expect([status, feedback]).toEqual(["failed", expect.stringContaining(why)]);
  });

  it("refuses all tools under one name, and counts those under another name", async () => {
    const { evidence } = await judged(
      'await dig({ item: "osk" }); return dig({ item: "osk" });',
      "mine as dig",
    );
    expect(evidence).toEqual({ calls: 2 });
    const computed = await judged('const item = "osk"; return dig({ item });', '"mine" as dig');
    expect(computed.feedback).toContain("dig is called with a thing");
    const source =
      'import * as all from "#tools/workshop";\nexport async function get() { return all.mine({ item: "osk" }); }\n';
    const program = { name: "get", signature: task.signature, source, modules: {} };
    const { status, feedback } = await evaluator.evaluate({
      task,
      program,
      report: { diagnostics: [], imports: [] },
    });
    expect([status, feedback]).toEqual(["failed", expect.stringContaining("import by name")]);
  });
});
