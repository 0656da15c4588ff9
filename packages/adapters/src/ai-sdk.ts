import type { SkillTool, SkillToolResult } from "@portolan/core";
import { type Tool, tool } from "ai";

/** Skill tools as `generateText`, `streamText` and agents of the AI SDK take them. */
export function aiSdkTools(
  tools: readonly SkillTool[],
): Record<string, Tool<Record<string, unknown>, SkillToolResult>> {
  return Object.fromEntries(tools.map((one) => [one.name, aiSdkTool(one)]));
}

function aiSdkTool({ title, description, input, execute }: SkillTool) {
  return tool({
    title,
    description,
    inputSchema: input,
    execute: (given: Record<string, unknown>, { abortSignal }) => execute(given, { signal: abortSignal }),
    // The model reads the text; the data stay with the application, in the results of the steps.
    toModelOutput: ({ output: { text, isError } }) => ({
      type: isError ? "error-text" : "text",
      value: text,
    }),
  });
}
