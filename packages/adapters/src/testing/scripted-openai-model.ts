import { type Model, type ModelRequest, type ModelResponse, Usage } from "@openai/agents";
import { bytesOf, type Scripted, type ScriptedCall, type Told } from "./scripted-call.ts";

/** A model of the OpenAI Agents SDK that makes these calls, those of one list at once. */
export function scriptedOpenAiModel(steps: readonly ScriptedCall[][]): Scripted<Model> {
  const requests: ModelRequest[] = [];
  let bytes = 0;
  const model: Model = {
    async getResponse(request) {
      const { systemInstructions, input: messages, tools } = request;
      bytes += bytesOf({ systemInstructions, messages, tools });
      const at = requests.push(request) - 1;
      const calls = (steps[at] ?? []).map(({ tool, input }, i) => ({
        type: "function_call" as const,
        callId: `call-${at}-${i}`,
        name: tool,
        arguments: JSON.stringify(input),
      }));
      return { usage: new Usage(), output: calls.length > 0 ? calls : [done] };
    },
    getStreamedResponse() {
      throw new Error("it does not stream");
    },
  };
  return {
    model,
    asked: () => ({ requests: requests.length, bytes }),
    told: () => toldIn(requests.at(-1)?.input ?? []),
  };
}

const done: ModelResponse["output"][number] = {
  type: "message",
  role: "assistant",
  status: "completed",
  content: [{ type: "output_text", text: "done" }],
};

function toldIn(input: ModelRequest["input"]): Told[] {
  if (typeof input === "string") return [];
  return input.flatMap((item) => {
    if (item.type !== "function_call_result") return [];
    const { output } = item;
    const text = typeof output === "object" && "text" in output ? output.text : output;
    return [{ text: typeof text === "string" ? text : JSON.stringify(text), isError: false }];
  });
}
