import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, vi } from "vitest";
import { writeTinyStore } from "../testing/tiny-store.ts";
import { clientOverHttp } from "./testing/agent-client.ts";
import { testEndpoint } from "./testing/endpoint.ts";
import { Traffic } from "./traffic.ts";

vi.setConfig({ testTimeout: 120_000 });

it("gives each of 200 calls at once its own answer", async () => {
  const root = mkdtempSync(join(tmpdir(), "portolan-mcp-many-"));
  await writeTinyStore(root);
  await using endpoint = await testEndpoint({
    root,
    readOnly: true,
    traffic: new Traffic({ inFlight: 200 }),
  });
  const names = ["a", "b", "c", "d", "e", "f", "g", "h"];
  const agents = await Promise.all(
    names.map((name, i) => clientOverHttp(endpoint.url, i % 2 === 0 ? "modern" : "legacy", { name })),
  );
  const calls = Array.from({ length: 200 }, (_, index) => index + 1);
  const said = await Promise.all(
    calls.map(async (index) => {
      const agent = agents[index % agents.length];
      if (index % 4 === 3) {
        const source = `export function f(n: number): number {\n  return n + ${index};\n}\n`;
        return agent?.call("run_program", { source, arguments: [1_000] });
      }
      return agent?.call("run_skill", { name: "drop-last", arguments: [[index, -index, 7]] });
    }),
  );
  expect(said.map((one) => one?.data["value"])).toEqual(
    calls.map((index) => (index % 4 === 3 ? 1_000 + index : [index, -index])),
  );
  await Promise.all(agents.map((agent) => agent[Symbol.asyncDispose]()));
});
