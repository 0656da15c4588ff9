import { z } from "zod";
import type { Case } from "../../task/task.ts";
import { agentTool } from "../agent-tool.ts";
import { requireJson, requireText } from "../limits.ts";
import { foreignWords, importLine, summaryOf } from "../skill-text.ts";
import { inTurn } from "../turns.ts";
import { cases } from "./cases.ts";

const mostSkills = 20;

export const searchSkills = agentTool({
  name: "search_skills",
  title: "Search skills",
  description:
    "Find tested functions for a goal in plain words. Search before you write code: what is found can be run or imported.",
  input: z.strictObject({
    query: z.string(),
    signature: z.string().optional().describe("such as (xs: number[]) => number"),
    examples: cases.optional(),
    limit: z.number().optional(),
  }),
  output: z.looseObject({
    skills: z.array(
      z.object({ name: z.string(), signature: z.string(), description: z.string(), trust: z.string() }),
    ),
  }),
  effect: "reads",
  async call({ query, signature, examples = [], limit = 5 }, { store, client, signal, readOnly }) {
    const wanted = {
      text: requireText("The query", query, 4_096),
      ...(signature !== undefined && { signature: requireText("The signature", signature, 4_096) }),
      examples: requireJson("the examples", examples as Case[]),
      limit: Math.max(1, Math.min(Math.floor(limit), mostSkills)),
    };
    // Searching is work of this process: one search of each client at a time, so that others come in between.
    const matches = await inTurn(store, `search ${client}`, async () =>
      signal.aborted ? [] : store.search(wanted),
    );
    signal.throwIfAborted();
    const skills = matches.map(({ skill }) => summaryOf(skill));
    const text =
      skills.length === 0
        ? `No skill fits${(await store.count()) === 0 ? ": the library is empty" : ""}. ${readOnly ? onlyRead : nextOfNone}`
        : skills.map(linesOf).join("\n");
    const note = skills.length > 0 && { note: foreignWords };
    return { text, structured: { ...note, skills }, outcome: `${skills.length} found` };
  },
});

const nextOfNone =
  "Write a function, try it with run_program, and give it to submit_skill: the next search finds it.";
const onlyRead = "Go on without it: write a function, and try it with run_program.";

/** Whose words descriptions are is said before the first one. */
function linesOf(
  { name, signature, description, trust }: ReturnType<typeof summaryOf>,
  index: number,
): string {
  const whose = index === 0 ? `\n  ${foreignWords}` : "";
  return `${name} ${signature}${whose}\n  ${description}\n  ${importLine(name)} // ${trust}`;
}
