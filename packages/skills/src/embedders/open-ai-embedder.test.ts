import { embedderConformance } from "@portolan/core/testing";
import { afterAll, beforeAll, expect, it } from "vitest";
import { embeddingEndpoint } from "../testing/embedding-endpoint.ts";
import { letterEmbedder } from "../testing/letter-embedder.ts";
import { openAiEmbedder } from "./open-ai-embedder.ts";

let shared: Awaited<ReturnType<typeof embeddingEndpoint>>;
beforeAll(async () => {
  shared = await embeddingEndpoint();
});
afterAll(() => shared[Symbol.asyncDispose]());

embedderConformance("an endpoint", () => openAiEmbedder({ baseUrl: shared.url, model: "letters" }));

it("asks in batches, with key, model and length, and puts the answers in order", async () => {
  await using endpoint = await embeddingEndpoint();
  const { url: baseUrl, requests } = endpoint;
  const options = { baseUrl, model: "letters", apiKey: "secret", dimensions: 27, batch: 2 };
  const embedder = await openAiEmbedder(options);
  const texts = ["sort", "sum", "reverse"];
  const expected = await letterEmbedder().embed(texts);
  for (const [i, vector] of (await embedder.embed(texts)).entries()) {
    for (const [d, value] of vector.entries()) expect(value).toBeCloseTo(expected[i]?.[d] as number, 5);
  }
  expect(requests.map(({ body }) => body.input)).toEqual([["probe"], ["sort", "sum"], ["reverse"]]);
  expect(requests[1]).toMatchObject({
    path: "/v1/embeddings",
    key: "Bearer secret",
    body: { model: "letters", dimensions: 27, encoding_format: "float" },
  });
});

it("puts prefixes before queries and documents, which its id tells", async () => {
  await using endpoint = await embeddingEndpoint();
  const { url: baseUrl, requests } = endpoint;
  const prefixed = { baseUrl, model: "letters", queryPrefix: "q: ", documentPrefix: "d: " };
  const embedder = await openAiEmbedder(prefixed);
  await embedder.embed(["sort"], "query");
  await embedder.embed(["sort"]);
  expect(requests.slice(1).map(({ body }) => body.input)).toEqual([["q: sort"], ["d: sort"]]);
  expect(embedder.id).not.toBe((await openAiEmbedder({ baseUrl, model: "letters" })).id);
  expect(embedder.id).not.toBe((await openAiEmbedder({ ...prefixed, model: "other" })).id);
});

it("sends a request again that failed for a passing reason", async () => {
  const busy = { status: 503, body: { error: { message: "busy" } } };
  await using endpoint = await embeddingEndpoint((_, n) => (n <= 2 ? busy : undefined));
  expect((await openAiEmbedder({ baseUrl: endpoint.url, model: "letters" })).dimension).toBe(27);
  expect(endpoint.requests).toHaveLength(3);
});

it.each([
  ["a wrong key", 401, { error: { message: "bad key" } }, /refuses.*bad key/, /OPENAI_API_KEY/],
  ["an unknown model", 404, { error: { message: "no such model" } }, /no such model/, /name of the model/],
  ["a limit", 429, { error: { message: "slow down" } }, /slow down/, /Wait/],
  ["a page instead of vectors", 200, { hello: "world" }, /0 vectors for 1 texts/, /embedding model/],
  ["too few vectors", 200, { data: [] }, /0 vectors for 1 texts/, /embedding model/],
])("says what is wrong: %s", async (_, status, body, message, next) => {
  await using endpoint = await embeddingEndpoint(() => ({ status, body }));
  const opening = openAiEmbedder({ baseUrl: endpoint.url, model: "letters", retries: 0 });
  await expect(opening).rejects.toMatchObject({
    code: "embedder-failed",
    message: expect.stringMatching(message),
    next: expect.stringMatching(next),
  });
});

it("says that vectors have another length than was asked for", async () => {
  const opening = openAiEmbedder({ baseUrl: shared.url, model: "letters", dimensions: 64 });
  await expect(opening).rejects.toMatchObject({
    message: expect.stringContaining("27"),
    next: expect.stringContaining("27"),
  });
});

it("says that nobody answers", async () => {
  const endpoint = await embeddingEndpoint();
  await endpoint[Symbol.asyncDispose]();
  const opening = openAiEmbedder({ baseUrl: endpoint.url, model: "letters", retries: 0 });
  await expect(opening).rejects.toMatchObject({
    code: "embedder-failed",
    message: expect.stringMatching(/does not answer: .*ECONNREFUSED/),
    next: expect.stringContaining("modelUrl"),
  });
});

it("ends when it is told to", async () => {
  const stop = new AbortController();
  await using endpoint = await embeddingEndpoint((_, n) => {
    if (n === 1) return undefined;
    setImmediate(() => stop.abort());
    return "hang";
  });
  const embedder = await openAiEmbedder({ baseUrl: endpoint.url, model: "letters", signal: stop.signal });
  await expect(embedder.embed(["sort"])).rejects.toMatchObject({ code: "interrupted" });
});
