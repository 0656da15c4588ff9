import { judge, lowerBound } from "../gate/gate.ts";
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
    const subject = { task: taskOf(candidate, before), program, report, signal };
    const { verdicts, stoppedBy } = await judge([...visible, ...gate], subject);
    if (stoppedBy) return { refused: `${stoppedBy.evaluator}: ${stoppedBy.feedback ?? "it was refused"}` };
    const { examples, cases } = candidate.evals;
    const checks = {
      examples: examples.length,
      cases: cases.length,
      lowerBound: lowerBound(cases.length),
    };
    return { evidence: { ...(before?.evidence ?? newEvidence(agent, subject.task)), verdicts, checks } };
  };
}

function taskOf({ name, description, signature, evals }: Candidate, before: Skill | undefined): Task {
  const { id, suite } = before?.evidence.task ?? { id: name, suite: "none" };
  return { id, suite, name, goal: description, signature, ...evals, score: [], order: 0 };
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
