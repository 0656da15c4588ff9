import { describe, expect, it } from "vitest";
import { type EndpointAnswer, modelEndpoint, type ModelEndpointOptions } from "../testing/model-endpoint.ts";
import type { ModelRequest, ModelRetry, ModelUsage } from "./model.ts";
import { openAiModel, type OpenAiModelOptions } from "./open-ai-model.ts";

const request: ModelRequest = {
  messages: [
    { role: "system", content: "Be brief." },
    { role: "user", content: "x".repeat(400) },
  ],
  maxOutputTokens: 50,
  temperature: 0.2,
  seed: 7,
};

/** Asks an endpoint once, and gathers all that is told on the way. */
async function asked(
  answers: readonly EndpointAnswer[],
  options: Partial<OpenAiModelOptions> & { endpoint?: ModelEndpointOptions; watch?: boolean } = {},
  given: ModelRequest = request,
) {
  const { endpoint: endpointOptions, watch = false, ...modelOptions } = options;
  await using endpoint = await modelEndpoint(answers, endpointOptions);
  const model = openAiModel({
    baseUrl: endpoint.url,
    model: "small",
    retryDelayMs: 1,
    ...modelOptions,
  });
  const deltas: string[] = [];
  const retries: ModelRetry[] = [];
  const usages: ModelUsage[] = [];
  const outcome = await model
    .complete(given, {
      onText: watch ? (delta) => deltas.push(delta) : undefined,
      onRetry: (retry) => retries.push(retry),
      onUsage: (usage) => usages.push(usage),
    })
    .then(
      (reply) => ({ reply, error: undefined }),
      (error: unknown) => ({ reply: undefined, error }),
    );
  return { ...outcome, deltas, retries, usages, requests: endpoint.requests };
}

describe("what is sent", () => {
  it("is a chat completion, with key and headers", async () => {
    const headers = { "X-Team": "one" };
    const { requests, reply } = await asked(["hi"], { apiKey: "secret-key", headers, body: { top_k: 5 } });
    expect(reply?.text).toBe("hi");
    expect(requests[0]).toMatchObject({
      path: "/v1/chat/completions",
      headers: { authorization: "Bearer secret-key", "x-team": "one" },
      body: {
        model: "small",
        messages: request.messages,
        max_tokens: 50,
        temperature: 0.2,
        seed: 7,
        top_k: 5,
      },
    });
    expect(requests[0]?.body).not.toHaveProperty("stream");
  });

  it("asks for a stream with usage where somebody wants the text as it comes", async () => {
    const { requests, deltas, reply, usages } = await asked(["a long reply"], { watch: true });
    expect(requests[0]?.body).toMatchObject({ stream: true, stream_options: { include_usage: true } });
    expect(deltas.length).toBeGreaterThan(1);
    expect(deltas.join("")).toBe("a long reply");
    expect(usages).toEqual([reply?.usage]);
    expect(reply?.usage.estimated).toBeUndefined();
  });

  it("is a response, where that is the API", async () => {
    const schema = { name: "answer", schema: { type: "object" } };
    const { requests, reply } = await asked(["{}"], { api: "responses" }, { ...request, schema });
    expect(reply?.text).toBe("{}");
    expect(requests[0]).toMatchObject({
      path: "/v1/responses",
      body: {
        input: request.messages,
        max_output_tokens: 50,
        store: false,
        text: { format: { type: "json_schema", ...schema } },
      },
    });
  });

  it("asks Responses for no fewer tokens than they give", async () => {
    const { requests } = await asked(["hi"], { api: "responses" }, { ...request, maxOutputTokens: 3 });
    expect(requests[0]?.body).toMatchObject({ max_output_tokens: 16 });
  });

  it("has no key, no account and no field that the settings leave out", async () => {
    const { requests } = await asked(["hi"], { body: { temperature: null } });
    expect(requests[0]?.headers).not.toHaveProperty("authorization");
    expect(requests[0]?.headers).not.toHaveProperty("openai-organization");
    expect(requests[0]?.body).not.toHaveProperty("temperature");
  });

  it("keeps the query of the base URL, and does not show it", async () => {
    await using endpoint = await modelEndpoint(["hi"]);
    const model = openAiModel({ baseUrl: `${endpoint.url}/?api-version=3`, model: "small" });
    await model.complete(request);
    expect(endpoint.requests[0]?.path).toBe("/v1/chat/completions?api-version=3");
    expect(model.id).toBe(`${endpoint.url}:small`);
  });
});

