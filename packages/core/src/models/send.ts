import type { Json } from "../json/json.ts";
import { chatProtocol } from "./chat-protocol.ts";
import { adapt, type Dialect } from "./dialect.ts";
import { EndpointFault } from "./endpoint-fault.ts";
import { faultOf } from "./fault-of.ts";
import type { ModelRequest } from "./model.ts";
import type { Body } from "./protocol.ts";
import type { ReplyReader } from "./reply-reader.ts";
import { responsesProtocol } from "./responses-protocol.ts";
import { type Limits, openTransfer } from "./transfer.ts";

export interface SenderOptions {
  url: string;
  query: Readonly<Record<string, string>>;
  model: string;
  api: "chat" | "responses";
  headers: Readonly<Record<string, string | null>>;
  body: Readonly<Record<string, Json>>;
  limits: Limits;
}

/** Sends requests, one at a time and once each. */
export interface Sender {
  /**
   * Asks and reads the whole reply.
   * @throws EndpointFault
   */
  send(
    request: ModelRequest,
    reader: ReplyReader,
    options: { stream: boolean; signal: AbortSignal | undefined },
  ): Promise<void>;
  /** Takes a refusal as a lesson: what is done otherwise from now on, or `undefined` when nothing can be. */
  learn(fault: EndpointFault): string | undefined;
}

/** The client sets a timer of its own, up to the head of a reply; ours decide. */
const neverMs = 2 ** 31 - 1;

/** Loads the client and its transport. */
export async function openSender(options: SenderOptions): Promise<Sender> {
  const { url, model, headers, limits } = options;
  const [{ OpenAI }, { Stream }, { Agent, EnvHttpProxyAgent, fetch }] = await Promise.all([
    import("openai"),
    import("openai/streaming"),
    import("undici"),
  ]);
  const protocol = options.api === "responses" ? responsesProtocol : chatProtocol;
  const isOpenAi = new URL(url).hostname === "api.openai.com";
  const dialect: Dialect = {
    tokenLimit: isOpenAi ? "max_completion_tokens" : "max_tokens",
    schema: "json_schema",
    omitted: new Set(),
  };
  const patience = { headersTimeout: 0, bodyTimeout: 0, connect: { timeout: 30_000 } };
  // Servers at hand are asked directly, whatever proxy the environment names for the rest of the world.
  const dispatcher = isNear(url) ? new Agent(patience) : new EnvHttpProxyAgent(patience);
  let lastBody: Body = {};
  return {
    async send(request, reader, { stream, signal }) {
      using transfer = openTransfer(fetch, dispatcher, limits, { streamed: stream, signal });
      const client = new OpenAI({
        baseURL: url,
        apiKey: "unused",
        adminAPIKey: null,
        // They name an account of OpenAI, which is nobody else's business.
        ...(isOpenAi ? {} : { organization: null, project: null }),
        defaultHeaders: headers,
        defaultQuery: options.query,
        fetch: transfer.fetch,
        timeout: neverMs,
        maxRetries: 0,
        // Failures are told in our words, and no request is ever written to a log.
        logLevel: "off",
      });
      const body: Body = { ...protocol.bodyOf(request, { model, stream, dialect }), ...options.body };
      for (const [name, value] of Object.entries(options.body)) if (value === null) delete body[name];
      lastBody = body;
      try {
        const response = await client.post(protocol.path, { body, signal, stream }).asResponse();
        const type = response.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase() ?? "";
        if (type === "text/event-stream") {
          reader.begun = true;
          const events = Stream.fromSSEResponse<unknown>(response, new AbortController(), client);
          for await (const event of events) protocol.readEvent(event, reader);
          // The iteration ends without an error when the transfer was stopped.
          if (transfer.stopped || signal?.aborted) throw new Error("stopped");
          requireEnd(reader, transfer.tail(), transfer.bytes);
        } else if (type === "application/json" || type.endsWith("+json")) {
          reader.begun = true;
          protocol.readWhole(JSON.parse(await response.text()), reader);
        } else throw await wrongType(response, type);
        reader.close();
        if (!reader.hasChoice) throw noChoice(transfer.tail());
      } catch (error) {
        if (reader.thrown || signal?.aborted) throw error;
        throw faultOf(error, transfer, limits);
      }
    },
    learn: ({ details: { refusal } }) =>
      refusal === undefined ? undefined : adapt(dialect, lastBody, refusal),
  };
}

function requireEnd({ finish }: ReplyReader, tail: string, bytes: number): void {
  if (finish !== undefined || /data: ?\[DONE\]\s*$/.test(tail)) return;
  throw new EndpointFault({
    kind: "cut",
    what: `cut its reply off after ${bytes} bytes`,
    value: tail.trim().split("\n").at(-1) ?? "",
    retry: true,
    worked: true,
  });
}

async function wrongType(response: Response, type: string): Promise<EndpointFault> {
  const page = (await response.text()).slice(0, 300);
  const title = /<title[^>]*>([^<]*)/i.exec(page)?.[1]?.trim();
  const named = title ? ` (“${title}”)` : "";
  const what = `is not an endpoint of models: it answers with ${type || "no content type"}${named}`;
  return new EndpointFault({ kind: "not-the-api", what, value: page.trim(), retry: false });
}

function noChoice(tail: string): EndpointFault {
  const what = "sent a reply without anything in it";
  return new EndpointFault({ kind: "no-choice", what, value: tail, retry: false, worked: true });
}

/** On this machine, or in a private network. */
function isNear(url: string): boolean {
  const { hostname } = new URL(url);
  return /^(?:localhost|127\..*|10\..*|192\.168\..*|172\.(?:1[6-9]|2\d|3[01])\..*|\[.*\]|.*\.(?:local|internal|lan)|[^.]+)$/.test(
    hostname,
  );
}
