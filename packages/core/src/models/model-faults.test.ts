import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { afterAll, describe, expect, it } from "vitest";
import type { PortolanError } from "../errors/portolan-error.ts";
import { type EndpointAnswer, modelEndpoint } from "../testing/model-endpoint.ts";
import type { ModelReply } from "./model.ts";
import { openAiModel, type OpenAiModelOptions } from "./open-ai-model.ts";

interface FaultRow {
  name: string;
  /** Answers, in turn; the last one again and again. Absent where there is no endpoint. */
  answers?: readonly EndpointAnswer[];
  options?: Partial<OpenAiModelOptions>;
  /** What it ends as: an error's code, or how a reply ended. */
  ends: string;
  tries: number;
}

const error = (message: string, more: object = {}): object => ({ error: { message, ...more } });
const half = 'data: {"choices":[{"delta":{"content":"half a"}}]}\n\n';
const page = "<!doctype html><html><head><title>Log in</title></head><body>…</body></html>";
const whole = (choice: object): EndpointAnswer => ({ status: 200, body: { choices: [choice] } });

/** What an endpoint may do, and what a person sees of it; `docs/models.md` has the same table. */
const rows: readonly FaultRow[] = [
  {
    name: "wrong key (401)",
    answers: [{ status: 401, body: error("invalid key") }],
    ends: "model-config",
    tries: 1,
  },
  {
    name: "key without rights (403)",
    answers: [{ status: 403, body: error("not for you") }],
    ends: "model-config",
    tries: 1,
  },
  {
    name: "unknown model (404)",
    answers: [{ status: 404, body: error("model 'small' not found") }],
    ends: "model-config",
    tries: 1,
  },
  {
    name: "request refused (400)",
    answers: [{ status: 400, body: error("top_k must be above 0") }],
    ends: "model-config",
    tries: 1,
  },
  {
    name: "prompt too long (400)",
    answers: [{ status: 400, body: error("maximum context length is 4096 tokens") }],
    ends: "model-config",
    tries: 1,
  },
  {
    name: "redirect (300 to 399)",
    answers: [{ status: 307, body: "", headers: { location: "https://models.invalid/v1" } }],
    ends: "model-config",
    tries: 1,
  },
  {
    name: "no credit (429)",
    answers: [{ status: 429, body: error("check your plan", { code: "insufficient_quota" }) }],
    ends: "model-config",
    tries: 1,
  },
  {
    name: "not ready (408, 409)",
    answers: [{ status: 408, body: error("timed out waiting") }],
    ends: "model-unavailable",
    tries: 3,
  },
  {
    name: "limit (429)",
    answers: [
      { status: 429, body: error("slow down"), headers: { "retry-after-ms": "1" } },
      { status: 429, body: error("slow down"), headers: { "retry-after": "0" } },
    ],
    ends: "model-unavailable",
    tries: 3,
  },
  {
    name: "limit for an hour (429)",
    answers: [{ status: 429, body: error("daily limit"), headers: { "retry-after": "3600" } }],
    ends: "model-unavailable",
    tries: 1,
  },
  {
    name: "failure (500 to 599)",
    answers: [{ status: 500, body: error("CUDA out of memory") }],
    ends: "model-unavailable",
    tries: 3,
  },
  {
    name: "page of a proxy (502)",
    answers: [
      {
        status: 502,
        body: "<html><title>502 Bad Gateway</title></html>",
        headers: { "content-type": "text/html" },
      },
    ],
    ends: "model-unavailable",
    tries: 3,
  },
  {
    name: "stream cut off",
    answers: [{ pieces: [half], cut: true }],
    ends: "model-unavailable",
    tries: 3,
  },
  {
    name: "stream that ends too early",
    answers: [{ pieces: [half] }],
    ends: "model-unavailable",
    tries: 3,
  },
  {
    name: "error in the stream",
    answers: [{ pieces: [half, `data: ${JSON.stringify(error("engine crashed"))}\n\n`] }],
    ends: "model-unavailable",
    tries: 3,
  },
  {
    name: "error as a reply",
    answers: [{ status: 200, body: error("model is loading") }],
    ends: "model-unavailable",
    tries: 3,
  },
  {
    name: "no first byte",
    answers: [{ hang: "after-head" }],
    options: { firstByteTimeoutMs: 20 },
    ends: "model-unavailable",
    tries: 3,
  },
  {
    name: "silence in the stream",
    answers: [{ pieces: [half, "\n"], pauseMs: 60_000 }],
    options: { idleTimeoutMs: 20 },
    ends: "model-unavailable",
    tries: 3,
  },
  {
    name: "reply without end",
    answers: [{ pieces: Array.from({ length: 1_000 }, () => half), pauseMs: 5 }],
    options: { timeoutMs: 60 },
    ends: "model-unavailable",
    tries: 1,
  },
  { name: "connection refused", ends: "model-unavailable", tries: 3 },
  { name: "connection closed at once", answers: [{ close: true }], ends: "model-unavailable", tries: 3 },
  {
    name: "unknown host",
    options: { baseUrl: "http://models.invalid/v1" },
    ends: "model-unavailable",
    tries: 3,
  },
  { name: "https:// where there is http", answers: ["unused"], ends: "model-config", tries: 1 },
  {
    name: "no JSON",
    answers: [{ status: 200, body: '{"choices": [' }],
    ends: "model-reply-invalid",
    tries: 1,
  },
  {
    name: "no JSON in the stream",
    answers: [{ pieces: [half, "data: {half\n\n"] }],
    ends: "model-reply-invalid",
    tries: 1,
  },
  {
    name: "JSON of something else",
    answers: [{ status: 200, body: { choices: [{ message: "hi" }] } }],
    ends: "model-reply-invalid",
    tries: 1,
  },
  {
    name: "no choice",
    answers: [{ status: 200, body: { choices: [] } }],
    ends: "model-reply-invalid",
    tries: 1,
  },
  {
    name: "page of a login",
    answers: [{ pieces: [page], contentType: "text/html" }],
    ends: "model-config",
    tries: 1,
  },
  {
    name: "reply too big",
    answers: [{ text: "x".repeat(9_000) }],
    options: { maxReplyBytes: 4_000 },
    ends: "model-reply-invalid",
    tries: 1,
  },
  {
    name: "reply at the token limit",
    answers: [whole({ message: { content: "export fun" }, finish_reason: "length" })],
    ends: "length",
    tries: 1,
  },
  {
    name: "refusal",
    answers: [whole({ message: { content: null, refusal: "I cannot help with that." } })],
    ends: "refusal",
    tries: 1,
  },
  {
    name: "filter",
    answers: [whole({ message: { content: "" }, finish_reason: "content_filter" })],
    ends: "filter",
    tries: 1,
  },
  {
    name: "call of a tool",
    answers: [whole({ message: { content: null, tool_calls: [{}] }, finish_reason: "tool_calls" })],
    ends: "tool-calls",
    tries: 1,
  },
];

