import { Agent, run } from "@openai/agents";
import type { SkillTool } from "@portolan/core";
import { generateText, isStepCount } from "ai";
import { createAgent } from "langchain";
import { aiSdkTools } from "../ai-sdk.ts";
import { langChainTools } from "../langchain.ts";
import { openAiAgentsTools } from "../openai-agents.ts";
import { scriptedAiSdkModel } from "./scripted-ai-sdk-model.ts";
import type { Scripted, ScriptedCall } from "./scripted-call.ts";
import { scriptedLangChainModel } from "./scripted-langchain-model.ts";
import { scriptedOpenAiModel } from "./scripted-openai-model.ts";

/** Runs the loop of an agent of a kit, whose model makes these calls, those of one list at once. */
type Loop = (
  steps: readonly ScriptedCall[][],
  tools: readonly SkillTool[],
  prompt: string,
) => Promise<Omit<Scripted<unknown>, "model">>;

const mostSteps = 200;

/** The kits whose loops run in this process without further ado. */
export const kits: Readonly<Record<"AI SDK" | "OpenAI Agents" | "LangChain", Loop>> = {
  async "AI SDK"(steps, tools, prompt) {
    const { model, ...seen } = scriptedAiSdkModel(steps);
    await generateText({ model, tools: aiSdkTools(tools), prompt, stopWhen: isStepCount(mostSteps) });
    return seen;
  },
  async "OpenAI Agents"(steps, tools, prompt) {
    const { model, ...seen } = scriptedOpenAiModel(steps);
    const agent = new Agent({ name: "kit", model, tools: openAiAgentsTools(tools) });
    await run(agent, prompt, { maxTurns: mostSteps });
    return seen;
  },
  async LangChain(steps, tools, prompt) {
    const { model, ...seen } = scriptedLangChainModel(steps);
    const agent = createAgent({ model, tools: langChainTools(tools) });
    await agent.invoke({ messages: [{ role: "user", content: prompt }] }, { recursionLimit: 3 * mostSteps });
    return seen;
  },
};
