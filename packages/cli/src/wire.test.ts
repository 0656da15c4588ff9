import { mkdtempSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { configSchema } from "@portolan/core";
import { afterEach, expect, it, vi } from "vitest";
import { openEmbedder } from "./wire.ts";

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
