import { execFile } from "node:child_process";
import { appendFileSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, it, vi } from "vitest";
import { writeTinyStore } from "../testing/tiny-store.ts";
import { type AgentClient, clientOverHttp } from "./testing/agent-client.ts";
import { testEndpoint } from "./testing/endpoint.ts";

vi.setConfig({ testTimeout: 120_000 });

const bin = fileURLToPath(new URL("../bin.ts", import.meta.url));

/** `drop-last` calls `backwards`; its program is what was linked at the call before. */
async function run(agent: AgentClient) {
  return agent.call("run_skill", { name: "drop-last", arguments: [[1, 2, 3]] });
}

it("runs no skill any more that another process revoked, nor one that calls it", async () => {
  const root = mkdtempSync(join(tmpdir(), "portolan-mcp-changed-"));
  await writeTinyStore(root);
  await using endpoint = await testEndpoint({ root });
  await using agent = await clientOverHttp(endpoint.url, "modern");
  for (let i = 0; i < 3; i++) expect((await run(agent)).data["value"]).toEqual([1, 2]);
  const flags = ["--conditions=@portolan/source", "--disable-warning=ExperimentalWarning"];
  await promisify(execFile)(process.execPath, [
    ...flags,
    bin,
    "revoke",
    "backwards",
    "--reason",
    "it is wrong",
    "--store",
    root,
  ]);
  for (let i = 0; i < 2; i++) {
    const said = await run(agent);
    expect(said).toMatchObject({ isError: true, data: {} });
    expect(said.text).toMatch(/cannot be called|no longer active/);
  }
});

it("runs no skill any more whose file was changed by hand", async () => {
  const root = mkdtempSync(join(tmpdir(), "portolan-mcp-changed-"));
  await writeTinyStore(root);
  await using endpoint = await testEndpoint({ root });
  await using agent = await clientOverHttp(endpoint.url, "legacy");
  for (let i = 0; i < 3; i++) expect((await run(agent)).data["value"]).toEqual([1, 2]);
  appendFileSync(join(root, "drop-first", "scripts", "skill.ts"), "// changed\n");
  expect(await run(agent)).toMatchObject({ isError: true, data: {} });
});