describe("servers that know less", () => {
  it.each([
    ["stream_options", { watch: true }],
    ["temperature", {}],
    ["seed", {}],
  ])("are asked again without %s, and not told it a second time", async (field, options) => {
    await using endpoint = await modelEndpoint(["one", "two", "three"], { unknownFields: [field] });
    const model = openAiModel({ baseUrl: endpoint.url, model: "small" });
    const onText = "watch" in options ? () => {} : undefined;
    expect((await model.complete(request, { onText })).text).toBe("two");
    expect((await model.complete(request, { onText })).text).toBe("three");
    expect(endpoint.requests.map(({ body }) => field in body)).toEqual([true, false, false]);
  });

  it("are asked for JSON in ever simpler ways", async () => {
    const schema = { name: "answer", schema: { type: "object" } };
    const { requests, retries } = await asked(["a", "b", "{}"], {}, { ...request, schema });
    expect(requests).toHaveLength(1);
    const refused = {
      status: 400,
      body: { error: { message: "response_format json_schema is not supported" } },
    };
    const refusedToo = { status: 400, body: { error: { message: "response_format is not supported" } } };
    const simpler = await asked([refused, refusedToo, "{}"], {}, { ...request, schema });
    expect(simpler.reply?.text).toBe("{}");
    expect(simpler.requests.map(({ body }) => (body["response_format"] as { type: string })?.type)).toEqual([
      "json_schema",
      "json_object",
      undefined,
    ]);
    expect(retries).toEqual([]);
    expect(simpler.retries.map(({ reason }) => reason)).toEqual([
      "the endpoint does not take json_schema; json_object is asked for",
      "the endpoint does not take json_object; the prompt alone asks for JSON",
    ]);
  });

  it("are given the other name of the limit of tokens", async () => {
    const message =
      "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.";
    const { requests } = await asked([{ status: 400, body: { error: { message } } }, "hi"]);
    expect(requests[1]?.body).toMatchObject({ max_completion_tokens: 50 });
    expect(requests[1]?.body).not.toHaveProperty("max_tokens");
  });

  it("teach requests at the same time each their own lesson", async () => {
    await using endpoint = await modelEndpoint(() => "hi", { unknownFields: ["temperature"] });
    const model = openAiModel({ baseUrl: endpoint.url, model: "small", retries: 0 });
    const replies = await Promise.all([1, 2, 3].map(() => model.complete(request)));
    expect(replies.map(({ text }) => text)).toEqual(["hi", "hi", "hi"]);
    expect(endpoint.requests).toHaveLength(6);
  });

  it("are not argued with about what the settings put into the body", async () => {
    const { error, requests } = await asked(["hi"], {
      body: { temperature: 1 },
      endpoint: { unknownFields: ["temperature"] },
    });
    expect(error).toMatchObject({ code: "model-config", next: expect.stringContaining("modelBody") });
    expect(requests).toHaveLength(1);
  });

  it("are estimated where they do not count", async () => {
    const { reply } = await asked(["four"], { watch: true, endpoint: { stream: { usage: false } } });
    expect(reply?.usage).toEqual({
      inputTokens: 103,
      cachedInputTokens: 0,
      outputTokens: 1,
      reasoningTokens: 0,
      estimated: true,
    });
  });

  it("may answer with a whole reply where a stream was asked for", async () => {
    const body = { choices: [{ message: { content: "whole" } }] };
    const { reply, deltas } = await asked([{ status: 200, body }], { watch: true });
    expect(reply).toMatchObject({ text: "whole", finish: "stop", model: "small" });
    expect(deltas).toEqual(["whole"]);
  });
});

describe.each(["chat", "responses"] as const)("a stream of %s", (api) => {
  const text = "naïve – 日本語 👩‍🚀\r\ndone";
  const reasoning = "hm…";
  it.each([
    ["in single bytes", { pieceBytes: 1 }],
    ["in pieces of seven bytes", { pieceBytes: 7 }],
    ["with CRLF", { newline: "\r\n", pieceBytes: 3 }],
    ["with comments", { comments: true }],
  ] as const)("is read whole %s", async (_, stream) => {
    const answer = { text, reasoning };
    const { reply, deltas } = await asked([answer], { api, watch: true, endpoint: { stream } });
    expect(reply).toMatchObject({ text, reasoning, finish: "stop" });
    expect(deltas.join("")).toBe(text);
  });
});

