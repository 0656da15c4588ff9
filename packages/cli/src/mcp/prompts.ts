import type { McpServer } from "@modelcontextprotocol/server";
import { foreignWords } from "@portolan/core";
import { z } from "zod";

const rules = `A skill is one TypeScript module that exports one function, named in camelCase as the skill is in kebab-case.
It is a function of its arguments: no files, network, clock, chance, top-level state or any.
It may import skills: import { titleCase } from "#skills/title-case". ${foreignWords}`;

/** Made once: over HTTP, prompts are registered for each request. */
const aboutGoal = z.object({ goal: z.string() });
const aboutTask = z.object({ task: z.string() });

/** Ways to work that a person can choose in an agent; of a library that is only read, none that adds to it. */
export function registerPrompts(server: McpServer, readOnly: boolean): void {
  if (!readOnly) registerWriting(server);
  const keeping = `
3. Check the result. Then report_outcome for each skill that was called.
4. If the program, or a part of it, will be needed again, submit_skill.`;
  server.registerPrompt(
    "solve-with-skills",
    {
      title: "Solve with skills",
      description: "Do a task with what the library has",
      argsSchema: aboutTask,
    },
    ({ task }) =>
      prompt(`Do this task: ${task}

1. search_skills for each part of it.
2. Write one program that imports what fits and does the rest, and call run_program with the data as arguments.${readOnly ? "\n3. Check the result." : keeping}

${rules}`),
  );
}

function registerWriting(server: McpServer): void {
  server.registerPrompt(
    "write-skill",
    {
      title: "Write a skill",
      description: "Write a function, have it judged and keep it",
      argsSchema: aboutGoal,
    },
    ({ goal }) =>
      prompt(`Make a skill of this: ${goal}

1. search_skills for it, and for its parts. If one does it, stop and say which.
2. Decide the signature, three or more examples with edges among them, and at least twenty further cases. Work their outputs out from
   the goal or from real data, not by running the program.
3. Write the program and try it with run_program.
4. submit_skill. If it is refused, act on the feedback; never weaken a case to make it pass.

${rules}`),
  );
}

function prompt(text: string) {
  return { messages: [{ role: "user" as const, content: { type: "text" as const, text } }] };
}
