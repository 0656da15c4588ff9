import { equalJson } from "../json/json.ts";
import { callAll, type CallResult } from "../sandbox/call-all.ts";
import type { LinkedProgram } from "../program/program.ts";
import type { RunOptions, Sandbox } from "../sandbox/sandbox.ts";
import type { Case } from "../task/task.ts";

/** How many cases a program answers rightly. */
export async function score(
  sandbox: Sandbox,
  program: LinkedProgram,
  cases: Case[],
  options: RunOptions = {},
): Promise<{ right: number; of: number }> {
  const results = await callAll(
    sandbox,
    program,
    cases.map(({ input }) => input),
    options,
  );
  const right = cases.filter(({ output }, i) => {
    const result = results[i] as CallResult;
    return result.ok && equalJson(result.value, output);
  });
  return { right: right.length, of: cases.length };
}
