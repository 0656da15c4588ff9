import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, vi } from "vitest";
import { type AgentClient, clientOverHttp, clientOverStdio } from "./testing/agent-client.ts";
import { testEndpoint } from "./testing/endpoint.ts";

vi.setConfig({ testTimeout: 120_000 });

const endless = { source: "export function f(): number {\n  for (;;) {}\n}\n" };

/** Starts a program that never ends; resolves once it runs, which progress tells. */
async function started({ client }: AgentClient, signal?: AbortSignal): Promise<{ ended: Promise<unknown> }> {
  const running = Promise.withResolvers<void>();
  const call = client.callTool(
    { name: "run_program", arguments: endless },
    { signal, onprogress: ({ message }) => void (message === "running" && running.resolve()) },
  );
  const ended = call.catch((error: unknown) => error);
  await running.promise;
  return { ended };
}

/** It was ended by the client, not by its limit of time. */
async function expectCancelled(log: string): Promise<void> {
  const read = (): string => readFileSync(log, "utf8");
  await expect.poll(read, { timeout: 30_000 }).toContain('"tool":"run_program"');
  expect(read()).toContain('"outcome":"cancelled"');
}

it.each(["legacy", "modern"] as const)(
  "ends a program whose call is cancelled over stdio (%s)",
  async (generation) => {
    const cwd = mkdtempSync(join(tmpdir(), "portolan-mcp-"));
    await using agent = await clientOverStdio(["--store", "library"], cwd, generation);
    const stop = new AbortController();
    const { ended } = await started(agent, stop.signal);
    stop.abort();
    expect(await ended).toBeInstanceOf(Error);
    await expectCancelled(join(cwd, "library", ".portolan", "audit.jsonl"));
  },
);

it("ends a program whose call is cancelled over HTTP", async () => {
  await using endpoint = await testEndpoint();
  await using agent = await clientOverHttp(endpoint.url, "modern");
  const stop = new AbortController();
  await started(agent, stop.signal);
  stop.abort();
  await expectCancelled(endpoint.log);
});

it("ends a program whose client has gone, in the older protocol over HTTP", async () => {
  await using endpoint = await testEndpoint();
  const agent = await clientOverHttp(endpoint.url, "legacy");
  await started(agent);
  await agent[Symbol.asyncDispose]();
  await expectCancelled(endpoint.log);
});
