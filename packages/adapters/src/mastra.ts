import type { SkillTool, SkillToolResult } from "@portolan/core";

/** A tool as agents of Mastra take it. */
export interface MastraTool extends Pick<SkillTool, "title" | "description"> {
  id: string;
  inputSchema: SkillTool["input"];
  execute: (input: unknown, context?: { abortSignal?: AbortSignal }) => Promise<SkillToolResult>;
  toModelOutput: (output: unknown) => { type: "text" | "error-text"; value: string };
}

/** Skill tools as an `Agent` of Mastra takes them. */
export function mastraTools(tools: readonly SkillTool[]): Record<string, MastraTool> {
  return Object.fromEntries(
    tools.map(({ name, title, description, input, execute }) => [
      name,
      {
        id: name,
        title,
        description,
        inputSchema: input,
        execute: (given: unknown, context) => execute(given, { signal: context?.abortSignal }),
        toModelOutput,
      } satisfies MastraTool,
    ]),
  );
}

/** What the model reads; an input that Mastra itself refuses comes as a `message`. */
function toModelOutput(output: unknown): { type: "text" | "error-text"; value: string } {
  const { text, message = "", isError = true } = output as Partial<SkillToolResult & { message: string }>;
  return { type: isError ? "error-text" : "text", value: text ?? message };
}
