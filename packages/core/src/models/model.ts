import type { Json } from "../json/json.ts";

/** What a model is used for; each role may have a model of its own. `large` writes what the coder's own did not. */
export type ModelRole = "coder" | "large" | "judge" | "curriculum" | "describe";

export interface ModelMessage {
  role: "system" | "user" | "assistant";
  content: string;
}

/** What a model is asked. It is plain data: its digest is the key under which an exchange is recorded. */
export interface ModelRequest {
  messages: ModelMessage[];
  /** Tokens the reply may have, reasoning included; the endpoint's own limit when absent. */
  maxOutputTokens?: number;
  temperature?: number;
  seed?: number;
  /** The shape of the reply, as a JSON Schema; the reply is to be validated all the same. */
  schema?: { name: string; schema: Json };
}

/** Tokens of one request, as the endpoint counted them, or estimated from the text where it did not. */
export interface ModelUsage {
  /** Those from a cache included. */
  inputTokens: number;
  cachedInputTokens: number;
  /** Reasoning included. */
  outputTokens: number;
  reasoningTokens: number;
  estimated?: true;
}

/**
 * Why a reply ended: by itself, at the token limit, because the model declined, because a filter cut it, or because it
 * asked for a tool call, which nobody offered.
 */
export type FinishReason = "stop" | "length" | "refusal" | "filter" | "tool-calls";

export interface ModelReply {
  text: string;
  finish: FinishReason;
  usage: ModelUsage;
  /** The model that answered, as the endpoint names it. */
  model: string;
  /** What it thought before it answered, where the endpoint shows that. */
  reasoning?: string;
}

/** One HTTP request that is about to be sent again, and why. */
export interface ModelRetry {
  /** Tries so far. */
  tries: number;
  afterMs: number;
  reason: string;
}

export interface CompleteOptions {
  signal?: AbortSignal;
  /** Gets the text as it comes; after `onRetry` it begins anew. */
  onText?: (delta: string) => void;
  onRetry?: (retry: ModelRetry) => void;
  /**
   * Called before each request that is really sent, retries included; what it throws ends the call. A budget counts here,
   * so that a retry can be refused.
   */
  onRequest?: () => void;
  /** Called with what each request used, one that failed half-way included. */
  onUsage?: (usage: ModelUsage) => void;
}

/**
 * A language model. What it says is a value, also when it declines or is cut off; an endpoint that does not answer throws.
 * @throws PortolanError `model-config` (key, name of the model, request: nothing to retry), `model-unavailable` (an outage, after
 * retries), `model-reply-invalid` (the answer is not the protocol's), `interrupted`
 */
export interface Model {
  /** Endpoint and name, such as `http://localhost:11434/v1:qwen3`: part of a harness. */
  id: string;
  /** Of its tokens, where known: what a budget in money counts with. */
  price?: ModelPrice;
  complete(request: ModelRequest, options?: CompleteOptions): Promise<ModelReply>;
}

/** US dollars per million tokens. */
export interface ModelPrice {
  input: number;
  /** As `input` when absent. */
  cachedInput?: number;
  output: number;
}

/** What a request cost in US dollars; `undefined` where no price is known, which is not the same as nothing. */
export function costOf(usage: ModelUsage, price: ModelPrice | undefined): number | undefined {
  if (!price) return undefined;
  const fresh = usage.inputTokens - usage.cachedInputTokens;
  const cached = usage.cachedInputTokens * (price.cachedInput ?? price.input);
  return (fresh * price.input + cached + usage.outputTokens * price.output) / 1e6;
}

/** About how many tokens a text has: four characters each, which is near enough for code and English. */
export function estimatedTokens(text: string): number {
  return Math.ceil(text.length / 4);
}
