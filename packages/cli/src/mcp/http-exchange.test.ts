import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import { expect, it, vi } from "vitest";
import { writeTinyStore } from "../testing/tiny-store.ts";
import { clientOverHttp } from "./testing/agent-client.ts";
import { testEndpoint } from "./testing/endpoint.ts";
import { Traffic } from "./traffic.ts";

vi.setConfig({ testTimeout: 120_000 });

const legacyCall = { "mcp-protocol-version": "2025-06-18" };
const modernCall = {
  "mcp-protocol-version": "2026-07-28",
  "mcp-method": "tools/call",
  "mcp-name": "run_skill",
};
const envelope = {
  "io.modelcontextprotocol/protocolVersion": "2026-07-28",
  "io.modelcontextprotocol/clientCapabilities": {},
};
const generations = [
  ["legacy", legacyCall, {}],
  ["modern", modernCall, envelope],
] as const;

/** A call of `run_skill` as it goes over the wire. */
function post(url: string, headers: Record<string, string>, meta: object, more: object = {}) {
  const params = { name: "run_skill", arguments: { name: "backwards", arguments: [[1, 2]] }, _meta: meta };
  return fetch(url, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      accept: "application/json, text/event-stream",
      ...headers,
    },
    body: JSON.stringify({ jsonrpc: "2.0", id: 7, method: "tools/call", params, ...more }),
  });
}

async function tinyEndpoint(traffic = new Traffic()) {
  const root = mkdtempSync(join(tmpdir(), "portolan-mcp-http-"));
  await writeTinyStore(root);
  return testEndpoint({ root, readOnly: true, traffic });
}

it.each(generations)(
  "answers with JSON, and with events where progress is asked for (%s)",
  async (_, headers, meta) => {
    await using endpoint = await tinyEndpoint();
    const value = { id: 7, result: { structuredContent: { value: [2, 1] } } };
    for (let i = 0; i < 3; i++) {
      const plain = await post(endpoint.url, headers, meta);
      expect(plain.headers.get("content-type")).toBe("application/json");
      expect(await plain.json()).toMatchObject(value);
    }
    const told = await post(endpoint.url, headers, { ...meta, progressToken: "p" });
    expect(told.headers.get("content-type")).toBe("text/event-stream");
    const events = (await told.text()).split("\n").filter((line) => line.startsWith("data: "));
    const [first, ...later] = events.map((line) => JSON.parse(line.slice(6)) as object);
    expect(first).toMatchObject({ params: { progressToken: "p", message: "running backwards" } });
    expect(later.at(-1)).toMatchObject(value);
  },
);

it("says what is wrong with a request in its status, though it answers calls before they have ended", async () => {
  await using endpoint = await tinyEndpoint();
  const { url } = endpoint;
  const status = async (asked: Promise<Response>): Promise<number> => (await asked).status;
  expect(await status(post(url, { ...modernCall, "mcp-name": "other" }, envelope))).toBe(400);
  expect(await status(post(url, modernCall, {}))).toBe(400);
  expect(await status(post(url, { ...legacyCall, "mcp-protocol-version": "1999-01-01" }, {}))).toBe(400);
  expect(await status(post(url, { ...legacyCall, accept: "application/json" }, {}))).toBe(406);
  expect(await status(post(url, { ...legacyCall, "content-type": "text/plain" }, {}))).toBe(415);
  expect(await status(post(url, legacyCall, {}, { id: undefined }))).toBe(202);
  expect(await status(fetch(url))).toBe(405);
});

it("knows each client by what it says itself, whoever was answered before", async () => {
  const traffic = new Traffic({ burst: 3, perSecond: 0.001 });
  await using endpoint = await tinyEndpoint(traffic);
  await using ada = await clientOverHttp(endpoint.url, "modern", { name: "ada" });
  for (let i = 0; i < 3; i++) await ada.call("search_skills", { query: "list" });
  expect((await ada.call("search_skills", { query: "list" })).text).toContain("ada makes more than");
  // One that does not say its name is not taken for the last one that did.
  const nameless = await (await post(endpoint.url, modernCall, envelope)).text();
  expect(nameless).not.toContain("ada");
  expect(nameless).toContain('"value":[2,1]');
});

it("ends a program whose client has gone without having asked for progress, in the older protocol", async () => {
  const traffic = new Traffic();
  await using endpoint = await testEndpoint({ traffic });
  const agent = await clientOverHttp(endpoint.url, "legacy");
  const source = "export function f(): number {\n  for (;;) {}\n}\n";
  const asked = agent.call("run_program", { source }).catch(() => {});
  await expect.poll(() => traffic.underWay, { timeout: 30_000 }).toBe(1);
  for (let i = 0; i < 5; i++) await nextTurn();
  await agent[Symbol.asyncDispose]();
  await asked;
  await expect.poll(() => traffic.underWay, { timeout: 30_000 }).toBe(0);
  await endpoint.audit.flush();
});
