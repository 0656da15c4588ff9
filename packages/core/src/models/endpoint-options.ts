import { PortolanError } from "../errors/portolan-error.ts";
import type { AskedEndpoint } from "./endpoint-fault.ts";
import type { OpenAiModelOptions } from "./open-ai-model.ts";
import type { Limits } from "./transfer.ts";

/** An endpoint as it is asked, by its options. */
export interface EndpointOptions {
  url: string;
  query: Record<string, string>;
  headers: Record<string, string | null>;
  limits: Limits;
  asked: AskedEndpoint;
  /** Replaces keys and values of headers in a text that an endpoint, or a library, made. */
  hideSecrets: (text: string) => string;
}

/** The longest that a timer takes; a longer one would end at once. */
export const longestMs = 2 ** 31 - 1;
const openAiUrl = "https://api.openai.com/v1";

/** @throws PortolanError `model-config` for a base URL, key, header or number that nothing can be sent with */
export function endpointOf(options: OpenAiModelOptions): EndpointOptions {
  requireNumbers(options);
  const { apiKey, keyName = "OPENAI_API_KEY", headers = {}, model } = options;
  const { url, query } = checkedUrl(options.baseUrl ?? openAiUrl);
  return {
    url,
    query,
    headers: checkedHeaders(headers, apiKey, keyName),
    limits: {
      timeoutMs: Math.min(options.timeoutMs ?? 1_800_000, longestMs),
      firstByteTimeoutMs: Math.min(options.firstByteTimeoutMs ?? 600_000, longestMs),
      idleTimeoutMs: Math.min(options.idleTimeoutMs ?? 120_000, longestMs),
      maxReplyBytes: options.maxReplyBytes ?? 16 * 1024 * 1024,
    },
    asked: { url, model, keyName },
    hideSecrets: withoutSecrets([apiKey, ...Object.values(headers), ...Object.values(query)]),
  };
}

const numbers = [
  "timeoutMs",
  "firstByteTimeoutMs",
  "idleTimeoutMs",
  "maxReplyBytes",
  "retries",
  "retryDelayMs",
  "maxRetryDelayMs",
] as const;

function requireNumbers(options: OpenAiModelOptions): void {
  const wrong = numbers.find((name) => options[name] !== undefined && !(options[name] >= 0));
  if (wrong === undefined) return;
  throw new PortolanError("model-config", `The option ${wrong} of a model is not a number of 0 or more.`, {
    value: String(options[wrong]),
    next: `Correct ${wrong}, or leave it out.`,
  });
}

/**
 * The base URL without a slash at its end, and what stood after its `?`.
 * @throws PortolanError `model-config` for one that is no address of HTTP, or has a user and password in it
 */
function checkedUrl(text: string): { url: string; query: Record<string, string> } {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && (url.username || url.password)) {
    throw new PortolanError("model-config", `modelUrl has a user or a password in it, which is not sent.`, {
      value: url.host,
      next: "Leave them out, and put the key into the environment variable that modelKeyEnv names.",
    });
  }
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw new PortolanError("model-config", `modelUrl is not an address of HTTP.`, {
      value: text,
      next: "Give it as http://localhost:11434/v1, or https://….",
    });
  }
  // A query may hold a key: it is sent, and not shown.
  const query = Object.fromEntries(url.searchParams);
  return { url: `${url.origin}${url.pathname.replace(/\/+$/, "")}`, query };
}

/**
 * The headers that carry the key and what else is sent, in lower case.
 * @throws PortolanError `model-config` naming the header, never its value
 */
function checkedHeaders(
  given: Readonly<Record<string, string>>,
  apiKey: string | undefined,
  keyName: string,
): Record<string, string | null> {
  // Without a key the client would send one of its own making.
  const headers: Record<string, string | null> = { authorization: null };
  const all = apiKey ? { authorization: `Bearer ${apiKey.trim()}`, ...lowered(given) } : lowered(given);
  for (const [name, value] of Object.entries(all)) {
    try {
      // oxlint-disable-next-line no-new -- it throws for what cannot be sent
      new Headers({ [name]: value });
    } catch {
      const isKey = name === "authorization" && apiKey;
      const what = isKey ? `The key in ${keyName}` : `The header ${JSON.stringify(name)}`;
      throw new PortolanError("model-config", `${what} has characters that no header can have.`, {
        value: isKey ? keyName : name,
        next: isKey ? `Set ${keyName} again, without line breaks or quotes.` : "Correct modelHeaders.",
      });
    }
    headers[name] = value;
  }
  return headers;
}

/** Replaces what must not be shown in a text that an endpoint, or a library, made. */
function withoutSecrets(secrets: readonly (string | undefined)[]): (text: string) => string {
  // Shorter ones are no secrets, and would be found everywhere.
  const hidden = secrets
    .flatMap((secret) => [secret, secret?.replace(/^(?:bearer|basic)\s+/i, "")])
    .filter((secret): secret is string => secret !== undefined && secret.trim().length >= 6);
  return (text) => hidden.reduce((clean, secret) => clean.replaceAll(secret.trim(), "…"), text);
}

function lowered(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
