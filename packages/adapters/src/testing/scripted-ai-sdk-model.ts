import { MockLanguageModelV4 } from "ai/test";
import { bytesOf, type Scripted, type ScriptedCall, type Told } from "./scripted-call.ts";

type Prompt = Parameters<MockLanguageModelV4["doGenerate"]>[0]["prompt"];

const usage = {
  inputTokens: { total: 0, noCache: 0, cacheRead: 0, cacheWrite: 0 },
  outputTokens: { total: 0, text: 0, reasoning: 0 },
};

/** A model of the AI SDK that makes these calls, those of one list at once. */
export function scriptedAiSdkModel(steps: readonly ScriptedCall[][]): Scripted<MockLanguageModelV4> {
  let bytes = 0;
  const model = new MockLanguageModelV4({
    doGenerate: async ({ prompt, tools }) => {
      bytes += bytesOf({ prompt, tools });
      const at = model.doGenerateCalls.length - 1;
      const calls = (steps[at] ?? []).map(({ tool, input }, i) => ({
        type: "tool-call" as const,
        toolCallId: `call-${at}-${i}`,
        toolName: tool,
        input: JSON.stringify(input),
      }));
      const unified = calls.length > 0 ? ("tool-calls" as const) : ("stop" as const);
      const content = calls.length > 0 ? calls : [{ type: "text" as const, text: "done" }];
      return { content, finishReason: { unified, raw: unified }, usage, warnings: [] };
    },
  });
  return {
    model,
    asked: () => ({ requests: model.doGenerateCalls.length, bytes }),
    told: () => toldIn(model.doGenerateCalls.at(-1)?.prompt ?? []),
  };
}

function toldIn(prompt: Prompt): Told[] {
  return prompt.flatMap(({ role, content }) =>
    role !== "tool"
      ? []
      : content.flatMap((part) => {
          if (part.type !== "tool-result") return [];
          const { output } = part;
          const text = "value" in output ? output.value : output.type;
          return [
            {
              text: typeof text === "string" ? text : JSON.stringify(text),
              isError: output.type === "error-text",
            },
          ];
        }),
  );
}
