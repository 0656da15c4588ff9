import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openSkillStore } from "@portolan/skills";
import { expect, it, vi } from "vitest";
import { writeTinyStore } from "../testing/tiny-store.ts";
import { clientOverHttp } from "./testing/agent-client.ts";
import { testEndpoint } from "./testing/endpoint.ts";

vi.setConfig({ testTimeout: 120_000 });

it("lists and reads no skill that is not active, nor its source or evidence", async () => {
  const root = mkdtempSync(join(tmpdir(), "portolan-mcp-hidden-"));
  await writeTinyStore(root);
  await using endpoint = await testEndpoint({ root });
  await using agent = await clientOverHttp(endpoint.url, "modern");
  const listed = async () => (await agent.client.listResources()).resources.map(({ uri }) => uri);
  const uris = ["skill://backwards", "skill://backwards/source", "skill://backwards/evidence"];
  expect(await listed()).toContain("skill://backwards");
  for (const uri of uris) expect((await agent.client.readResource({ uri })).contents).toHaveLength(1);
  {
    await using store = await openSkillStore({ root });
    await store.transition("backwards", "deprecated", "for the test");
  }
  expect(await listed()).not.toContain("skill://backwards");
  for (const uri of uris) await expect(agent.client.readResource({ uri })).rejects.toThrow(/backwards/);
});
