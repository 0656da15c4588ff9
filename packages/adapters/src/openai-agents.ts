import { type Tool, tool } from "@openai/agents";
import { failureText, type SkillTool } from "@portolan/core";
import { z } from "zod";

/** Skill tools as an `Agent` of the OpenAI Agents SDK takes them. */
export function openAiAgentsTools(tools: readonly SkillTool[]): Tool[] {
  return tools.map(({ name, description, input, execute }) =>
    tool({
      name,
      description,
      // Strict schemas know neither optional parameters nor values of any type.
      strict: false,
      parameters: parametersOf(input),
      execute: async (given, _context, details) => (await execute(given, { signal: details?.signal })).text,
      errorFunction: (_context, error) => failureText(error),
    }),
  );
}

function parametersOf(input: z.ZodObject) {
  const { properties = {}, required = [] } = z.toJSONSchema(input, { io: "input" });
  return {
    type: "object" as const,
    properties: properties as Record<string, object>,
    required,
    additionalProperties: true as const,
  };
}
