import { defineTool } from "@portolan/core";
import { expect, it, vi } from "vitest";
import { z } from "zod";
import { clientOverHttp } from "./testing/agent-client.ts";
import { testEndpoint } from "./testing/endpoint.ts";

vi.setConfig({ testTimeout: 60_000 });

const tools = {
  notes: {
    read: defineTool({
      description: "A note by its title.",
      input: z.string(),
      output: z.string(),
      effect: "read",
      call: async (title) => `the note ${title}`,
    }),
  },
};
const source = `import { read } from "#tools/notes";
export async function noteOf(title: string): Promise<string> {
  return (await read(title)).toUpperCase();
}
`;

it("lets programs call the tools that a person granted, and declares them", async () => {
  await using endpoint = await testEndpoint({ grants: { own: tools } });
  await using agent = await clientOverHttp(endpoint.url, "modern");
  const { contents } = await agent.client.readResource({ uri: "portolan://tools" });
  expect((contents[0] as { text: string }).text).toContain("// #tools/notes");
  expect(agent.client.getInstructions()).toContain("#tools/notes");
  const run = await agent.call("run_program", { source, arguments: ["a"] });
  expect(run).toMatchObject({ isError: false, data: { value: "THE NOTE A" } });
  const { tools: listed } = await agent.client.listTools();
  expect(listed.find(({ name }) => name === "run_program")?.annotations).toEqual({ readOnlyHint: false });
});

it("lets programs call none where none were granted, whatever they say", async () => {
  await using endpoint = await testEndpoint();
  await using agent = await clientOverHttp(endpoint.url, "modern");
  const run = await agent.call("run_program", { source, arguments: ["a"] });
  expect(run).toMatchObject({ isError: true, text: expect.stringContaining("which was not granted") });
  const { contents } = await agent.client.readResource({ uri: "portolan://tools" });
  expect(contents).toMatchObject([{ text: "// Nothing is granted." }]);
});
