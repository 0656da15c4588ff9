import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { modelEndpoint, type ModelEndpoint } from "@portolan/core/testing";
import { openSkillStore } from "@portolan/skills";
import { afterAll, afterEach, beforeEach, expect, test, vi } from "vitest";
import { main } from "../main.ts";
import { capturedTerminal } from "../testing/captured-terminal.ts";

vi.setConfig({ testTimeout: 60_000 });

const folder = mkdtempSync(join(tmpdir(), "portolan-solve-model-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeEach(() => vi.stubEnv("OPENAI_API_KEY", "sk-secret"));
afterEach(() => vi.unstubAllEnvs());

const reply = (body: string): string =>
  `Here it is.\n\n\`\`\`ts\n/** Twice the number, plus one. */\nexport function oddOne(n: number): number {\n  return ${body};\n}\n\`\`\``;
const about = [
  "--goal",
  "Twice the number, plus one.",
  "--name",
  "odd-one",
  "--signature",
  "(n: number) => number",
];
const task = [...about, "--example", "1 => 3", "--example", "2 => 5", "--example", "5 => 11"];

/** Settings that no flag can give. */
let environment: Record<string, string> = {};
beforeEach(() => (environment = {}));

async function solve(endpoint: ModelEndpoint, ...more: string[]) {
  const terminal = capturedTerminal({ cwd: folder, environment });
  const asked = ["--coder", "model", "--model", "small", "--model-url", endpoint.url, "--evaluations", "10"];
  const code = await main(["solve", ...task, ...asked, ...more], terminal);
  return { code, out: terminal.out(), err: terminal.err() };
}

test("a model writes, is told what was wrong, reflects, and writes again; the skill says who wrote it and what it cost", async () => {
  await using endpoint = await modelEndpoint([reply("2 * n"), "Add one.", reply("2 * n + 1")]);
  const { code, out, err } = await solve(endpoint, "--keep", "--store", "one");
  expect(err).toMatch(/wrote a program after 1 request, \d+ tokens/);
  expect(err).toMatch(/examples: It is wrong on 3 of 3 examples/);
  expect(err).toMatch(/reflection Add one\./);
  expect(out).toContain("return 2 * n + 1;");
  expect(code).toBe(0);
  const last = JSON.stringify(endpoint.requests[2]?.body);
  for (const piece of ["return 2 * n;", "expected 3, got 2", "Add one."]) expect(last).toContain(piece);
  await using store = await openSkillStore({ root: join(folder, "one"), readOnly: true });
  expect((await store.get("odd-one"))?.evidence).toMatchObject({
    model: "small",
    cost: { attempts: 2, requests: 3, tokens: expect.any(Number) },
  });
});

test("a budget ends the episode, and says which", async () => {
  await using endpoint = await modelEndpoint(() => reply("n"));
  const { code, err } = await solve(endpoint, "--requests", "2", "--reflection", "blind");
  expect(code).toBe(1);
  expect(err).toContain("requests used up");
  expect(endpoint.requests).toHaveLength(2);
});

test("the built-in coder hands over what it cannot do", async () => {
  await using endpoint = await modelEndpoint([reply("2 * n + 1")]);
  const { code, err } = await solve(endpoint, "--coder", "synth,model", "--evaluations", "2");
  expect(err).toMatch(/stage +1, synth:\S+: not solved, /);
  expect(code).toBe(0);
});

test("a larger model gets what the built-in coder and a small one did not do, and it says what each cost", async () => {
  environment = { PORTOLAN_MODELS: '{"large": "big"}' };
  await using endpoint = await modelEndpoint(({ body }, i) =>
    reply((body as { model: string }).model === "big" ? "2 * n + 1" : `n + ${i}`),
  );
  const asked = ["--coder", "synth,model,large", "--evaluations", "2", "--attempts", "4"];
  const { code, err } = await solve(endpoint, ...asked, "--requests", "8", "--reflection", "last-attempt");
  expect(err).toMatch(/stage +1, synth:\S+: not solved, .*; \d evaluation/);
  expect(err).toMatch(/stage +2, model:\S+:small:\S+: not solved, its attempts are used up; 2 requests, /);
  expect(err).toMatch(/stage +3, model:\S+:big:\S+: solved; 1 request, /);
  expect(endpoint.requests.map(({ body }) => (body as { model: string }).model)).toEqual([
    "small",
    "small",
    "big",
  ]);
  expect(code).toBe(0);
});

test("a larger model that is not named is asked for", async () => {
  await using endpoint = await modelEndpoint([]);
  const { code, err } = await solve(endpoint, "--coder", "synth,large");
  expect(code).toBe(2);
  expect(err).toMatch(/No model is set for the role large.*\n.*\n.*PORTOLAN_MODELS/);
});

test("what is wrong with the endpoint ends the command with what to do, and without the key", async () => {
  const refused = { status: 401, body: { error: { message: "Incorrect API key provided: sk-secret" } } };
  await using endpoint = await modelEndpoint(() => refused);
  const { code, err } = await solve(endpoint);
  expect(code).toBe(2);
  expect(err).toContain("OPENAI_API_KEY");
  expect(err).not.toContain("sk-secret");
});

test("a model that is not named is asked for", async () => {
  const terminal = capturedTerminal({ cwd: folder });
  expect(await main(["solve", ...task, "--coder", "model"], terminal)).toBe(2);
  expect(terminal.err()).toMatch(/No model is set.*\n.*--model/s);
});

test("what was recorded is replayed offline, and what was not is named", async () => {
  const file = join(folder, "exchanges.jsonl");
  let recorded: Awaited<ReturnType<typeof solve>>;
  let url: string;
  {
    await using endpoint = await modelEndpoint([reply("2 * n"), "Add one.", reply("2 * n + 1")]);
    ({ url } = endpoint);
    recorded = await solve(endpoint, "--model-record", file);
  }
  const closed = { url, requests: [] } as unknown as ModelEndpoint;
  expect(await solve(closed, "--model-replay", file)).toEqual(recorded);
  const other = await solve(
    closed,
    "--model-replay",
    file,
    "--prompt-tokens",
    "2000",
    "--reflection",
    "last-attempt",
  );
  expect(other.code).toBe(2);
  expect(other.err).toMatch(/messages/);
  expect(readFileSync(file, "utf8")).not.toContain("sk-secret");
});
