import { expect, it } from "vitest";
import { mastraTools } from "./mastra.ts";
import { endlessCall, endlessTools, memoryTools, story } from "./testing/story.ts";

// The loop of an agent of Mastra is in ../mastra, which installs it.

it("gives the text of each call to the model, and its data to the application", async () => {
  const tools = mastraTools(memoryTools());
  for (const { tool, input, told, fails } of story) {
    const output = await tools[tool]?.execute(input);
    expect(tools[tool]?.toModelOutput(output)).toEqual({
      type: fails ? "error-text" : "text",
      value: expect.stringMatching(told),
    });
  }
});

it("tells the model of an input that Mastra refused before", () => {
  const refused = { error: true, message: "query: expected string", validationErrors: {} };
  const output = mastraTools(memoryTools())["search_skills"]?.toModelOutput(refused);
  expect(output).toEqual({ type: "error-text", value: "query: expected string" });
});

it("ends a program when the call is aborted", async () => {
  const { tools, running } = endlessTools();
  const stop = new AbortController();
  const call = mastraTools(tools)[endlessCall.tool]?.execute(endlessCall.input, { abortSignal: stop.signal });
  await running;
  stop.abort(new Error("enough"));
  await expect(call).rejects.toThrow("enough");
});
