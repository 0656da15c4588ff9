import { ToolMessage } from "@langchain/core/messages";
import { type DynamicStructuredTool, tool, type ToolRunnableConfig } from "@langchain/core/tools";
import type { SkillTool } from "@portolan/core";

/** Skill tools as models of LangChain bind them and its agents call them: the data of a result are the artifact of its message. */
export function langChainTools(tools: readonly SkillTool[]): DynamicStructuredTool[] {
  return tools.map(({ name, description, input, execute }) =>
    tool(
      async (given: unknown, { signal, toolCall }: ToolRunnableConfig) => {
        const { text, structured, isError } = await execute(given, { signal });
        const id = toolCall?.id;
        if (!isError || id === undefined) return [text, structured];
        const status = "error" as const;
        return [
          new ToolMessage({ name, content: text, artifact: structured, status, tool_call_id: id }),
          structured,
        ];
      },
      { name, description, schema: input, responseFormat: "content_and_artifact" },
    ),
  );
}
