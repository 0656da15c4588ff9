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

const toFind =
  "A library of TypeScript functions (skills), each admitted on its cases. Before you write code that transforms data, search_skills; run what you find with run_skill, or import it in run_program.";

/** What an agent is told of them beside their descriptions. */
export const agentInstructions = `${toFind} What you write and will need again, submit_skill. ${foreignWords}`;

/** The same where the tools that write into the store are left out. */
export const readOnlyInstructions = `${toFind} ${foreignWords}`;
