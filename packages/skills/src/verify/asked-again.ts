import {
  type Candidate,
  type Evaluator,
  type Reasked,
  rerunEvidence,
  type Sandbox,
  sandboxWithTools,
  type Skill,
  type SkillReader,
  standardEvaluators,
  taskOfSkill,
} from "@portolan/core";
import type { JudgeOptions, ProgramJudgement } from "./judge-program.ts";

/** What evidence is asked with again. */
export interface AskingAgain extends JudgeOptions {
  store: SkillReader;
  sandbox: Sandbox;
  /** Evaluators of one's own, for evidence that names them. */
  evaluators?: (sandbox: Sandbox) => readonly Evaluator[];
}

/** What the evaluators that the evidence of `before` names say of a program now, in the order of that evidence. */
export async function askedAgain(
  candidate: Candidate,
  before: Skill,
  { program, report }: NonNullable<ProgramJudgement["ran"]>,
  { store, sandbox, tools = {}, approve, signal, evaluators = () => [] }: AskingAgain,
): Promise<Reasked[]> {
  const equipped = sandboxWithTools(sandbox, tools, approve);
  const namespaces = [...new Set(candidate.tools.map((tool) => tool.split(".")[0] as string))].toSorted();
  const { visible, gate } = standardEvaluators(equipped, { tools: namespaces, store });
  const subject = {
    task: taskOfSkill(candidate, before),
    program,
    report,
    candidate: before.evidence.checks.candidates,
    signal,
  };
  // The last of a name counts: one's own stands in for a standard one.
  return rerunEvidence([...visible, ...gate, ...evaluators(equipped)], before.evidence.verdicts, subject);
}
