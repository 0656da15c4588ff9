import { type Embedder, PortolanError } from "@portolan/core";
import type { OpenAI } from "openai";
import { embeddingFailure } from "./open-ai-failures.ts";

export interface OpenAiEmbedderOptions {
  /** Base URL of the endpoint, such as `http://localhost:11434/v1`; that of the `openai` package when absent. */
  baseUrl?: string;
  model: string;
  /** Absent for endpoints that ask for none. */
  apiKey?: string;
  /** Asks for vectors of that length, of models that can shorten them; the model's own length when absent. */
  dimensions?: number;
  /** Text put before every query, where the model was trained with one. */
  queryPrefix?: string;
  /** Text put before every document. */
  documentPrefix?: string;
  /** Texts a request; 64 when absent. */
  batch?: number;
  /** How often a request that failed for a passing reason is sent again; 3 when absent. */
  retries?: number;
  /** How long one request may take; 60,000 when absent. */
  timeoutMs?: number;
  /** Ends whatever is under way. */
  signal?: AbortSignal;
}

/**
 * An embedder behind an endpoint that speaks OpenAI's protocol. Opening it asks for one vector, to learn its length.
 * @throws PortolanError `embedder-failed` saying whether the endpoint, the key, the model or the answer is at fault
 */
export async function openAiEmbedder(options: OpenAiEmbedderOptions): Promise<Embedder> {
  const { model, dimensions, batch = 64, retries = 3, timeoutMs = 60_000, signal } = options;
  const prefixes = { query: options.queryPrefix ?? "", document: options.documentPrefix ?? "" };
  const { OpenAI: Client } = await import("openai");
  const client = new Client({
    baseURL: options.baseUrl,
    // The client insists on a key; endpoints that want none ignore it.
    apiKey: options.apiKey ?? "none",
    maxRetries: retries,
    timeout: timeoutMs,
  });
  const ask = async (input: string[]): Promise<Float32Array[]> => {
    // Floats as text: not every endpoint knows base64, which the client would ask for.
    const body = { model, input, dimensions, encoding_format: "float" as const };
    const answer = await client.embeddings.create(body, { signal }).catch((cause: unknown) => {
      throw embeddingFailure(cause, { baseUrl: client.baseURL, model });
    });
    return vectorsOf(answer, input.length, { baseUrl: client.baseURL, model });
  };
  const [probe] = (await ask(["probe"])) as [Float32Array];
  if (dimensions !== undefined && probe.length !== dimensions) {
    throw new PortolanError(
      "embedder-failed",
      `${model} gives vectors of ${probe.length} numbers, not of the ${dimensions} that were asked for.`,
      { value: dimensions, next: `Leave dimensions out, or set it to ${probe.length}.` },
    );
  }
  return {
    id: `openai:${client.baseURL}:${model}:${probe.length}:${JSON.stringify(prefixes)}`,
    dimension: probe.length,
    embed: async (texts, as = "document") => {
      const vectors: Float32Array[] = [];
      for (let at = 0; at < texts.length; at += batch) {
        // Endpoints refuse an empty text.
        const part = texts.slice(at, at + batch).map((text) => prefixes[as] + text || " ");
        vectors.push(...(await ask(part)));
      }
      return vectors;
    },
  };
}

/** The vectors in the order of the texts, as unit vectors. */
function vectorsOf(
  answer: OpenAI.CreateEmbeddingResponse,
  count: number,
  asked: { baseUrl: string; model: string },
): Float32Array[] {
  const data = Array.isArray(answer?.data) ? answer.data : [];
  const vectors: (Float32Array | undefined)[] = Array.from({ length: count });
  for (const { index, embedding } of data) vectors[index] = unitVector(embedding);
  const [first] = vectors;
  if (data.length !== count || vectors.some((one) => !one?.length || one.length !== first?.length)) {
    const what = `${asked.baseUrl} gave ${data.length} vectors for ${count} texts, or vectors of different lengths`;
    const next = "Check that the endpoint serves an embedding model at /embeddings.";
    throw new PortolanError("embedder-failed", `${what}.`, { value: asked.model, next });
  }
  return vectors as Float32Array[];
}

function unitVector(numbers: readonly number[]): Float32Array {
  const norm = Math.sqrt(numbers.reduce((sum, value) => sum + value * value, 0));
  return Float32Array.from(numbers, (value) => (norm === 0 ? 0 : value / norm));
}
