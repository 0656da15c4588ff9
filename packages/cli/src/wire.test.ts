import { mkdtempSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { configSchema } from "@portolan/core";
import { modelEndpoint } from "@portolan/core/testing";
import { afterEach, describe, expect, it, vi } from "vitest";
import { openEmbedder, openModel } from "./wire.ts";

afterEach(() => vi.unstubAllEnvs());

const root = mkdtempSync(join(tmpdir(), "portolan-wire-"));
const opened = (settings: Record<string, unknown>) => openEmbedder(configSchema.parse(settings), root);

it("opens the built-in embedder unless told otherwise", async () => {
  expect((await opened({})).id).toMatch(/^built-in:/);
});

it("asks the endpoint of modelUrl with the key of the environment, once for each text", async () => {
  vi.stubEnv("OPENAI_API_KEY", "secret");
  const keys: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    keys.push(request.headers.authorization);
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ data: [{ index: 0, embedding: [3, 4] }] }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const modelUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  const embedder = await opened({ embedder: "openai:letters?dimensions=2", modelUrl });
  await embedder.embed(["sort"]);
  expect(await embedder.embed(["sort"])).toEqual([Float32Array.of(0.6, 0.8)]);
  // One for the length of its vectors, one for the text.
  expect(keys).toEqual(["Bearer secret", "Bearer secret"]);
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

it.each([
  ["openai:letters", /neither an endpoint nor a key/],
  ["transformers:letters?pooling=max", /pooling/],
])("refuses %s as it stands", async (embedder, message) => {
  vi.stubEnv("OPENAI_API_KEY", "");
  await expect(opened({ embedder })).rejects.toThrow(message);
});

describe("the model of a role", () => {
  const request = { messages: [{ role: "user" as const, content: "hi" }] };

  it("is asked with the key of the variable that the settings name", async () => {
    vi.stubEnv("OPENAI_API_KEY", "not-this-one");
    vi.stubEnv("MY_KEY", "secret-key");
    await using endpoint = await modelEndpoint(["hello", "well"]);
    const config = configSchema.parse({
      modelUrl: endpoint.url,
      model: "small",
      modelKeyEnv: "MY_KEY",
      models: { judge: { url: `${endpoint.url}/`, model: "large" } },
      prices: { small: { input: 1, output: 2 } },
    });
    const coder = await openModel(config, "coder");
    expect(coder).toMatchObject({ id: `${endpoint.url}:small`, price: { input: 1, output: 2 } });
    expect((await coder.complete(request)).text).toBe("hello");
    const judge = await openModel(config, "judge");
    expect(judge.price).toBeUndefined();
    await judge.complete(request);
    expect(endpoint.requests.map(({ headers }) => headers["authorization"])).toEqual([
      "Bearer secret-key",
      undefined,
    ]);
  });

  it("needs an endpoint or a key", async () => {
    vi.stubEnv("OPENAI_API_KEY", "");
    const opening = openModel(configSchema.parse({ model: "gpt-x" }), "coder");
    await expect(opening).rejects.toMatchObject({ code: "config", value: "OPENAI_API_KEY" });
  });
});
