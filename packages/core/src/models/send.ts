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
    omitted: new Set(),
  };
  let lastBody: Body = {};
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
      const body: Body = { ...protocol.bodyOf(request, { model, stream, dialect }), ...options.body };
      for (const [name, value] of Object.entries(options.body)) if (value === null) delete body[name];
      lastBody = body;
      try {
        const response = await client.post(protocol.path, { body, signal, stream }).asResponse();
        await receive(response, connected, reader, signal);
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

function noChoice(tail: string): EndpointFault {
  const what = "sent a reply without anything in it";
  return new EndpointFault({ kind: "no-choice", what, value: tail, retry: false, worked: true });
}
