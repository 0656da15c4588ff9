import { checksOf, keptVerdicts } from "../gate/checks.ts";
import { gateForTask } from "../gate/gate-for-task.ts";
import { judge } from "../gate/gate.ts";
import { gateSettingsOf } from "../gate/settings-of-evidence.ts";
import { harnessDigest } from "../harness/harness.ts";
import { linkSkill } from "../program/link.ts";
import type { Candidate, Evidence, Skill } from "../skills/skill.ts";
import type { Verify } from "../skills/skill-change.ts";
import type { Task } from "../task/task.ts";
import type { Agent } from "./agent.ts";

/**
 * Verifies skills with an agent's own evaluators, on the cases that they were admitted with, and by the gate that their task
 * asked for.
 */
export function verifyWith(agent: Agent, signal?: AbortSignal): Verify {
  return async (candidate, reader) => {
    const program = await linkSkill(candidate, reader);
    if (!program) return { refused: "a skill that it calls is missing, broken or no longer active" };
    const before = await reader.get(candidate.name);
    const task = taskOfSkill(candidate, before);
    const { visible, gate } = gateForTask(agent.evaluators, task);
    const report = await agent.sandbox.check(program, { signal });
    const asked = before?.evidence.checks.candidates;
    const subject = { task, program, report, candidate: asked, signal };
    const { verdicts, stoppedBy } = await judge([...visible, ...gate], subject);
    if (stoppedBy) return { refused: `${stoppedBy.evaluator}: ${stoppedBy.feedback ?? "it was refused"}` };
    const evidence = {
      ...(before?.evidence ?? newEvidence(agent, task)),
      verdicts: keptVerdicts(verdicts),
      checks: checksOf(candidate.evals, verdicts, asked),
    };
    return { evidence };
  };
}

/** The task that a skill was made for, as far as its folder tells: what its evaluators are asked with again. */
export function taskOfSkill(
  { name, description, signature, evals }: Candidate,
  before: Skill | undefined,
): Task {
  const { task = { id: name, suite: "none" } } = before?.evidence ?? {};
  const gate = before && gateSettingsOf(before.evidence);
  return {
    ...task,
    name,
    goal: description,
    signature,
    ...evals,
    ...(gate && { gate }),
    score: [],
    order: 0,
  };
}

function newEvidence({ coder, harness }: Agent, { id, suite }: Task): Omit<Evidence, "verdicts" | "checks"> {
  return {
    task: { id, suite },
    coder: coder.id,
    harness: harnessDigest(harness),
    voyage: "none",
    episode: 0,
    attempt: 1,
    cost: { evaluations: 0, attempts: 1 },
    shown: [],
  };
}
