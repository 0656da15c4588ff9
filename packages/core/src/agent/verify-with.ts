import { checksOf, keptVerdicts, type RunChecks } from "../gate/checks.ts";
import { judge } from "../gate/gate.ts";
import { type SequentialSettings, spentOn } from "../gate/sequential-settings.ts";
import { harnessDigest } from "../harness/harness.ts";
import { linkSkill } from "../program/link.ts";
import type { Candidate, Evidence, Skill } from "../skills/skill.ts";
import type { Verify } from "../skills/skill-change.ts";
import type { Task } from "../task/task.ts";
import type { Agent } from "./agent.ts";

/** Verifies skills with an agent's own evaluators, on the cases that they were admitted with. */
export function verifyWith(agent: Agent, signal?: AbortSignal): Verify {
  return async (candidate, reader) => {
    const program = await linkSkill(candidate, reader);
    if (!program) return { refused: "a skill that it calls is missing, broken or no longer active" };
    const before = await reader.get(candidate.name);
    const { visible, gate } = agent.evaluators;
    const report = await agent.sandbox.check(program, { signal });
    const asked = before?.evidence.checks.candidates;
    const subject = { task: taskOfSkill(candidate, before), program, report, candidate: asked, signal };
    const { verdicts, stoppedBy } = await judge([...visible, ...gate], subject);
    if (stoppedBy) return { refused: `${stoppedBy.evaluator}: ${stoppedBy.feedback ?? "it was refused"}` };
    const evidence = {
      ...(before?.evidence ?? newEvidence(agent, subject.task)),
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
  const { task = { id: name, suite: "none" }, checks } = before?.evidence ?? {};
  return {
    ...task,
    name,
    goal: description,
    signature,
    ...evals,
    ...(checks?.runs && { gate: { runs: asDeclared(checks.runs, checks.candidates) } }),
    score: [],
    order: 0,
  };
}

/** The errors that a whole task may make, from what one of its candidates had of them. */
function asDeclared(
  { right: _right, of: _of, ...settings }: RunChecks,
  candidate: number = 1,
): SequentialSettings {
  return { ...settings, alpha: settings.alpha / spentOn(candidate, 1) };
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
