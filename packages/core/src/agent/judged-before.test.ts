import { expect, it } from "vitest";
import { Tracer } from "../events/tracer.ts";
import { taskFrom } from "../task/loose-task.ts";
import { inProcessSandbox } from "../testing/in-process-sandbox.ts";
import { scriptedCoder } from "../testing/scripted-coder.ts";
import { runEpisode } from "./agent.ts";
import { createAgent } from "./create-agent.ts";

const of = (n: number) => ({ input: [n], output: 2 * n });
const program = (text: string) => `export function twice(n: number): number {\n  return ${text};\n}\n`;

it("divides the risk of the hidden checks among the programs of earlier episodes, too", async () => {
  const task = taskFrom({
    goal: "Twice the number.",
    name: "twice",
    signature: "(n: number) => number",
    examples: [1, 2, 7].map(of),
    cases: [5, -9, 100].map(of),
  });
  const candidates = async (judgedBefore?: string[]): Promise<number | undefined> => {
    const { agent } = createAgent({ coder: scriptedCoder([program("2 * n")]), sandbox: inProcessSandbox() });
    const tracer = new Tracer({ voyage: "voyage", harness: "harness", sinks: [] });
    const { solved, checks } = await runEpisode(task, { ...agent, judgedBefore }, tracer);
    expect(solved).toBe(true);
    return checks?.candidates;
  };
  expect(await candidates()).toBeUndefined();
  expect(await candidates([program("n + n + 0 * n"), program("n")])).toBe(3);
  expect(await candidates([program("2 * n")])).toBeUndefined();
});
