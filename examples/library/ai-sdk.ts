// An agent of the AI SDK with a library of skills: it searches, has its own program judged, and composes what was kept.
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { aiSdkTools } from "@portolan/adapters/ai-sdk";
import { agentInstructions, type SkillToolResult, skillTools } from "@portolan/core";
import { createSandbox } from "@portolan/sandbox";
import { openSkillStore } from "@portolan/skills";
import { isStepCount, ToolLoopAgent } from "ai";
import { MockLanguageModelV4 } from "ai/test";
import { calls } from "./scripted-calls.ts";

// In place of a model with a key, such as openai("gpt-5") of @ai-sdk/openai.
const usage = {
  inputTokens: { total: 0, noCache: 0, cacheRead: 0, cacheWrite: 0 },
  outputTokens: { total: 0, text: 0, reasoning: 0 },
};
const model = new MockLanguageModelV4({
  doGenerate: async () => {
    const at = model.doGenerateCalls.length - 1;
    const call = calls[at];
    const unified = call ? "tool-calls" : "stop";
    return {
      content: call
        ? [{ type: "tool-call", toolCallId: `${at}`, toolName: call.tool, input: JSON.stringify(call.input) }]
        : [{ type: "text", text: "CHANGE LOG, NOTES" }],
      finishReason: { unified, raw: unified },
      usage,
      warnings: [],
    };
  },
});

await using sandbox = createSandbox();
const root = join(await mkdtemp(join(tmpdir(), "portolan-ai-sdk-")), "skills");
await using store = await openSkillStore({ root });
const agent = new ToolLoopAgent({
  model,
  instructions: agentInstructions,
  tools: aiSdkTools(skillTools({ store, sandbox, agent: "ai-sdk" })),
  stopWhen: isStepCount(20),
});
const { text, steps } = await agent.generate({ prompt: "The titles of change_log and notes, please." });
for (const { toolName, output } of steps.flatMap(({ toolResults }) => toolResults))
  console.log(`${toolName}: ${(output as SkillToolResult).text.split("\n")[0]}`);
console.log(text);
