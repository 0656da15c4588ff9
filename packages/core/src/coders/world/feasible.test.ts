import { expect, it } from "vitest";
import type { Outcome } from "../../sandbox/outcome.ts";
import type { ActingTool } from "./world-tools.ts";
import { feasible } from "./feasible.ts";
import { Knowledge } from "./knowledge.ts";

const tool = (name: string, countField?: string): ActingTool => ({
  id: `w.${name}`,
  namespace: "w",
  name,
  description: "",
  field: "item",
  ...(countField && { countField }),
});
const craft = tool("craft", "count");
const smelt = tool("smelt", "count");
const mine = tool("mine", "count");

/** What is known after each tool said what it misses for a thing, did it, or refused it. */
function knowing(
  said: readonly [tool: ActingTool, thing: string, what: "done" | "never" | string[]][],
): Knowledge {
  const knowledge = new Knowledge({ acting: [craft, smelt, mine] });
  const toolCalls = said.map(([{ id }, item, what]) => ({
    tool: id,
    by: "program",
    effect: "write" as const,
    input: { item, count: 1 },
    startMs: 0,
    endMs: 1,
    ok: what === "done",
    output: { name: "ToolFailure", message: "", data: Array.isArray(what) ? { missing: what } : null },
  }));
  const outcome: Outcome = { kind: "value", value: 0, logs: [], logsCut: false, wallMs: 1, toolCalls };
  knowledge.absorb(outcome);
  return knowledge;
}

const circle: Parameters<typeof knowing>[0] = [
  [craft, "pick", ["ingot"]],
  [craft, "ingot", ["block"]],
  [craft, "block", ["ingot"]],
  [smelt, "ingot", ["ore"]],
  [mine, "ingot", "never"],
  [mine, "block", "never"],
  [smelt, "block", "never"],
];

it("goes another way where the likeliest one needs the very thing that it is for", () => {
  const pick = { tool: craft, thing: "pick" };
  const { choose, rankOf, unknown } = feasible(pick, knowing([...circle, [mine, "ore", "done"]]));
  expect(unknown).toEqual([]);
  expect(choose(pick, "ingot")?.have).toEqual({ kind: "tool", tool: smelt });
  expect(rankOf(pick)).toBe(2);
});

it("names what bars every way", () => {
  const { unknown, rankOf } = feasible({ tool: craft, thing: "pick" }, knowing(circle));
  expect(unknown).toEqual(["ore"]);
  expect(rankOf({ tool: craft, thing: "pick" })).toBeUndefined();
});

it("takes the likeliest of the ways that are open", () => {
  const both = knowing([
    [smelt, "pick", ["ingot"]],
    [craft, "ingot", ["ore"]],
    [mine, "ore", "done"],
    [mine, "ingot", "done"],
  ]);
  const pick = { tool: smelt, thing: "pick" };
  expect(feasible(pick, both).choose(pick, "ingot")?.have).toEqual({ kind: "tool", tool: craft });
});
