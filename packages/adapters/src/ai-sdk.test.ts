import { generateText, isStepCount } from "ai";
import { expect, it } from "vitest";
import { aiSdkTools } from "./ai-sdk.ts";
import { scriptedAiSdkModel } from "./testing/scripted-ai-sdk-model.ts";
import { brokenTools, endlessCall, endlessTools, memoryTools, story, wrongCall } from "./testing/story.ts";

it("finds nothing, is refused, is admitted, finds, runs, composes and reports in the loop of generateText", async () => {
  const { model, told } = scriptedAiSdkModel(story.map((call) => [call]));
  const result = await generateText({
    model,
    tools: aiSdkTools(memoryTools()),
    prompt: "Names of files as titles.",
    stopWhen: isStepCount(20),
  });
  expect(result.text).toBe("done");
  expect(told().map(({ text }) => text)).toEqual(story.map((call) => expect.stringMatching(call.told)));
  expect(told().map(({ isError }) => isError)).toEqual(story.map(({ fails = false }) => fails));
  const outputs = result.steps.flatMap(({ toolResults }) => toolResults.map(({ output }) => output));
  expect(outputs[6]).toMatchObject({ structured: { value: ["A B", "C"], skills: ["spaced-name"] } });
});

it("runs calls of one step side by side", async () => {
  const [nothing, , admitted] = story;
  const { model, told } = scriptedAiSdkModel([
    [nothing, admitted, nothing].filter((call) => call !== undefined),
  ]);
  await generateText({ model, tools: aiSdkTools(memoryTools()), prompt: "?", stopWhen: isStepCount(3) });
  expect(told().map(({ text }) => text.slice(0, 8))).toEqual(["No skill", "Admitted", "No skill"]);
});

it("ends a program when the generation is aborted", async () => {
  const { tools, running, ended } = endlessTools();
  const stop = new AbortController();
  const { model } = scriptedAiSdkModel([[endlessCall]]);
  const generating = generateText({
    model,
    tools: aiSdkTools(tools),
    prompt: "?",
    stopWhen: isStepCount(3),
    abortSignal: stop.signal,
  });
  await running;
  stop.abort(new Error("enough"));
  await expect(generating).rejects.toThrow("enough");
  await ended;
});

it.each([
  ["a wrong input", memoryTools(), wrongCall, "expected string, received number"],
  ["a bug", brokenTools(), story[0], "the index is broken"],
])("tells the model of %s, and goes on", async (_, tools, call, message) => {
  const { model, told } = scriptedAiSdkModel([call ? [call] : []]);
  const { text } = await generateText({
    model,
    tools: aiSdkTools(tools),
    prompt: "?",
    stopWhen: isStepCount(3),
  });
  expect(text).toBe("done");
  expect(told()).toEqual([{ text: expect.stringContaining(message), isError: true }]);
});
