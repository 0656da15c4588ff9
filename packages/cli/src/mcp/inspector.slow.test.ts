import { mkdtempSync, realpathSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import { describe, it, vi } from "vitest";
import { startCommand } from "../terminal/self-command.ts";
import type { Generation } from "./testing/agent-client.ts";
import { testEndpoint } from "./testing/endpoint.ts";
import { type StoryClient, tellStory } from "./testing/story.ts";

vi.setConfig({ testTimeout: 300_000 });

/** The MCP Inspector is a hundred megabytes of web client, so npx has it, and not this repository. */
const version = "@modelcontextprotocol/inspector@2.12.0";
const inspector = await inspectorPath();
const why = inspector === undefined ? ` (skipped: npx cannot get ${version})` : "";

describe.skipIf(inspector === undefined)(`the command line of the MCP Inspector${why}`, () => {
  describe.each<Generation>(["legacy", "modern"])("in the %s protocol", (generation) => {
    it("has the whole story over stdio, where each call starts the server anew", async () => {
      const cwd = mkdtempSync(join(tmpdir(), "portolan-inspector-"));
      const server = startCommand(fileURLToPath(new URL("../bin.ts", import.meta.url)));
      await tellStory(
        client(generation, cwd, ["--cwd", cwd, "--", ...server, "mcp", "--store", "s", "--quiet"]),
      );
    });

    it("has the whole story over HTTP", async () => {
      const cwd = mkdtempSync(join(tmpdir(), "portolan-inspector-"));
      await using endpoint = await testEndpoint();
      await tellStory(client(generation, cwd, ["--transport", "http", "--server-url", endpoint.url]));
    });
  });
});

function client(generation: Generation, home: string, server: readonly string[]): StoryClient {
  const ask = async (...method: string[]): Promise<Record<string, unknown>> => {
    const about = ["--protocol-era", generation, "--format", "json", "--quiet"];
    const line = [inspector as string, "--cli", ...about, ...method, ...server];
    // What it keeps of its own lies in a home that nobody lives in. A result that is an error ends it with another code.
    const { stdout, stderr } = await execa(process.execPath, line, {
      env: { HOME: home, PATH: process.env["PATH"] },
      extendEnv: false,
      reject: false,
    });
    if (stdout === "") throw new Error(stderr);
    return (JSON.parse(stdout) as { result: Record<string, unknown> }).result;
  };
  return {
    async call(name, input) {
      const given = ["--tool-name", name, "--tool-args-json", JSON.stringify(input)];
      const result = await ask("--method", "tools/call", ...given);
      const content = result["content"] as { text: string }[];
      const data = (result["structuredContent"] ?? {}) as Record<string, unknown>;
      return { text: content.map(({ text }) => text).join("\n"), data, isError: result["isError"] === true };
    },
    async read(uri) {
      const { contents } = await ask("--method", "resources/read", "--uri", uri);
      return (contents as { text: string }[])[0]?.text ?? "";
    },
    async promptNames() {
      const { prompts } = await ask("--method", "prompts/list");
      return (prompts as { name: string }[]).map(({ name }) => name);
    },
  };
}

/** Where npx has put it, or `undefined` where it cannot be had. */
async function inspectorPath(): Promise<string | undefined> {
  const line = ["-y", "-p", version, "-c", "command -v mcp-inspector"];
  const { stdout, exitCode } = await execa("npx", line, {
    env: { npm_config_ignore_scripts: "true" },
    reject: false,
    timeout: 240_000,
  });
  return exitCode === 0 && stdout !== "" ? realpathSync(stdout.trim()) : undefined;
}
