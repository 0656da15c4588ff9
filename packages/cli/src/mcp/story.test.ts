import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import {
  type AgentClient,
  clientOverHttp,
  clientOverStdio,
  type Generation,
} from "./testing/agent-client.ts";
import { testEndpoint } from "./testing/endpoint.ts";
import { storyInLog, tellStory } from "./testing/story.ts";

vi.setConfig({ testTimeout: 120_000 });

const story = ({ call, client }: AgentClient): Promise<void> =>
  tellStory({
    call,
    read: async (uri) => ((await client.readResource({ uri })).contents[0] as { text: string }).text,
    promptNames: async () => (await client.listPrompts()).prompts.map(({ name }) => name),
  });

describe.each<Generation>(["legacy", "modern"])("a coding agent of the %s protocol", (generation) => {
  it("finds nothing, submits, is refused, is admitted, finds, runs, composes and reports over stdio", async () => {
    const cwd = mkdtempSync(join(tmpdir(), "portolan-mcp-"));
    await using agent = await clientOverStdio(["--store", "library", "--quiet"], cwd, generation);
    await story(agent);
  });

  it("does the same over HTTP, and the log says who ran what", async () => {
    await using endpoint = await testEndpoint();
    {
      await using agent = await clientOverHttp(endpoint.url, generation);
      await story(agent);
    }
    await endpoint.audit.flush();
    const lines = readFileSync(endpoint.log, "utf8").trimEnd().split("\n");
    const entries = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(entries.map(({ tool, outcome }) => [tool, outcome])).toEqual(storyInLog);
    if (generation === "modern")
      expect(new Set(entries.map(({ client }) => client))).toEqual(new Set(["test-agent"]));
  });
});
