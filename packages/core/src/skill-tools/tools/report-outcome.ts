import { z } from "zod";
import type { SkillUse } from "../../credit/use-record.ts";
import { PortolanError } from "../../errors/portolan-error.ts";
import { digestOf, equalJson, type Json } from "../../json/json.ts";
import { linkSkill } from "../../program/link.ts";
import { describeOutcome } from "../../sandbox/outcome.ts";
import type { Skill } from "../../skills/skill.ts";
import { agentTool, type ToolCall } from "../agent-tool.ts";
import { requireJson, requireText } from "../limits.ts";
import { activeSkillOf } from "../skill-text.ts";
import { cases } from "./cases.ts";

export const reportOutcome = agentTool({
  name: "report_outcome",
  title: "Report a use",
  description:
    "Say what became of a skill that you used, once you know. If the skill itself was wrong, give a counterexample: it is tried.",
  input: z.strictObject({
    skill: z.string(),
    task: z.string().describe("what it was used for, in a sentence"),
    outcome: z.enum(["right", "wrong"]),
    fault: z.enum(["mine", "skill", "world"]).optional().describe("of what was wrong"),
    counterexample: cases.element.optional(),
  }),
  output: z.object({ recorded: z.boolean() }),
  effect: "adds",
  async call({ skill: name, task, outcome, fault = "mine", counterexample }, call) {
    const { store, origin, client } = call;
    const skill = await activeSkillOf(store, requireText("The name", name, 64));
    const blames = outcome === "wrong" && fault === "skill";
    const claim = blames ? await claimOf(skill, counterexample as Json | undefined, call) : "";
    const use: SkillUse = {
      type: "use",
      skill: { name: skill.name, digest: skill.digest },
      task: `${origin}: ${requireText("The task", task, 1_024)}${claim}`,
      ...(blames ? ({ outcome: "unjudged" } as const) : { outcome }),
      ...(outcome === "wrong" && !blames && { cause: fault === "world" ? "environment" : "own" }),
      voyage: `${origin}-${client}`,
      episode: 0,
      attempt: 1,
      harness: digestOf({ server: origin, version: 1 }),
      spent: { evaluations: 0, attempts: 1 },
    };
    await store.recordUses([use]);
    const text = blames
      ? `Recorded as a claim against ${name}: nobody but you says what is right there. Write a better skill and give it to submit_skill under another name.`
      : outcome === "right"
        ? `Recorded for ${name}: right.`
        : `Recorded for ${name}: wrong, by no fault of its own. If it is the skill that is wrong, report fault: skill with a counterexample.`;
    return { text, structured: { recorded: true }, outcome: blames ? "claim" : outcome };
  },
});

/**
 * What a skill does on the input that a client says it is wrong on. What is right there is the client's word: so the use counts as
 * not judged, and the claim stands beside it.
 */
async function claimOf(
  skill: Skill,
  wanted: Json | undefined,
  { store, sandbox, tools, approve, signal }: ToolCall,
): Promise<string> {
  requireJson("the counterexample", wanted ?? null);
  const program = await linkSkill(skill, store);
  if (!isCase(wanted) || !program) throw noCounterexample(skill.name);
  const seen = await sandbox.run(program, wanted.input, { signal, tools: await tools(program), approve });
  if (seen.kind === "cancelled") signal.throwIfAborted();
  if (seen.kind === "value" && equalJson(seen.value, wanted.output)) throw notAtFault(skill.name);
  const said = describeOutcome(seen).slice(0, 200);
  return ` (on ${JSON.stringify(wanted.input).slice(0, 200)} it ${said}, not ${JSON.stringify(wanted.output).slice(0, 200)})`;
}

function isCase(value: unknown): value is { input: Json[]; output: Json } {
  return typeof value === "object" && value !== null && "input" in value && "output" in value;
}

function noCounterexample(name: string): PortolanError {
  return new PortolanError("usage", `That ${name} is wrong is believed on a counterexample only.`, {
    next: 'Give counterexample: { "input": [one value per parameter], "output": what is right }.',
  });
}

function notAtFault(name: string): PortolanError {
  return new PortolanError("usage", `${name} gives just that output for that input.`, {
    next: "Look for the mistake in the program that called it, and report fault: mine.",
  });
}
