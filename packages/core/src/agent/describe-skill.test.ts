import { expect, it } from "vitest";
import { inProcessSandbox } from "../testing/in-process-sandbox.ts";
import { memorySkillStore } from "../testing/memory-skill-store.ts";
import { PortolanError } from "../errors/portolan-error.ts";
import { scriptedCoder } from "../testing/scripted-coder.ts";
import { type ScriptedReply, scriptedModel } from "../testing/scripted-model.ts";
import { createAgent } from "./create-agent.ts";

const task = {
  goal: "Twice the number",
  name: "double",
  signature: "(n: number) => number",
  examples: [1, 5, -3].map((n) => ({ input: [n], output: 2 * n })),
  cases: [7, 8].map((n) => ({ input: [n], output: 2 * n })),
};
const source = "export function double(n: number): number {\n  return 2 * n;\n}\n";

async function described(reply: ScriptedReply) {
  await using sandbox = inProcessSandbox();
  const store = memorySkillStore();
  const model = scriptedModel([reply], { id: "teller" });
  const { solve } = createAgent({ coder: scriptedCoder([source]), describe: model, sandbox, store });
  const result = await solve(task);
  expect(result.solved).toBe(true);
  return { description: (await store.get("double"))?.description, model, result };
}

it("adds when to use a skill to its goal, and never shows a hidden case", async () => {
  const { description, model, result } = await described("Use it to scale\n a number up. NaN stays NaN.");
  expect(description).toBe("Twice the number. Use it to scale a number up. NaN stays NaN.");
  const asked = JSON.stringify(model.requests);
  expect(asked).toContain("return 2 * n;");
  expect(asked).not.toMatch(/14|16/);
  expect(result).toMatchObject({ requests: 1, tokens: expect.any(Number) });
});

it.each<[string, ScriptedReply]>([
  ["nothing", ""],
  ["code", "```ts\nexport const x = 1;\n```"],
  ["a list", "- fast\n- good"],
  ["an essay", "word ".repeat(300)],
  ["half a sentence", { text: "Use it when", finish: "length" }],
  ["an endpoint that is out", new PortolanError("model-unavailable", "out", { next: "" })],
])("leaves the goal alone where it gets %s", async (_, reply) => {
  expect((await described(reply)).description).toBe("Twice the number");
});