describe("usage", () => {
  it.each([
    [
      "cached and reasoning tokens",
      {
        prompt_tokens: 100,
        completion_tokens: 20,
        total_tokens: 120,
        prompt_tokens_details: { cached_tokens: 60 },
        completion_tokens_details: { reasoning_tokens: 15 },
      },
      { inputTokens: 100, cachedInputTokens: 60, outputTokens: 20, reasoningTokens: 15 },
    ],
    [
      "reasoning beside the completion",
      {
        prompt_tokens: 100,
        completion_tokens: 20,
        total_tokens: 135,
        completion_tokens_details: { reasoning_tokens: 15 },
      },
      { inputTokens: 100, cachedInputTokens: 0, outputTokens: 35, reasoningTokens: 15 },
    ],
    [
      "a cache by another name",
      { prompt_tokens: 100, completion_tokens: 20, prompt_cache_hit_tokens: 64 },
      { inputTokens: 100, cachedInputTokens: 64, outputTokens: 20, reasoningTokens: 0 },
    ],
    [
      "nonsense, which is estimated",
      { prompt_tokens: -1, completion_tokens: "many" },
      { inputTokens: 103, cachedInputTokens: 0, outputTokens: 1, reasoningTokens: 0, estimated: true },
    ],
  ])("has %s", async (_, usage, expected) => {
    const body = { choices: [{ message: { content: "hi" } }], usage };
    expect((await asked([{ status: 200, body }])).reply?.usage).toEqual(expected);
  });
});

describe("reasoning", () => {
  it.each([
    ["reasoning_content", { content: "42", reasoning_content: "6 × 7" }],
    ["reasoning", { content: "42", reasoning: "6 × 7" }],
    ["the text", { content: "<think>6 × 7</think>\n\n42" }],
    ["parts of the content", { content: [{ type: "text", text: "42" }], reasoning: "6 × 7" }],
  ])("in %s is taken out", async (_, message) => {
    const { reply } = await asked([{ status: 200, body: { choices: [{ message, finish_reason: "stop" }] } }]);
    expect(reply).toMatchObject({ text: "42", reasoning: "6 × 7" });
  });

  it("is not streamed", async () => {
    const { deltas } = await asked(["<think>hidden</think>shown"], { watch: true });
    expect(deltas.join("")).toBe("shown");
  });
});

describe("retries", () => {
  const busy = (headers: Record<string, string>): EndpointAnswer => ({
    status: 429,
    body: { error: { message: "slow down" } },
    headers,
  });

  it("wait as long as the endpoint says, else twice as long each time", async () => {
    const { reply, retries } = await asked(
      [busy({ "retry-after-ms": "3" }), busy({}), busy({ "retry-after": "0" }), busy({}), "hi"],
      { retryDelayMs: 1 },
    );
    expect(reply?.text).toBe("hi");
    expect(retries.map(({ tries, afterMs }) => [tries, afterMs])).toEqual([
      [1, 3],
      [2, 2],
      [3, 0],
      [4, 8],
    ]);
  });

  it("pay for what a cut stream wrote, and begin the text anew", async () => {
    const piece = 'data: {"choices":[{"delta":{"content":"half a"}}]}\n\n';
    const { reply, usages, deltas, retries } = await asked([{ pieces: [piece], cut: true }, "whole"], {
      watch: true,
    });
    expect(reply?.text).toBe("whole");
    expect(deltas.slice(0, 1)).toEqual(["half a"]);
    expect(retries[0]?.reason).toMatch(/^cut its reply off after 52 bytes/);
    expect(usages).toHaveLength(2);
    expect(usages[0]).toMatchObject({ inputTokens: 103, outputTokens: 2, estimated: true });
  });

  it("follow a reply that a gateway breaks off", async () => {
    const broken = { choices: [{ message: { content: "half" }, finish_reason: "error" }] };
    const { reply, usages } = await asked([{ status: 200, body: broken }, "whole"]);
    expect(reply?.text).toBe("whole");
    expect(usages).toHaveLength(2);
  });

  it("end when the wait is aborted", async () => {
    await using endpoint = await modelEndpoint([busy({ "retry-after": "60" }), "never"]);
    const stop = new AbortController();
    const asking = openAiModel({ baseUrl: endpoint.url, model: "small" }).complete(request, {
      signal: stop.signal,
      onRetry: () => stop.abort(),
    });
    await expect(asking).rejects.toMatchObject({ code: "interrupted" });
    expect(endpoint.requests).toHaveLength(1);
  });

  it("are asked for by whoever counts them", async () => {
    await using endpoint = await modelEndpoint([busy({}), "never"]);
    let sent = 0;
    const asking = openAiModel({ baseUrl: endpoint.url, model: "small", retryDelayMs: 1 }).complete(request, {
      onRequest: () => {
        if (++sent > 1) throw new Error("no more");
      },
    });
    await expect(asking).rejects.toThrow("no more");
    expect(endpoint.requests).toHaveLength(1);
  });
});

