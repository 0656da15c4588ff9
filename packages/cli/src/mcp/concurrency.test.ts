import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, vi } from "vitest";
import { writeTinyStore } from "../testing/tiny-store.ts";
import { type AgentClient, clientOverHttp, clientOverStdio } from "./testing/agent-client.ts";
import { testEndpoint } from "./testing/endpoint.ts";
import { Traffic } from "./traffic.ts";

vi.setConfig({ testTimeout: 180_000 });

const endless = { source: "export function f(): number {\n  for (;;) {}\n}\n" };

async function tinyStore(): Promise<string> {
  const root = mkdtempSync(join(tmpdir(), "portolan-mcp-many-"));
  await writeTinyStore(root);
  return root;
}

/** A call of which only its own answer is right. */
function numbered(agent: AgentClient, index: number) {
  if (index % 4 === 3) {
    const source = `export function f(n: number): number {\n  return n + ${index};\n}\n`;
    return agent.call("run_program", { source, arguments: [1_000] });
  }
  return agent.call("run_skill", { name: "drop-last", arguments: [[index, -index, 7]] });
}

function answerOf(index: number): unknown {
  return index % 4 === 3 ? 1_000 + index : [index, -index];
}

it("gives each of 200 calls at once its own answer over HTTP, and keeps nothing of them", async () => {
  const traffic = new Traffic();
  await using endpoint = await testEndpoint({ root: await tinyStore(), traffic });
  const names = ["a", "b", "c", "d", "e", "f", "g", "h"];
  const agents = await Promise.all(
    names.map((name, i) => clientOverHttp(endpoint.url, i % 2 === 0 ? "modern" : "legacy", { name })),
  );
  const indices = Array.from({ length: 200 }, (_, index) => index + 1);
  // In the older protocol over HTTP all clients of one kind are one, which may have 64 calls under way.
  const agentOf = (index: number) => agents[index % 3 === 0 ? 1 : 2 * (index % 4)] as AgentClient;
  const said = await Promise.all(indices.map((index) => numbered(agentOf(index), index)));
  const refused = said.filter(({ text }) => text.includes("calls under way"));
  expect(refused.length).toBeLessThanOrEqual(5);
  const values = said.map(({ text, data }, i) =>
    text.includes("under way") ? answerOf(i + 1) : data["value"],
  );
  expect(values).toEqual(indices.map(answerOf));
  expect(traffic.underWay).toBe(0);
  await endpoint.audit.flush();
  const entries = readFileSync(endpoint.log, "utf8").trimEnd().split("\n");
  expect(entries).toHaveLength(200 - refused.length);
  await Promise.all(agents.map((agent) => agent[Symbol.asyncDispose]()));
});

it.each(["legacy", "modern"] as const)(
  "gives each of 200 calls at once over pipes its own answer, or says that they are too many (%s)",
  async (generation) => {
    const flags = ["--store", await tinyStore(), "--read-only", "--quiet"];
    const cwd = mkdtempSync(join(tmpdir(), "portolan-mcp-"));
    await using agent = await clientOverStdio(flags, cwd, generation);
    const indices = Array.from({ length: 200 }, (_, index) => index + 1);
    const said = await Promise.all(indices.map((index) => numbered(agent, index)));
    const answered = said.flatMap(({ isError, data }, i) => (isError ? [] : [{ i, value: data["value"] }]));
    expect(answered.length).toBeGreaterThanOrEqual(64);
    for (const { i, value } of answered) expect(value).toEqual(answerOf(i + 1));
    for (const { text } of said.filter(({ isError }) => isError))
      expect(text).toMatch(/calls under way\.\nNext: /);
    // Each that was answered has made room for another.
    const again = await Promise.all(indices.slice(0, 60).map((index) => numbered(agent, index)));
    expect(again.map(({ data }) => data["value"])).toEqual(indices.slice(0, 60).map(answerOf));
  },
);

it("answers the others while a client sends what is endless, oversized, misshapen, and the same name over and over", async () => {
  const traffic = new Traffic();
  await using endpoint = await testEndpoint({ root: await tinyStore(), traffic, bodyBytes: 100_000 });
  const hostile = await clientOverHttp(endpoint.url, "modern", { name: "hostile" });
  const others = await Promise.all(
    ["ada", "bo"].map((name) => clientOverHttp(endpoint.url, "modern", { name })),
  );
  // They were there first, so that one process is theirs.
  await Promise.all(others.map((agent) => numbered(agent, 1)));
  const stop = new AbortController();
  let ended = 0;
  const count = () => void ended++;
  const loops = Array.from({ length: 40 }, () =>
    hostile.call("run_program", endless, stop.signal).then(count, count),
  );
  const noise = [
    "{",
    "[]",
    "null",
    `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":${"[".repeat(9_000)}`,
    "x".repeat(200_000),
  ];
  const noisy = noise.flatMap((body) =>
    Array.from({ length: 10 }, () =>
      fetch(endpoint.url, {
        method: "POST",
        headers: { "content-type": "application/json", accept: "application/json, text/event-stream" },
        body,
      }).then(
        ({ status }) => status,
        () => 0,
      ),
    ),
  );
  const of = (n: number) => ({ input: [n], output: n + 1 });
  const submits = Array.from({ length: 8 }, (_, i) =>
    hostile
      .call(
        "submit_skill",
        {
          name: "plus-one",
          description: "One more.",
          signature: "(n: number) => number",
          source: `export function plusOne(n: number): number {\n  return n + ${i};\n}\n`,
          examples: [1, 2, 3].map(of),
        },
        stop.signal,
      )
      .then(count, count),
  );
  for (let index = 1; index <= 12; index++) {
    const said = await Promise.all(others.map((agent) => numbered(agent, index)));
    expect(said.map(({ data }) => data["value"])).toEqual([answerOf(index), answerOf(index)]);
  }
  // Had its programs gone first, they would all have run into their limit by now.
  expect(ended).toBeLessThan(40);
  expect((await Promise.all(noisy)).every((status) => status < 500)).toBe(true);
  stop.abort();
  await Promise.all([...loops, ...submits]);
  await expect.poll(() => traffic.underWay, { timeout: 60_000 }).toBe(0);
  await Promise.all([hostile, ...others].map((agent) => agent[Symbol.asyncDispose]()));
});
