import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openSkillStore } from "@portolan/skills";
import { expect, it, vi } from "vitest";
import { writeTinyStore } from "../testing/tiny-store.ts";
import { clientOverHttp } from "./testing/agent-client.ts";
import { testEndpoint } from "./testing/endpoint.ts";

vi.setConfig({ testTimeout: 120_000 });

it("keeps what became of a use, and takes a client's word against a skill for a claim", async () => {
  const root = mkdtempSync(join(tmpdir(), "portolan-report-"));
  await writeTinyStore(root);
  await using endpoint = await testEndpoint({ root });
  await using agent = await clientOverHttp(endpoint.url, "modern");
  const report = (more: object) =>
    agent.call("report_outcome", { skill: "backwards", task: "a list", ...more });

  const bare = await report({ outcome: "wrong", fault: "skill" });
  expect(bare).toMatchObject({ isError: true, text: expect.stringContaining("on a counterexample only") });
  const right = { input: [[1, 2]], output: [2, 1] };
  const unfounded = await report({ outcome: "wrong", fault: "skill", counterexample: right });
  expect(unfounded.text).toContain("gives just that output for that input");

  const claim = { input: [[1, 2]], output: [1, 2] };
  const claimed = await report({ outcome: "wrong", fault: "skill", counterexample: claim });
  expect(claimed.text).toContain("Recorded as a claim against backwards");
  await report({ outcome: "wrong" });
  await report({ outcome: "right" });
  await report({ outcome: "right" });

  await using store = await openSkillStore({ root, readOnly: true });
  const uses = await store.uses("backwards");
  expect(uses).toMatchObject([
    { outcome: "unjudged", task: expect.stringContaining("(on [[1,2]] it returned [2,1], not [1,2])") },
    { outcome: "wrong", cause: "own", voyage: "mcp-test-agent" },
    { outcome: "right", task: "mcp: a list" },
  ]);
});
