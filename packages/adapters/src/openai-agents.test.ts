import { Agent, run, setTracingDisabled } from "@openai/agents";
import { beforeAll, expect, it } from "vitest";
import { openAiAgentsTools } from "./openai-agents.ts";
import { scriptedOpenAiModel } from "./testing/scripted-openai-model.ts";
import { brokenTools, endlessCall, endlessTools, memoryTools, story, wrongCall } from "./testing/story.ts";

beforeAll(() => setTracingDisabled(true));

it("finds nothing, is refused, is admitted, finds, runs, composes and reports in the loop of an Agent", async () => {
  const { model, told } = scriptedOpenAiModel(story.map((call) => [call]));
  const agent = new Agent({ name: "titles", model, tools: openAiAgentsTools(memoryTools()) });
  const { finalOutput } = await run(agent, "Names of files as titles.", { maxTurns: 20 });
  expect(finalOutput).toBe("done");
  expect(told().map(({ text }) => text)).toEqual(story.map((call) => expect.stringMatching(call.told)));
});

it("ends a program when the run is aborted", async () => {
  const { tools, running, ended } = endlessTools();
  const stop = new AbortController();
  const { model } = scriptedOpenAiModel([[endlessCall]]);
  const agent = new Agent({ name: "endless", model, tools: openAiAgentsTools(tools) });
  const answer = run(agent, "?", { signal: stop.signal });
  await running;
  stop.abort(new Error("enough"));
  await expect(answer).rejects.toThrow("enough");
  await ended;
});

it.each([
  ["a wrong input", memoryTools(), wrongCall, "Next: Correct it: ✖ Invalid input: expected string"],
  ["a bug", brokenTools(), story[0], "This is a bug of Portolan: the index is broken\nNext: go on"],
])("tells the model of %s, and goes on", async (_, tools, call, message) => {
  const { model, told } = scriptedOpenAiModel([call ? [call] : []]);
  const agent = new Agent({ name: "failing", model, tools: openAiAgentsTools(tools) });
  expect((await run(agent, "?")).finalOutput).toBe("done");
  expect(told().map(({ text }) => text)).toEqual([expect.stringContaining(message)]);
});
