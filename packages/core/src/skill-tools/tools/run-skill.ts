import { z } from "zod";
import { PortolanError } from "../../errors/portolan-error.ts";
import type { Json } from "../../json/json.ts";
import { linkSkill } from "../../program/link.ts";
import type { Skill } from "../../skills/skill.ts";
import { parseSignature } from "../../task/signature.ts";
import { agentTool } from "../agent-tool.ts";
import { runCurrent } from "../early-run.ts";
import { requireJson } from "../limits.ts";
import { runOutput, runReply } from "../run-reply.ts";
import { activeSkillOf } from "../skill-text.ts";

export const runSkill = agentTool({
  name: "run_skill",
  title: "Run a skill",
  description: "Call one skill in the sandbox. To call several, or one often, use run_program once.",
  input: z.strictObject({ name: z.string(), arguments: z.array(z.unknown()).describe("one per parameter") }),
  output: runOutput,
  effect: "runs",
  async call({ name, arguments: given }, call) {
    const input = requireJson("the arguments", given as Json[]);
    const { store, progress } = call;
    const outcome = await runCurrent(name, input, call, async () => {
      const skill = await activeSkillOf(store, name);
      requireArity(skill, input);
      const program = await linkSkill(skill, store);
      if (!program) {
        throw new PortolanError(
          "skill-invalid",
          `${name} calls a skill that is missing or no longer active.`,
          {
            next: "Call search_skills to find another one.",
          },
        );
      }
      progress(`running ${name}`);
      return program;
    });
    return runReply(outcome, [name]);
  },
});

/** Signatures that only the type checker understands are not counted. */
function requireArity({ name, signature }: Skill, input: readonly Json[]): void {
  if (/\?:|\.\.\./.test(signature)) return;
  const { length } = parseSignature(signature).parameters;
  if (length === input.length) return;
  throw new PortolanError(
    "usage",
    `${name} takes ${length} argument${length === 1 ? "" : "s"} and was given ${input.length}.`,
    {
      value: signature,
      next: "Give one value for each parameter; a list is one value: [[1, 2, 3]].",
    },
  );
}
