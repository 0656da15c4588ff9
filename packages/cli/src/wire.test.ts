import { mkdtempSync, readdirSync, statSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { json } from "node:stream/consumers";
import { configSchema } from "@portolan/core";
import { modelEndpoint } from "@portolan/core/testing";
import { afterEach, describe, expect, it, vi } from "vitest";
import { writeTinyStore } from "./testing/tiny-store.ts";
import { openEmbedder, openModel, openStore } from "./wire.ts";

afterEach(() => vi.unstubAllEnvs());

const root = mkdtempSync(join(tmpdir(), "portolan-wire-"));
const opened = (settings: Record<string, unknown>) => openEmbedder(configSchema.parse(settings), root);

it("opens the built-in embedder unless told otherwise", async () => {
  expect((await opened({})).id).toMatch(/^built-in:/);
});

/** An endpoint whose vectors all are the same, and the keys and texts that it was asked with. */
async function vectorEndpoint() {
  const keys: (string | undefined)[] = [];
  const texts: string[] = [];
  const server = createServer(async (request, response) => {
    const { input } = (await json(request)) as { input: string[] };
    keys.push(request.headers.authorization);
    texts.push(...input);
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ data: input.map((_, index) => ({ index, embedding: [3, 4] })) }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    keys,
    texts,
    modelUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

it("asks the endpoint of modelUrl with the key of the environment, once for each query", async () => {
  vi.stubEnv("OPENAI_API_KEY", "secret");
  await using served = await vectorEndpoint();
  const embedder = await opened({ embedder: "openai:letters?dimensions=2", modelUrl: served.modelUrl });
  await embedder.embed(["sort"], "query");
  expect(await embedder.embed(["sort"], "query")).toEqual([Float32Array.of(0.6, 0.8)]);
  // One for the length of its vectors, one for the text.
  expect(served.keys).toEqual(["Bearer secret", "Bearer secret"]);
});

it("keeps the vectors of documents in one place, of which the next process reads them", async () => {
  await using served = await vectorEndpoint();
  const folder = mkdtempSync(join(tmpdir(), "portolan-wire-"));
  await writeTinyStore(folder);
  const config = configSchema.parse({ embedder: "openai:letters?dimensions=2", modelUrl: served.modelUrl });
  for (let i = 0; i < 2; i++) {
    await using store = await openStore(folder, config);
    expect(await store.search({ text: "list" })).toHaveLength(3);
  }
  // A probe of each process, name, description and code of three skills, and one query.
  expect(served.texts).toHaveLength(2 + 9 + 1);
  const [file] = readdirSync(join(folder, ".portolan/vectors"));
  const { size } = statSync(join(folder, ".portolan/vectors", file as string));
  // Digest, two numbers and what frames them: of one vector, not of ten.
  expect(size).toBeLessThan(100);
});

it.each([["transformers:letters?pooling=max", /pooling/]])(
  "refuses %s as it stands",
  async (embedder, message) => {
    vi.stubEnv("OPENAI_API_KEY", "");
    await expect(opened({ embedder })).rejects.toThrow(message);
  },
);

it("says of a model without a key which variable to set", async () => {
  vi.stubEnv("OPENAI_API_KEY", "");
  const embedder = "openai:letters?dimensions=2";
  await expect(opened({ embedder })).rejects.toMatchObject({
    message: expect.stringContaining(embedder),
    value: embedder,
    next: expect.stringMatching(/OPENAI_API_KEY.*--model-url.*PORTOLAN_MODEL_URL/),
  });
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

  it("answers from its own exchanges where a recording is of several models", async () => {
    await using endpoint = await modelEndpoint(["hello", "well"]);
    const modelRecord = join(mkdtempSync(join(tmpdir(), "portolan-roles-")), "exchanges.jsonl");
    const settings = { modelUrl: endpoint.url, model: "small", models: { describe: "large" } };
    const recording = configSchema.parse({ ...settings, modelRecord });
    await (await openModel(recording, "coder")).complete(request);
    await (await openModel(recording, "describe")).complete(request);
    const replaying = configSchema.parse({ ...settings, modelReplay: modelRecord });
    const describing = await openModel(replaying, "describe");
    expect((await describing.complete(request)).text).toBe("well");
    expect((await (await openModel(replaying, "coder")).complete(request)).text).toBe("hello");
    expect(endpoint.requests).toHaveLength(2);
  });

  it("needs an endpoint or a key", async () => {
    vi.stubEnv("OPENAI_API_KEY", "");
    const opening = openModel(configSchema.parse({ model: "gpt-x" }), "coder");
    await expect(opening).rejects.toMatchObject({ code: "config", value: "OPENAI_API_KEY" });
  });
});
