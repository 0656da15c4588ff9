import {
  agreementEvaluator,
  Budget,
  type Evaluator,
  generatedEvaluator,
  type LinkedProgram,
  linkSkill,
  type Program,
  readsInputEvaluator,
  type Sandbox,
  score,
  skillNameOf,
  type SkillStore,
  synthCoder,
  type Task,
} from "@portolan/core";

/** A program, whether it is right, and the checks that refuse it. */
export interface Judged {
  isRight: boolean;
  refusedBy: string[];
}

/** What the built-in coder finds for a task from its examples, best first. */
export async function draftsOf(task: Task, sandbox: Sandbox, evaluations: number): Promise<Program[]> {
  const { id, suite, goal, signature, examples } = task;
  const request = {
    task: { id, suite, goal, signature, examples },
    name: skillNameOf(task),
    skills: [],
    past: [],
  };
  const draft = await synthCoder({ sandbox }).write(request, new Budget({ evaluations, attempts: 1 }));
  return draft.kind === "programs" ? draft.programs : [];
}

/** Judges the program that would be tried first as if the task had no hidden cases; the others of the draft are its rivals. */
export async function judgeDraft(
  task: Task,
  programs: readonly Program[],
  sandbox: Sandbox,
): Promise<Judged[]> {
  const [first, ...rivals] = programs.map((program): LinkedProgram => ({ ...program, modules: {} }));
  const unseen = [...task.cases, ...task.score];
  if (!first || unseen.length === 0) return [];
  const { right, of } = await score(sandbox, first, unseen);
  const refusedBy = await refusals({ ...task, cases: [] }, first, rivals, sandbox);
  return [{ isRight: right === of, refusedBy }];
}

/** Judges the skills of a store, which are taken to be right, on their own examples. */
export async function judgeSkills(store: SkillStore, sandbox: Sandbox): Promise<Judged[]> {
  const judged: Judged[] = [];
  for (const skill of await store.list()) {
    const program = await linkSkill(skill, store);
    if (!program) continue;
    const { name, signature, description: goal, evals } = skill;
    const task: Task = {
      id: name,
      suite: "store",
      goal,
      signature,
      examples: evals.examples,
      cases: [],
      score: [],
      order: 0,
    };
    judged.push({ isRight: true, refusedBy: await refusals(task, program, [], sandbox) });
  }
  return judged;
}

async function refusals(
  task: Task,
  program: LinkedProgram,
  rivals: readonly LinkedProgram[],
  sandbox: Sandbox,
): Promise<string[]> {
  const evaluators: Evaluator[] = [
    readsInputEvaluator(sandbox),
    generatedEvaluator(sandbox),
    agreementEvaluator(sandbox),
  ];
  const report = { diagnostics: [], imports: [] };
  const verdicts = await Promise.all(
    evaluators.map((one) => one.evaluate({ task, program, report, rivals })),
  );
  return evaluators.filter((_, i) => verdicts[i]?.status === "failed").map(({ id }) => id);
}
