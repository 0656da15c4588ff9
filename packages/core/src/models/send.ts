import type { Json } from "../json/json.ts";
import { chatProtocol } from "./chat-protocol.ts";
import {
  type Connected,
  type ConnectionOptions,
  isOpenAi,
  jsonIn,
  mediaTypeOf,
  openConnection,
} from "./connection.ts";
import { adapt, type Dialect } from "./dialect.ts";
import { EndpointFault } from "./endpoint-fault.ts";
import { faultOf } from "./fault-of.ts";
import type { ModelRequest } from "./model.ts";
import type { Body } from "./protocol.ts";
import type { ReplyReader } from "./reply-reader.ts";
import { responsesProtocol } from "./responses-protocol.ts";

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

/** Loads the client and its transport. */
export async function openSender(
  options: ConnectionOptions & { api: "chat" | "responses" },
): Promise<Sender> {
  const { url, model, limits } = options;
  const [connection, { Stream }] = await Promise.all([openConnection(options), import("openai/streaming")]);
  const protocol = options.api === "responses" ? responsesProtocol : chatProtocol;
  const dialect: Dialect = {
    tokenLimit: isOpenAi(url) ? "max_completion_tokens" : "max_tokens",
    schema: "json_schema",
    omitted: new Set<string>(),
  };
  /** What each refused request was, for the lesson in its refusal. */
  const refused = new WeakMap<EndpointFault, { body: Body; sent: Dialect }>();
  const receive = async (
    response: Response,
    { client, transfer }: Connected,
    reader: ReplyReader,
    signal: AbortSignal | undefined,
  ): Promise<void> => {
    const type = mediaTypeOf(response);
    if (type === "text/event-stream") {
      reader.begun = true;
      const events = Stream.fromSSEResponse<unknown>(response, new AbortController(), client);
      for await (const event of events) protocol.readEvent(event, reader);
      // The iteration ends without an error when the transfer was stopped.
      if (transfer.stopped || signal?.aborted) throw new Error("stopped");
      requireEnd(reader, transfer.tail(), transfer.bytes);
    } else {
      const whole = await jsonIn(response);
      reader.begun = true;
      protocol.readWhole(whole, reader);
    }
    reader.close();
    if (!reader.hasChoice) throw noChoice(transfer.tail());
  };
  return {
    async send(request, reader, { stream, signal }) {
      using connected = connection({ streamed: stream, signal });
      const { client, transfer } = connected;
      const sent = { ...dialect };
      const ours = protocol.bodyOf(request, { model, stream, dialect: sent });
      const body = merged(ours, options.body);
      try {
        const response = await client.post(protocol.path, { body, stream }).asResponse();
        await receive(response, connected, reader, signal);
      } catch (error) {
        if (reader.thrown || signal?.aborted) throw error;
        const fault = faultOf(error, transfer, limits);
        // What the settings put there is sent as they say, whatever the endpoint makes of it.
        refused.set(fault, { sent, body: merged(ours, absent(options.body)) });
        throw fault;
      }
    },
    learn(fault) {
      const { refusal } = fault.details;
      const request = refused.get(fault);
      if (refusal === undefined || !request) return undefined;
      return adapt(dialect, request.sent, request.body, refusal);
    },
  };
}

/** The fields of both, the second before the first; `null` leaves one out. */
function merged(ours: Body, theirs: Readonly<Record<string, Json>>): Body {
  return Object.fromEntries(Object.entries({ ...ours, ...theirs }).filter(([, value]) => value !== null));
}

function absent(fields: Readonly<Record<string, Json>>): Record<string, Json> {
  return Object.fromEntries(Object.keys(fields).map((name) => [name, null]));
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

function noChoice(tail: string): EndpointFault {
  const what = "sent a reply without anything in it";
  return new EndpointFault({ kind: "no-choice", what, value: tail, retry: false, worked: true });
}
