import { BaseChatModel } from "@langchain/core/language_models/chat_models";
import { AIMessage, type BaseMessage, ToolMessage } from "@langchain/core/messages";
import type { ChatResult } from "@langchain/core/outputs";
import type { Scripted, ScriptedCall, Told } from "./scripted-call.ts";

/** A model of LangChain that makes these calls, those of one list at once. */
export function scriptedLangChainModel(steps: readonly ScriptedCall[][]): Scripted<BaseChatModel> {
  const model = new ScriptedChatModel(steps);
  return { model, requests: () => model.requests.length, told: () => toldIn(model.requests.at(-1) ?? []) };
}

class ScriptedChatModel extends BaseChatModel {
  readonly requests: BaseMessage[][] = [];
  readonly #steps: readonly ScriptedCall[][];

  constructor(steps: readonly ScriptedCall[][]) {
    super({});
    this.#steps = steps;
  }

  _llmType(): string {
    return "scripted";
  }

  override bindTools(): this {
    return this;
  }

  async _generate(messages: BaseMessage[]): Promise<ChatResult> {
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

function toldIn(messages: readonly BaseMessage[]): Told[] {
  return messages
    .filter((message) => ToolMessage.isInstance(message))
    .map((message) => ({ text: message.text, isError: message.status === "error" }));
}
