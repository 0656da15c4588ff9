import { readFileSync, mkdtempSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, vi } from "vitest";
import { writeTinyStore } from "../testing/tiny-store.ts";
import { clientOverHttp, type Generation } from "./testing/agent-client.ts";
import { testEndpoint } from "./testing/endpoint.ts";
import { readTokens } from "./tokens.ts";
import { Traffic } from "./traffic.ts";

vi.setConfig({ testTimeout: 120_000 });

const generations: Generation[] = ["legacy", "modern"];

/** A request as no client of the SDK sends it. */
function raw(url: string, headers: Record<string, string>, body: string = "{}"): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const asked = request(url, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
    });
    asked.on("response", (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    asked.on("error", reject);
    asked.end(body);
  });
}

async function tinyStore(): Promise<string> {
  const root = mkdtempSync(join(tmpdir(), "portolan-mcp-tiny-"));
  await writeTinyStore(root);
  return root;
}

it.each(generations)("shows a fixed list of tools, in at most 1,500 tokens (%s)", async (generation) => {
  await using endpoint = await testEndpoint();
  await using agent = await clientOverHttp(endpoint.url, generation);
  const { tools } = await agent.client.listTools();
  expect(tools.map(({ name }) => name)).toEqual([
    "search_skills",
    "get_skill",
    "run_skill",
    "run_program",
    "submit_skill",
    "report_outcome",
  ]);
  for (const { title, outputSchema, annotations } of tools) {
    expect(title).toBeTruthy();
    expect(outputSchema).toBeTruthy();
    expect(annotations).toMatchObject({ readOnlyHint: expect.any(Boolean), openWorldHint: false });
  }
  expect(JSON.stringify(tools).length / 4).toBeLessThanOrEqual(1_500);
});

it("turns away pages of a browser, other hosts and paths, and bodies that are too large", async () => {
  await using endpoint = await testEndpoint({ bodyBytes: 10_000 });
  const { url } = endpoint;
  expect(await raw(url, { host: "evil.example" })).toBe(403);
  expect(await raw(url, { origin: "http://localhost" })).toBe(403);
  expect(await raw(url.replace("/mcp", "/"), {})).toBe(404);
  expect(await raw(url, { "content-encoding": "gzip" })).toBe(415);
  expect(await raw(url, {}, "x".repeat(20_000))).toBe(413);
  expect(await raw(url, { accept: "application/json, text/event-stream" }, "not JSON")).toBe(400);
});

it("lets in clients with their token only, and beyond loopback nobody without", async () => {
  const file = join(mkdtempSync(join(tmpdir(), "portolan-mcp-")), "tokens");
  writeFileSync(file, "# agents\nada 0123456789abcdef\nbo fedcba9876543210\n");
  await using endpoint = await testEndpoint({ tokens: await readTokens(file) });
  const { url } = endpoint;
  expect(await raw(url, {})).toBe(401);
  expect(await raw(url, { authorization: "Bearer 0123456789abcdeF" })).toBe(401);
  await using agent = await clientOverHttp(url, "modern", {
    headers: { authorization: "Bearer 0123456789abcdef" },
  });
  expect((await agent.call("search_skills", { query: "x" })).isError).toBe(false);
  await expect(testEndpoint({ host: "0.0.0.0" })).rejects.toMatchObject({ code: "usage" });
});

it("serves a store that is only read, and names the next move for what cannot be", async () => {
  await using endpoint = await testEndpoint({ root: await tinyStore(), readOnly: true });
  await using agent = await clientOverHttp(endpoint.url, "modern");
  const { tools } = await agent.client.listTools();
  expect(tools.map(({ name }) => name)).not.toContain("submit_skill");
  const nothing = await agent.call("search_skills", { query: "bake bread" });
  const { prompts } = await agent.client.listPrompts();
  const prompt = await agent.client.getPrompt({ name: "solve-with-skills", arguments: { task: "t" } });
  // Nobody is sent to a tool that is not there.
  for (const said of [nothing.text, agent.client.getInstructions(), JSON.stringify([prompts, prompt])])
    expect(said).not.toMatch(/submit_skill|report_outcome|write-skill/);
  expect(await agent.call("run_skill", { name: "drop-last", arguments: [[1, 2, 3]] })).toMatchObject({
    data: { value: [1, 2] },
  });
  const misspelt = await agent.call("run_skill", { name: "drop-lst", arguments: [[1]] });
  expect(misspelt).toMatchObject({ isError: true, text: expect.stringContaining("Did you mean drop-last") });
  const arity = await agent.call("run_skill", { name: "drop-last", arguments: [1, 2] });
  expect(arity.text).toMatch(/takes 1 argument and was given 2[^]*Next: /);
  const outside = await agent.call("get_skill", { name: "../../etc" });
  expect(outside.text).toContain("There is no skill");
  const source =
    'import { dropLst } from "#skills/drop-lst";\nexport const f = (): unknown => dropLst([1]);\n';
  expect((await agent.call("run_program", { source })).text).toContain("Did you mean drop-last");
});

