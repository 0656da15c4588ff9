import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { text } from "node:stream/consumers";
import type { Json } from "../json/json.ts";
import type { ModelReply } from "../models/model.ts";
import { replyBody, replyEvents } from "./model-wire.ts";
import type { ScriptedReply } from "./scripted-model.ts";

/** A request as it came over the wire. */
export interface EndpointRequest {
  method: string;
  /** With its query: `/v1/chat/completions`. */
  path: string;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  body: Record<string, Json>;
}

/**
 * What the endpoint does with a request: a reply, an answer of HTTP as it stands, pieces of a body (the last one followed by a
 * cut connection, if so), silence, or an end of the connection before any answer.
 */
export type EndpointAnswer =
  | Exclude<ScriptedReply, Error>
  | { status: number; body: unknown; headers?: Record<string, string> }
  | { pieces: readonly (string | Uint8Array)[]; contentType?: string; cut?: boolean; pauseMs?: number }
  | { hang: "before-head" | "after-head" }
  | { close: true };

export interface ModelEndpointOptions {
  /** Names under `/v1/models`; an empty list answers 404 there. */
  models?: readonly string[];
  /** How streams are written, for readers that must not care. */
  stream?: {
    /** Bytes a piece on the wire; whole events when absent. */
    pieceBytes?: number;
    newline?: "\n" | "\r\n";
    /** Comments between the events, as servers send them to keep a connection alive. */
    comments?: boolean;
    /** Whether usage comes at the end; as the request asks when absent. */
    usage?: boolean;
  };
  /** Fields of a body that are refused with 400, as servers do that do not know them. */
  unknownFields?: readonly string[];
}

/** An endpoint on the loopback interface and what it was asked. */
export interface ModelEndpoint extends AsyncDisposable {
  /** Base URL, with `/v1`. */
  url: string;
  /** Requests for a reply, in order. */
  requests: EndpointRequest[];
}

/**
 * A real HTTP server that speaks Chat Completions and Responses, streaming and not, by a list of answers or by a function of
 * the request. Once the list is over it answers 500.
 */
export async function modelEndpoint(
  script: readonly EndpointAnswer[] | ((request: EndpointRequest, index: number) => EndpointAnswer),
  options: ModelEndpointOptions = {},
): Promise<ModelEndpoint> {
  const requests: EndpointRequest[] = [];
  const { models = ["scripted"], unknownFields = [] } = options;
  const answerTo = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = incoming.url ?? "";
    if (incoming.method === "GET" && path.startsWith("/v1/models") && models.length > 0) {
      const data = models.map((id) => ({ id, object: "model" }));
      return sendJson(response, 200, { object: "list", data });
    }
    if (incoming.method !== "POST") return sendJson(response, 404, { error: { message: "not found" } });
    const body = JSON.parse(await text(incoming)) as Record<string, Json>;
    const unknown = unknownFields.find((field) => field in body);
    const request = { method: "POST", path, headers: incoming.headers, body };
    requests.push(request);
    if (unknown) return sendJson(response, 400, { error: { message: `Unknown parameter: '${unknown}'.` } });
    const index = requests.length - 1;
    const answer = typeof script === "function" ? script(request, index) : script[index];
    await perform(answer ?? { status: 500, body: "The script is over." }, request, response, options);
  };
  const server = createServer((incoming, response) => {
    answerTo(incoming, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    requests,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => void server.close(resolve));
    },
  };
}

async function perform(
  answer: EndpointAnswer,
  { path, body }: EndpointRequest,
  response: ServerResponse,
  { stream = {} }: ModelEndpointOptions,
): Promise<void> {
  if (typeof answer === "object" && "close" in answer) return void response.destroy();
  if (typeof answer === "object" && "hang" in answer) {
    if (answer.hang === "after-head")
      response.writeHead(200, { "content-type": "text/event-stream" }).flushHeaders();
    return;
  }
  if (typeof answer === "object" && "status" in answer)
    return sendJson(response, answer.status, answer.body, answer.headers);
  if (typeof answer === "object" && "pieces" in answer) return sendPieces(response, answer);
  const reply: Partial<ModelReply> & { text: string } =
    typeof answer === "string" ? { text: answer } : answer;
  const api = path.includes("/responses") ? "responses" : "chat";
  if (body["stream"] !== true) return sendJson(response, 200, replyBody(api, reply, body));
  const asked = (body["stream_options"] as { include_usage?: boolean } | undefined)?.include_usage === true;
  const events = replyEvents(api, reply, body, stream.usage ?? (asked || api === "responses"));
  const newline = stream.newline ?? "\n";
  const lines = events.flatMap((event) => [
    ...(stream.comments ? [`: still here${newline}${newline}`] : []),
    event.replaceAll("\n", newline),
  ]);
  const pieces = stream.pieceBytes === undefined ? lines : cutUp(lines.join(""), stream.pieceBytes);
  return sendPieces(response, { pieces, contentType: "text/event-stream; charset=utf-8" });
}

async function sendPieces(
  response: ServerResponse,
  answer: Extract<EndpointAnswer, { pieces: unknown }>,
): Promise<void> {
  response.writeHead(200, { "content-type": answer.contentType ?? "text/event-stream" });
  for (const piece of answer.pieces) {
    await new Promise((resolve) => void response.write(piece, resolve));
    // A turn of its own on the wire for each.
    await sleep(answer.pauseMs ?? 0, undefined, { ref: false });
  }
  if (answer.cut) response.destroy();
  else response.end();
}

function cutUp(whole: string, pieceBytes: number): Uint8Array[] {
  const bytes = Buffer.from(whole);
  const count = Math.ceil(bytes.length / pieceBytes);
  return Array.from({ length: count }, (_, i) => bytes.subarray(i * pieceBytes, (i + 1) * pieceBytes));
}

function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(typeof body === "string" ? body : JSON.stringify(body));
}
