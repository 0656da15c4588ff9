import { Agent } from "@mastra/core/agent";
import type { MastraModelConfig } from "@mastra/core/llm";
import { expect, it } from "vitest";
import { mastraTools } from "../src/mastra.ts";
import { scriptedAiSdkModel } from "../src/testing/scripted-ai-sdk-model.ts";
import type { ScriptedCall } from "../src/testing/scripted-call.ts";
import {
  brokenTools,
  endlessCall,
  endlessTools,
  memoryTools,
  story,
  wrongCall,
} from "../src/testing/story.ts";

/** An agent with a model that makes these calls, one a step. */
function scriptedAgent(calls: readonly ScriptedCall[], tools = memoryTools()) {
  const { model, told } = scriptedAiSdkModel(calls.map((call) => [call]));
  const agent = new Agent({
    id: "titles",
    name: "titles",
    instructions: "?",
    // Mastra's own copy of the types of models is older than the mock's.
    model: model as unknown as MastraModelConfig,
    tools: mastraTools(tools),
  });
  return { agent, told };
}

it("finds nothing, is refused, is admitted, finds, runs, composes and reports in the loop of an Agent", async () => {
  const { agent, told } = scriptedAgent(story);
  const { text } = await agent.generate("Names of files as titles.", { maxSteps: 20 });
  expect(text).toBe("done");
  expect(told().map((one) => one.text)).toEqual(story.map((call) => expect.stringMatching(call.told)));
  expect(told().map(({ isError }) => isError)).toEqual(story.map(({ fails = false }) => fails));
});

it("ends a program when the generation is aborted", async () => {
  const { tools, running, ended } = endlessTools();
  const stop = new AbortController();
  const { agent, told } = scriptedAgent([endlessCall], tools);
  const generating = agent.generate("?", { maxSteps: 3, abortSignal: stop.signal });
  await running;
  stop.abort(new Error("enough"));
  await ended;
  await generating;
  expect(told()).toEqual([]);
});

it.each([
  ["a wrong input", memoryTools(), wrongCall, "expected string, received number"],
  ["a bug", brokenTools(), story[0], "the index is broken"],
])("tells the model of %s, and goes on", async (_, tools, call, message) => {
  const { agent, told } = scriptedAgent(call ? [call] : [], tools);
  expect((await agent.generate("?", { maxSteps: 3 })).text).toBe("done");
  expect(told()).toEqual([{ text: expect.stringContaining(message), isError: true }]);
});
