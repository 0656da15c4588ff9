import type { SkillTrial, SkillUse } from "../credit/use-record.ts";

const skill = { name: "first-line", digest: "3".repeat(64) };
const harness = "0".repeat(64);

/** A use as an episode tells of it: right, unless changed. */
export function exampleUse(changes: Partial<SkillUse> = {}): SkillUse {
  const spent = { evaluations: 10, attempts: 1 };
  const at = { voyage: "voyage-1", episode: 0, attempt: 1, harness };
  return {
    type: "use",
    skill,
    task: "example",
    outcome: "right",
    program: "4".repeat(64),
    ...at,
    spent,
    ...changes,
  };
}

/** A trial that was solved on the sides that are named. */
export function exampleTrial(solved: ("with" | "without")[], changes: Partial<SkillTrial> = {}): SkillTrial {
  const side = (which: "with" | "without") => ({
    solved: solved.includes(which),
    spent: { evaluations: 10, attempts: 1 },
  });
  const drawn = { task: "example", seed: 0, coder: "scripted", harness };
  return { type: "trial", skill, ...drawn, with: side("with"), without: side("without"), ...changes };
}
