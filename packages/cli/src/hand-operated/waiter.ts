import type { ServerResponse } from "node:http";
import { answerOf } from "./answer.ts";
import type { HandError, HandReply } from "./hand-reply.ts";
import type { HandRequest } from "./hand-request.ts";

/** A client that waits for a reply. */
export interface Waiter {
  request: HandRequest;
  /** Sends the reply; what is sent to a client that has gone is lost. */
  answer(reply: HandReply, id: string): void;
  /** Calls back once, when the client goes before it has its answer. */
  onGone(listener: () => void): void;
  /** Resolves when all that was sent has gone out, or the client has gone. */
  closed: Promise<void>;
}

/** How often a stream shows that it is alive. */
const heartbeatMs = 10_000;

/**
 * Makes a client wait. A stream begins at once and says now and then that it lives, so that the client's time limit on silence does
 * not end it; the error of one therefore is an event in it.
 */
export function waiter(request: HandRequest, response: ServerResponse): Waiter {
  const { stream } = request;
  let heartbeat: NodeJS.Timeout | undefined;
  if (stream) {
    response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
    response.write(": waiting\n\n");
    heartbeat = setInterval(() => response.write(": waiting\n\n"), heartbeatMs);
  }
  const closed = new Promise<void>((resolve) => response.once("close", () => resolve()));
  response.once("close", () => clearInterval(heartbeat));
  return {
    request,
    closed,
    onGone(listener) {
      response.once("close", () => {
        if (!response.writableFinished) listener();
      });
    },
    answer(reply, id) {
      clearInterval(heartbeat);
      if (reply.kind === "error") sendError(response, reply, stream ? request.api : undefined);
      else if (!stream) sendJson(response, 200, answerOf(request, reply, id).whole);
      else {
        for (const { event, data } of answerOf(request, reply, id).events) sendEvent(response, data, event);
        response.end();
      }
    },
  };
}

/** Sends an error in the form that clients of the protocol read. @param streamed where a stream has begun already */
export function sendError(
  response: ServerResponse,
  error: Omit<HandError, "kind">,
  streamed?: HandRequest["api"],
): void {
  const { status, message, type = typeOf(status), code = null, param = null } = error;
  const body = { message, type, param, code };
  if (streamed === "chat") sendEvent(response, { error: { ...body, status } });
  else if (streamed)
    sendEvent(response, { ...body, type: "error", error: body, sequence_number: 0 }, "error");
  if (streamed) {
    response.end();
    return;
  }
  if (error.retryAfterS !== undefined) response.setHeader("retry-after", String(error.retryAfterS));
  if (error.retry === false) response.setHeader("x-should-retry", "false");
  sendJson(response, status, { error: body });
}

export function sendJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "content-type": "application/json; charset=utf-8" });
  response.end(JSON.stringify(body));
}

function sendEvent(response: ServerResponse, data: object | string, event?: string): void {
  const text = typeof data === "string" ? data : JSON.stringify(data);
  response.write(`${event ? `event: ${event}\n` : ""}data: ${text}\n\n`);
}

function typeOf(status: number): string {
  if (status === 401 || status === 403) return "authentication_error";
  if (status === 429) return "rate_limit_error";
  return status < 500 ? "invalid_request_error" : "server_error";
}