it.each(["legacy", "modern"] as const)(
  "tells a client of the %s protocol what is wrong with an input, and counts and logs the call like any other",
  async (generation) => {
    const traffic = new Traffic({ burst: 3, perSecond: 0 });
    await using endpoint = await testEndpoint({ traffic });
    await using agent = await clientOverHttp(endpoint.url, generation);
    const wrong = await agent.call("run_skill", { name: 5 });
    expect(wrong).toMatchObject({ isError: true, data: {} });
    expect(wrong.text).toMatch(/^run_skill was called with a wrong input\.\nNext: Correct it: .*arguments/);
    const unknown = await agent.call("search_skills", { query: "x", goal: "y" });
    expect(unknown.text).toMatch(/\nNext: Correct it: .*"goal"/);
    await agent.call("get_skill", {});
    expect((await agent.call("get_skill", {})).text).toContain("calls a second");
    await endpoint.audit.flush();
    const logged = readFileSync(endpoint.log, "utf8").trimEnd().split("\n");
    expect(logged.map((line) => (JSON.parse(line) as { outcome: string }).outcome)).toEqual([
      "usage",
      "usage",
      "usage",
    ]);
  },
);

it("does not let a client that asks too much stop the others", async () => {
  const traffic = new Traffic({ inFlight: 4, burst: 1_000 });
  await using endpoint = await testEndpoint({ root: await tinyStore(), traffic });
  await using greedy = await clientOverHttp(endpoint.url, "modern", { name: "greedy" });
  await using other = await clientOverHttp(endpoint.url, "modern", { name: "other" });
  const endless = { source: "export function f(): number {\n  for (;;) {}\n}\n" };
  const stop = new AbortController();
  const asked = Array.from({ length: 12 }, () => greedy.call("run_program", endless, stop.signal));
  const settled = Promise.allSettled(asked);
  const [refused] = await Promise.all([
    Promise.any(
      asked.map(async (one) => ((await one).text.includes("under way") ? one : Promise.reject(new Error()))),
    ),
    other
      .call("run_skill", { name: "backwards", arguments: [[1, 2]] })
      .then(({ data }) => expect(data).toMatchObject({ value: [2, 1] })),
  ]);
  expect(refused.text).toMatch(/greedy has 4 calls under way\.\nNext: /);
  const big = await greedy.call("run_program", { source: `export const f = 1; //${"x".repeat(100_000)}` });
  expect(big.text).toMatch(/under way|The source has/);
  stop.abort();
  await settled;
});

it("answers noise with a refusal, and the next client as ever", async () => {
  await using endpoint = await testEndpoint({ root: await tinyStore(), readOnly: true });
  const { url } = endpoint;
  const accept = { accept: "application/json, text/event-stream" };
  const call = {
    jsonrpc: "2.0",
    method: "tools/call",
    params: { name: "get_skill", arguments: { name: "x" } },
  };
  const batch = JSON.stringify(Array.from({ length: 1_000 }, (_, id) => ({ ...call, id })));
  const deep = `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":${"[".repeat(100_000)}${"]".repeat(100_000)}}`;
  const noise = ["", "[]", "null", '"text"', "{", '{"jsonrpc":"1.0"}', batch, deep, "x".repeat(3_000_000)];
  const statuses = await Promise.all(noise.map((body) => raw(url, accept, body)));
  expect(statuses.filter((status) => status === undefined || status >= 500)).toEqual([]);
  await using other = await clientOverHttp(url, "modern", { name: "other" });
  expect((await other.call("run_skill", { name: "backwards", arguments: [[1, 2]] })).data).toMatchObject({
    value: [2, 1],
  });
});

it("judges submissions of one name one after the other: one is admitted", async () => {
  await using endpoint = await testEndpoint();
  const agents = await Promise.all(
    ["a", "b", "c"].map((name) => clientOverHttp(endpoint.url, "modern", { name })),
  );
  const sources = ["n * 2", "n + n", "2 * n"].map(
    (body) => `export function twice(n: number): number {\n  return ${body};\n}\n`,
  );
  const of = (n: number) => ({ input: [n], output: 2 * n });
  const said = await Promise.all(
    agents.map((agent, i) =>
      agent.call("submit_skill", {
        name: "twice",
        description: "Two times the number.",
        signature: "(n: number) => number",
        source: sources[i],
        examples: [1, 5, -3].map(of),
        cases: [0, 7, 12, -40, 1000].map(of),
      }),
    ),
  );
  expect(said.filter(({ data }) => data["admitted"] === true)).toHaveLength(1);
  expect(said.filter(({ text }) => text.includes("Another skill has the name twice"))).toHaveLength(2);
  await Promise.all(agents.map((agent) => agent[Symbol.asyncDispose]()));
});
