import { expect, it } from "vitest";
import type { Outcome, RunResult } from "../../sandbox/outcome.ts";
import type { ToolCallRecord } from "../../sandbox/run-trace.ts";
import { Knowledge } from "./knowledge.ts";
import { planFor } from "./plan.ts";
import { revise } from "./revise.ts";
import type { ActingTool } from "./world-tools.ts";

const mine: ActingTool = {
  id: "w.mine",
  namespace: "w",
  name: "mine",
  description: "",
  field: "item",
  countField: "count",
};
const ore = { tool: mine, thing: "ore" };

function call(output: ToolCallRecord["output"], ok = false): ToolCallRecord {
  const input = { item: "ore", count: 1 };
  return { tool: mine.id, by: "program", effect: "write", input, startMs: 0, endMs: 1, ok, output };
}

const failure = (data: ToolCallRecord["output"]) => call({ name: "ToolFailure", message: "no", data });
const threw: RunResult = { kind: "error", name: "ToolFailure", message: "no", stack: [] };
const cutOff: RunResult = { kind: "timeout", limit: "wallMs", limitMs: 1 };

/** What is concluded from a run that missed the goal, and whether the tool is still thought to make the thing. */
function conclude(toolCalls: ToolCallRecord[], how: RunResult): { isNew: boolean; makes: boolean } {
  const knowledge = new Knowledge({ acting: [mine] });
  const outcome: Outcome = { ...how, logs: [], logsCut: false, wallMs: 1, toolCalls };
  const answers = knowledge.absorb(outcome);
  const options = { wanted: "count", hasRoutines: false, isStagedFirst: false };
  const plan = planFor(ore, knowledge, { ...options, depthOf: () => 0, needsOfSkill: () => [] });
  const { isNew } = revise(knowledge, plan, outcome, answers);
  return { isNew, makes: knowledge.makersOf("ore").includes(mine) };
}

it.each([
  ["believes a tool that never made a thing", [failure(null)], { isNew: true, makes: false }],
  [
    "takes one that made it before to be barred",
    [call(1, true), failure({ full: true })],
    { isNew: false, makes: true },
  ],
  ["waits where only chance was against it", [failure({ again: true })], { isNew: false, makes: true }],
])("%s", (_, calls, concluded) => {
  expect(conclude(calls, threw)).toEqual(concluded);
});

it("concludes nothing from a run that was cut off, and tries again", () => {
  expect(conclude([failure({ again: true })], cutOff)).toEqual({ isNew: true, makes: true });
});
