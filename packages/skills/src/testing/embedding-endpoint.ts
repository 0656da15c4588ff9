import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { letterEmbedder } from "./letter-embedder.ts";

/** What one request asked for. */
export interface EmbeddingRequest {
  path: string | undefined;
  key: string | undefined;
  body: { model: string; input: string[]; dimensions?: number; encoding_format?: string };
}

type Answer = { status: number; body: unknown } | "hang";

/**
 * An embedding endpoint on the loopback interface. It answers with unnormalised vectors in reverse order, or with what
 * `answer` gives for the n-th request.
 */
export async function embeddingEndpoint(
  answer: (request: EmbeddingRequest, n: number) => Answer | undefined = () => undefined,
): Promise<{ url: string; requests: EmbeddingRequest[] } & AsyncDisposable> {
  const requests: EmbeddingRequest[] = [];
  const server = createServer((incoming, response) => {
    void (async () => {
      const body = JSON.parse(await text(incoming)) as EmbeddingRequest["body"];
      const request = { path: incoming.url, key: incoming.headers.authorization, body };
      requests.push(request);
      const given = answer(request, requests.length) ?? { status: 200, body: await vectorsFor(body.input) };
      if (given === "hang") return;
      response.writeHead(given.status, { "content-type": "application/json", "retry-after-ms": "1" });
      response.end(JSON.stringify(given.body));
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    requests,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function vectorsFor(input: string[]): Promise<unknown> {
  const vectors = await letterEmbedder().embed(input);
  const data = vectors.map((vector, index) => ({
    object: "embedding",
    index,
    embedding: [...vector].map((value) => value * 3),
  }));
  return { object: "list", data: data.toReversed(), model: "letters", usage: {} };
}
