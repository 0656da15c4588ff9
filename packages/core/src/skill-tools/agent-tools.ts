import type { AgentTool } from "./agent-tool.ts";
import { foreignWords } from "./skill-text.ts";
import { getSkill } from "./tools/get-skill.ts";
import { reportOutcome } from "./tools/report-outcome.ts";
import { runProgram } from "./tools/run-program.ts";
import { runSkill } from "./tools/run-skill.ts";
import { searchSkills } from "./tools/search-skills.ts";
import { submitSkill } from "./tools/submit-skill.ts";

/** Every tool that agents call, in the order in which they see them. */
export const agentTools: readonly AgentTool[] = [
  searchSkills,
  getSkill,
  runSkill,
  runProgram,
  submitSkill,
  reportOutcome,
];

/** What an agent is told of them beside their descriptions. */
export function agentInstructions({ readOnly }: { readOnly: boolean }): string {
  const keep = readOnly ? "" : "What you write and will need again, submit_skill. ";
  return `A library of TypeScript functions (skills), each admitted on its cases. Before you write code that transforms data, search_skills; run what you find with run_skill, or import it in run_program. ${keep}${foreignWords}`;
}
