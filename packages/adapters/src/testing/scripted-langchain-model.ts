import { BaseChatModel, type BindToolsInput } from "@langchain/core/language_models/chat_models";
import { AIMessage, type BaseMessage, ToolMessage } from "@langchain/core/messages";
import type { ChatResult } from "@langchain/core/outputs";
import type { StructuredToolInterface } from "@langchain/core/tools";
import { convertToOpenAITool } from "@langchain/core/utils/function_calling";
import { bytesOf, type Scripted, type ScriptedCall, type Told } from "./scripted-call.ts";

/** A model of LangChain that makes these calls, those of one list at once. */
export function scriptedLangChainModel(steps: readonly ScriptedCall[][]): Scripted<BaseChatModel> {
  const model = new ScriptedChatModel(steps);
  return {
    model,
    asked: () => ({ requests: model.requests.length, bytes: model.bytes }),
    told: () => toldIn(model.requests.at(-1) ?? []),
  };
}

class ScriptedChatModel extends BaseChatModel {
  readonly requests: BaseMessage[][] = [];
  bytes = 0;
  #tools: unknown[] = [];
  readonly #steps: readonly ScriptedCall[][];

  constructor(steps: readonly ScriptedCall[][]) {
    super({});
    this.#steps = steps;
  }

  _llmType(): string {
    return "scripted";
  }

  override bindTools(tools: BindToolsInput[]): this {
    this.#tools = tools.map((one) => convertToOpenAITool(one as StructuredToolInterface));
    return this;
  }

  async _generate(messages: BaseMessage[]): Promise<ChatResult> {
    this.bytes += bytesOf({ messages: messages.map(asSent), tools: this.#tools });
    const at = this.requests.push([...messages]) - 1;
    const calls = (this.#steps[at] ?? []).map(({ tool, input }, i) => ({
      name: tool,
      args: { ...input },
      id: `call-${at}-${i}`,
      type: "tool_call" as const,
    }));
    const text = calls.length > 0 ? "" : "done";
    return { generations: [{ text, message: new AIMessage({ content: text, tool_calls: calls }) }] };
  }
}

/** What of a message an endpoint is sent. */
function asSent(message: BaseMessage): object {
  const { content, type } = message;
  if (ToolMessage.isInstance(message)) return { type, content, id: message.tool_call_id };
  return { type, content, ...(AIMessage.isInstance(message) && { calls: message.tool_calls }) };
}

function toldIn(messages: readonly BaseMessage[]): Told[] {
  return messages
    .filter((message) => ToolMessage.isInstance(message))
    .map((message) => ({ text: message.text, isError: message.status === "error" }));
}
