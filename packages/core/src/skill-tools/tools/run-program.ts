import { z } from "zod";
import { PortolanError } from "../../errors/portolan-error.ts";
import type { Json } from "../../json/json.ts";
import { programOf } from "../../program/program-of.ts";
import { agentTool, type ToolCall } from "../agent-tool.ts";
import { namedTools } from "../granted-tools.ts";
import { requireJson, requireText } from "../limits.ts";
import { runOutput, runReply } from "../run-reply.ts";
import { activeSkillOf } from "../skill-text.ts";
import { clipped } from "../tool-reply.ts";

/** What a program's function takes and gives is its own affair: this signature fits every one. */
const anySignature = "(...input: never[]) => unknown";

export const runProgram = agentTool({
  name: "run_program",
  title: "Run a program",
  description:
    'Check and run a TypeScript module in the sandbox. It exports one function, and may import skills: import { titleCase } from "#skills/title-case". Files and network only by granted #tools/*; no clock, no chance.',
  input: z.strictObject({ source: z.string(), arguments: z.array(z.unknown()).optional() }),
  output: runOutput,
  effect: "runs",
  async call({ source, arguments: given = [] }, { store, sandbox, granted, tools, run, signal, progress }) {
    const input = requireJson("the arguments", given as Json[]);
    const { program, callees } = await programOf(requireText("The source", source), store);
    const skills = callees.map(({ name }) => name);
    progress("checking");
    const opened = await tools(program);
    const { diagnostics, imports } = await sandbox.check(
      { ...program, signature: anySignature },
      { signal, tools: opened },
    );
    await requireSkills(imports, skills, store);
    granted.require("The program", [...imports.flatMap(namespaceOf), ...namedTools(source)], opened);
    if (diagnostics.length > 0) {
      const lines = diagnostics.map(({ line, column, message }) => `${line}:${column} ${message}`);
      const text = `It does not check, and was not run:\n${clipped(lines.join("\n"), 4_000)}\nNext: correct these lines.`;
      const structured = { outcome: "type-error", logs: [], skills };
      return { text, structured, isError: true, outcome: "type-error" };
    }
    progress("running");
    const called = skills.filter((name) => imports.includes(`#skills/${name}`));
    return runReply(await run(program, input), called);
  },
});

function namespaceOf(specifier: string): string[] {
  return /^#tools\/([\w$@~+-]+)$/.exec(specifier)?.slice(1) ?? [];
}

/** A skill that is not there is named with the nearest ones: the checker knows only that there is no such module. */
async function requireSkills(
  imports: readonly string[],
  linked: readonly string[],
  store: ToolCall["store"],
): Promise<void> {
  for (const specifier of imports) {
    const name = /^#skills\/(.+)$/.exec(specifier)?.[1];
    if (name === undefined || linked.includes(name)) continue;
    await activeSkillOf(store, name);
    throw new PortolanError("skill-invalid", `${name} calls a skill that is missing or no longer active.`, {
      next: "Import another skill: search_skills finds one.",
    });
  }
}
