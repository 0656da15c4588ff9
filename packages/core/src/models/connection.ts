import type { OpenAI } from "openai";
import type { Json } from "../json/json.ts";
import { EndpointFault } from "./endpoint-fault.ts";
import { type Limits, openTransfer, type Transfer } from "./transfer.ts";

export interface ConnectionOptions {
  url: string;
  query: Readonly<Record<string, string>>;
  model: string;
  headers: Readonly<Record<string, string | null>>;
  body: Readonly<Record<string, Json>>;
  limits: Limits;
}

/** The client for one request, and the transfer that it is. */
export interface Connected extends Disposable {
  client: OpenAI;
  transfer: Transfer;
}

/** The client sets a timer of its own, up to the head of a reply; ours decide. */
const neverMs = 2 ** 31 - 1;

/** Loads the client and its transport, and opens a client for each request. */
export async function openConnection(
  options: Omit<ConnectionOptions, "model" | "body">,
): Promise<(as: { streamed: boolean; signal: AbortSignal | undefined }) => Connected> {
  const { url, query, headers, limits } = options;
  const [{ OpenAI: Client }, { Agent, EnvHttpProxyAgent, fetch }] = await Promise.all([
    import("openai"),
    import("undici"),
  ]);
  const patience = { headersTimeout: 0, bodyTimeout: 0, connect: { timeout: 30_000 } };
  // Servers at hand are asked directly, whatever proxy the environment names for the rest of the world.
  const dispatcher = isNear(url) ? new Agent(patience) : new EnvHttpProxyAgent(patience);
  return (as) => {
    const transfer = openTransfer(fetch, dispatcher, limits, as);
    const client = new Client({
      baseURL: url,
      apiKey: "unused",
      adminAPIKey: null,
      // They name an account of OpenAI, which is nobody else's business.
      ...(isOpenAi(url) ? {} : { organization: null, project: null }),
      defaultHeaders: headers,
      defaultQuery: query,
      fetch: transfer.fetch,
      timeout: neverMs,
      maxRetries: 0,
      // Failures are told in our words, and no request is ever written to a log.
      logLevel: "off",
    });
    return { client, transfer, [Symbol.dispose]: () => transfer[Symbol.dispose]() };
  };
}

/** Whether that is the service of OpenAI itself. */
export function isOpenAi(url: string): boolean {
  return new URL(url).hostname === "api.openai.com";
}

/** The type of a response's body, without parameters. */
export function mediaTypeOf({ headers }: Response): string {
  return headers.get("content-type")?.split(";")[0]?.trim().toLowerCase() ?? "";
}

/**
 * The JSON of a response.
 * @throws EndpointFault for another type, such as the page of a proxy; SyntaxError
 */
export async function jsonIn(response: Response): Promise<unknown> {
  const type = mediaTypeOf(response);
  const content = await response.text();
  // Some servers name no type, or a wrong one.
  if (type === "application/json" || type.endsWith("+json") || /^\s*\{/.test(content))
    return JSON.parse(content);
  const page = content.slice(0, 300);
  const title = /<title[^>]*>([^<]*)/i.exec(page)?.[1]?.trim();
  const named = title ? ` (“${title}”)` : "";
  const what = `is not an endpoint of models: it answers with ${type || "no content type"}${named}`;
  throw new EndpointFault({ kind: "not-the-api", what, value: page.trim(), retry: false });
}

/** On this machine, or in a private network. */
function isNear(url: string): boolean {
  const { hostname } = new URL(url);
  return /^(?:localhost|127\..*|10\..*|192\.168\..*|172\.(?:1[6-9]|2\d|3[01])\..*|\[.*\]|.*\.(?:local|internal|lan)|[^.]+)$/.test(
    hostname,
  );
}
