import type { Json } from "../json/json.ts";
import { endpointOf, longestMs } from "./endpoint-options.ts";
import type { Model, ModelPrice } from "./model.ts";
import type { Sender } from "./send.ts";

export interface OpenAiModelOptions {
  /** Base URL of the endpoint, such as `http://localhost:11434/v1`; that of OpenAI when absent. */
  baseUrl?: string;
  /** Absent for endpoints that ask for none. */
  apiKey?: string;
  /** What the key is called where it comes from, for messages; `OPENAI_API_KEY` when absent. */
  keyName?: string;
  model: string;
  /** Chat Completions, which every local server speaks, when absent; or OpenAI's Responses. */
  api?: "chat" | "responses";
  /** Sent with every request. */
  headers?: Readonly<Record<string, string>>;
  /** Fields put over those of every request's body; `null` leaves a field out. */
  body?: Readonly<Record<string, Json>>;
  /** Ask for a stream; when absent, whoever wants the text as it comes gets one. */
  stream?: boolean;
  /** How long one request may take, to the end of its reply; 1,800,000 when absent. */
  timeoutMs?: number;
  /** How long a stream may be silent before its first byte; 600,000 when absent. */
  firstByteTimeoutMs?: number;
  /** How long a stream may be silent after it; 120,000 when absent. */
  idleTimeoutMs?: number;
  /** Bytes a reply may have; 16 MiB when absent. */
  maxReplyBytes?: number;
  /** How often a request that failed for a passing reason is sent again; 5 when absent. */
  retries?: number;
  /** Wait before the first of them, twice as long before each next one; 1,000 when absent. */
  retryDelayMs?: number;
  /** Longest wait before a retry; an endpoint that asks for a longer one ends the call. 120,000 when absent. */
  maxRetryDelayMs?: number;
  /** Of its tokens; without one, money is not counted. */
  price?: ModelPrice;
}

/**
 * A model behind an endpoint that speaks OpenAI's protocol: a server of one's own, or a service. The `openai` package and its
 * transport are loaded by the first request. Neither key nor headers are in any error.
 * @throws PortolanError `model-config` for a base URL, key or header that cannot be sent
 */
export function openAiModel(options: OpenAiModelOptions): Model {
  const { model, api = "chat", price, retries = 5, stream } = options;
  const endpoint = endpointOf(options);
  const { url, asked, hideSecrets } = endpoint;
  let opening: Promise<Sender> | undefined;
  const sender = (): Promise<Sender> => (opening ??= open());
  const open = async (): Promise<Sender> => {
    const { openSender } = await import("./send.ts");
    return openSender({ ...endpoint, model, api, body: options.body ?? {} });
  };
  return {
    id: `${url}:${model}`,
    price,
    async complete(request, callbacks = {}) {
      const { completeWithRetries } = await import("./retries.ts");
      return completeWithRetries(request, callbacks, {
        sender,
        stream: stream ?? callbacks.onText !== undefined,
        asked,
        hideSecrets,
        retries,
        retryDelayMs: options.retryDelayMs ?? 1_000,
        maxRetryDelayMs: Math.min(options.maxRetryDelayMs ?? 120_000, longestMs),
      });
    },
  };
}