describe("a stream of responses", () => {
  const events = (...list: object[]): EndpointAnswer => ({
    pieces: list.map((event) => `event: e\ndata: ${JSON.stringify(event)}\n\n`),
  });
  const delta = { type: "response.output_text.delta", delta: "half" };

  it.each([
    [
      "fails",
      events(delta, { type: "response.failed", response: { error: { message: "no GPU" } } }),
      /gave up: no GPU/,
    ],
    [
      "has an error",
      events(delta, { type: "error", error: { message: "no GPU" } }),
      /broke off its reply: no GPU/,
    ],
    ["just ends", events(delta), /cut its reply off/],
  ])("that %s is asked for again", async (_, answer, reason) => {
    const { reply, retries, usages } = await asked([answer, "whole"], { api: "responses", watch: true });
    expect(reply?.text).toBe("whole");
    expect(retries[0]?.reason).toMatch(reason);
    expect(usages).toMatchObject([{ outputTokens: 1, estimated: true }, { outputTokens: 2 }]);
  });
});

it.each(["before-head", "after-head"] as const)("ends a request that hangs %s when told to", async (hang) => {
  const stop = new AbortController();
  await using endpoint = await modelEndpoint(() => {
    setImmediate(() => stop.abort());
    return { hang };
  });
  const asking = openAiModel({ baseUrl: endpoint.url, model: "small" }).complete(request, {
    signal: stop.signal,
    onText: () => {},
  });
  await expect(asking).rejects.toMatchObject({ code: "interrupted" });
});

it("passes on what a listener throws, and asks no second time", async () => {
  await using endpoint = await modelEndpoint(["hi", "hi"]);
  const onText = (): never => {
    throw new Error("the listener broke");
  };
  const asking = openAiModel({ baseUrl: endpoint.url, model: "small" }).complete(request, { onText });
  await expect(asking).rejects.toThrow("the listener broke");
  expect(endpoint.requests).toHaveLength(1);
});

describe("secrets", () => {
  it.each([
    [{ baseUrl: "http://me:hunter22@localhost/v1" }, /user or a password/],
    [{ baseUrl: "localhost:8080" }, /not an address of HTTP/],
    [{ apiKey: "hunter22\nhunter22" }, /key in OPENAI_API_KEY has characters/],
    [{ headers: { "x-pass": "hunter22\n2" } }, /header "x-pass" has characters/],
  ])("are in no error of the options %j", (options, message) => {
    const opening = () => openAiModel({ model: "small", ...options });
    expect(opening).toThrow(message);
    expect(opening).toThrow(expect.objectContaining({ code: "model-config" }));
    expect(opening).not.toThrow(/hunter/);
  });

  it("are taken out of what an endpoint says", async () => {
    const body = { error: { message: "Incorrect key hunter22-key, header other-secret" } };
    const { error } = await asked([{ status: 401, body }], {
      apiKey: "hunter22-key",
      headers: { "x-pass": "other-secret" },
    });
    expect(error).toMatchObject({ message: expect.stringContaining("Incorrect key …, header …") });
    expect(JSON.stringify([error, (error as Error).stack])).not.toMatch(/hunter22|other-secret/);
  });

  it("do not follow an endpoint that sends requests to another host", async () => {
    await using other = await modelEndpoint(["stolen"]);
    const headers = { location: `${other.url}/chat/completions` };
    const { error } = await asked([{ status: 307, body: "", headers }], {
      headers: { "x-pass": "hunter22" },
    });
    expect(error).toMatchObject({ code: "model-config", message: expect.stringContaining(other.url) });
    expect(other.requests).toEqual([]);
  });
});

it.each([{ retries: Number.NaN }, { timeoutMs: -1 }])(
  "refuses %j, with which it would never end",
  (options) => {
    expect(() => openAiModel({ model: "small", ...options })).toThrow(/not a number of 0 or more/);
  },
);

it("waits as long as a timer can where it is to wait longer", async () => {
  const { reply } = await asked(["yes"], {
    timeoutMs: 1e12,
    firstByteTimeoutMs: Infinity,
    idleTimeoutMs: 2 ** 31,
    watch: true,
  });
  expect(reply?.text).toBe("yes");
});