const seen = new Map<string, string>();

describe("what an endpoint may do", () => {
  it.each(rows.map((row) => [row.name, row] as const))("%s", async (_, row) => {
    const { outcome, tries, requests, url } = await suffer(row);
    expect(tries).toBe(row.tries);
    // Nothing was sent that was not counted; a busy machine may end a try before it arrives.
    if (requests !== undefined) expect(requests).toBeLessThanOrEqual(tries);
    if ("code" in outcome) {
      expect(outcome.code).toBe(row.ends);
      expect(outcome.value).not.toBe("");
      expect(outcome.message).toContain(url);
      expect(outcome.next).not.toBe("");
    } else expect(outcome.finish).toBe(row.ends);
    seen.set(row.name, lineOf(row, outcome, url));
  });

  it("stands in docs/models.md as it is", () => {
    const docs = readFileSync(new URL("../../../../docs/models.md", import.meta.url), "utf8");
    const lines = new Set(docs.split("\n").map((line) => line.replace(/ +\|/g, " |").replace(/\| +/g, "| ")));
    const missing = [...seen.values()].filter((line) => !lines.has(line));
    expect(missing).toEqual([]);
  });
});

/** A port that nobody listens on. */
const free = createServer();
const freePort = new Promise<number>((resolve) => {
  free.listen(0, "127.0.0.1", () => {
    const { port } = free.address() as AddressInfo;
    free.close(() => resolve(port));
  });
});
afterAll(() => void free.close());

async function suffer(row: FaultRow): Promise<{
  outcome: ModelReply | PortolanError;
  tries: number;
  requests: number | undefined;
  url: string;
}> {
  const { answers, options } = row;
  await using endpoint =
    answers && (await modelEndpoint((_, i) => answers[Math.min(i, answers.length - 1)] as EndpointAnswer));
  let url = options?.baseUrl ?? endpoint?.url ?? `http://127.0.0.1:${await freePort}/v1`;
  if (row.name.startsWith("https")) url = url.replace("http:", "https:");
  const streamed = answers?.some((answer) => typeof answer === "object" && !("status" in answer)) ?? false;
  let tries = 0;
  const model = openAiModel({ model: "small", retries: 2, retryDelayMs: 1, ...options, baseUrl: url });
  const outcome = await model
    .complete(
      { messages: [{ role: "user", content: "hi" }] },
      { onRequest: () => tries++, onText: streamed ? () => {} : undefined },
    )
    .catch((thrown: unknown) => thrown as PortolanError);
  return { outcome, tries, requests: endpoint?.requests.length, url };
}

/** The row of the page, without the address of the endpoint and what else depends on the machine. */
function lineOf({ name, ends, tries }: FaultRow, outcome: ModelReply | PortolanError, url: string): string {
  if (!("code" in outcome)) return `| ${name} | a reply, \`finish: "${ends}"\` | – | – | ${tries} |`;
  const message = outcome.message
    .replaceAll(`${url} `, "")
    .replace(/(127\.0\.0\.1):\d+/, "$1:11434")
    .replace(/(over TLS: ).*(\.)$/, "$1…$2")
    .replace(/after \d+ bytes(: \w+.*?)?(?= \(|\.)/, "after … bytes")
    .replace(/(getaddrinfo) \w+/, "$1 ENOTFOUND")
    .replaceAll("|", "\\|");
  const value = (outcome.value ?? "").replace("EAI_AGAIN", "ENOTFOUND").replaceAll("\n", " ").slice(0, 40);
  return `| ${name} | \`${ends}\`: … ${message} | \`${value}\` | ${outcome.next} | ${tries} |`;
}
