import { ToolMessage } from "@langchain/core/messages";
import { createAgent } from "langchain";
import { expect, it } from "vitest";
import { langChainTools } from "./langchain.ts";
import { scriptedLangChainModel } from "./testing/scripted-langchain-model.ts";
import { brokenTools, endlessCall, endlessTools, memoryTools, story, wrongCall } from "./testing/story.ts";

it("finds nothing, is refused, is admitted, finds, runs, composes and reports in the loop of an agent", async () => {
  const { model, told } = scriptedLangChainModel(story.map((call) => [call]));
  const agent = createAgent({ model, tools: langChainTools(memoryTools()) });
  const { messages } = await agent.invoke(
    { messages: [{ role: "user", content: "Names of files as titles." }] },
    { recursionLimit: 50 },
  );
  expect(messages.at(-1)?.text).toBe("done");
  expect(told().map(({ text }) => text)).toEqual(story.map((call) => expect.stringMatching(call.told)));
  expect(told().map(({ isError }) => isError)).toEqual(story.map(({ fails = false }) => fails));
  const artifacts = messages
    .filter((message) => ToolMessage.isInstance(message))
    .map(({ artifact }) => artifact);
  expect(artifacts[6]).toMatchObject({ value: ["A B", "C"], skills: ["spaced-name"] });
});

it("gives its text to whoever invokes a tool without an agent", async () => {
  const [search] = langChainTools(memoryTools());
  expect(await search?.invoke({ query: "anything" })).toMatch(/^No skill fits/);
});

it("ends a program when the agent is aborted", async () => {
  const { tools, running, ended } = endlessTools();
  const stop = new AbortController();
  const { model } = scriptedLangChainModel([[endlessCall]]);
  const agent = createAgent({ model, tools: langChainTools(tools) });
  const invoked = agent.invoke({ messages: [{ role: "user", content: "?" }] }, { signal: stop.signal });
  await running;
  stop.abort(new Error("enough"));
  await ended;
  await expect(invoked).rejects.toThrow("enough");
});

it.each([
  ["a wrong input", memoryTools(), wrongCall, "expected string, received number"],
  ["a bug", brokenTools(), story[0], "the index is broken"],
])("tells the model of %s, and goes on", async (_, tools, call, message) => {
  const { model, told } = scriptedLangChainModel([call ? [call] : []]);
  const agent = createAgent({ model, tools: langChainTools(tools) });
  const { messages } = await agent.invoke({ messages: [{ role: "user", content: "?" }] });
  expect(messages.at(-1)?.text).toBe("done");
  expect(told()).toEqual([{ text: expect.stringContaining(message), isError: true }]);
});
