import { type Case, defineTool, judge, sandboxWithTools, standardEvaluators, taskFrom } from "@portolan/core";
import { createSandbox } from "@portolan/sandbox";
import { afterAll, expect, it } from "vitest";
import { z } from "zod";

const sandbox = createSandbox({ children: 1 });
afterAll(() => sandbox[Symbol.asyncDispose]());

const kept = (text: string): Case => ({ input: [text], output: `kept ${text}` });
const task = taskFrom({
  goal: "Keeps a text.",
  name: "noted",
  signature: "(text: string) => Promise<string>",
  examples: ["a", "bc", "d e"].map(kept),
  cases: ["fgh", "i"].map(kept),
  properties: [{ kind: "never-throws" }],
});
const noted = (body: string): string =>
  `import { keep } from "#tools/notes";\n\nexport async function noted(text: string): Promise<string> {\n  ${body}\n}\n`;

it.each([
  ["of what it is given", "return await keep(text);"],
  ["of what is always the same", 'await keep("a");\n  return `kept ${text}`;'],
])("nothing that the gate made up is written by a program %s", async (_, body) => {
  const asked = new Set<string>();
  const keep = defineTool({
    description: "Keeps a text.",
    input: z.string(),
    output: z.string(),
    effect: "write",
    call: async (text) => {
      asked.add(text);
      return `kept ${text}`;
    },
  });
  const tools = { notes: { keep } };
  const own = sandboxWithTools(sandbox, tools);
  const program = { name: "noted", signature: task.signature, source: noted(body), modules: {} };
  const report = await own.check(program);
  const { visible, gate } = standardEvaluators(own, { tools: ["notes"] });
  const { stoppedBy } = await judge([...visible, ...gate], { task, program, report });
  expect(stoppedBy).toBeUndefined();
  const known = new Set([...task.examples, ...task.cases].map(({ input }) => input[0] as string));
  expect([...asked].filter((text) => !known.has(text))).toEqual([]);
});
