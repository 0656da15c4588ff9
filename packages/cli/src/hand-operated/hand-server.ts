import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { PortolanError } from "@portolan/core";
import { listen } from "../http/listen.ts";
import { admitRequest } from "./admit-request.ts";
import type { HandReply } from "./hand-reply.ts";
import { type Api, readRequest, type Refusal } from "./hand-request.ts";
import { openInbox, type Slot } from "./inbox.ts";
import { readBody } from "./read-body.ts";
import { sendError, sendJson, type Waiter, waiter } from "./waiter.ts";

/** What happens at the endpoint, for whoever looks on. */
export type HandEvent =
  | (Slot & { type: "waiting"; api: Api; characters: number; stream: boolean })
  | (Slot & { type: "answered"; file: string; kind: HandReply["kind"]; clients: number })
  | (Slot & { type: "cancelled" })
  | (Slot & { type: "reply-wrong"; file: string; problem: string })
  | { type: "refused"; status: number; message: string };

/** An OpenAI-compatible endpoint whose model is whoever writes files into a folder. */
export interface HandServer {
  /** `http://127.0.0.1:4141/v1` */
  url: string;
  /** Tells clients that nobody answers any more, and stops. What is unanswered stays in the folder. */
  close(): Promise<void>;
}

export interface HandServerOptions {
  folder: string;
  /** The one model that it has. */
  model: string;
  /** 0 takes a free one. */
  port: number;
  onEvent?: (event: HandEvent) => void;
  /** A reply counts once its file has not changed for so long; half a second when absent. */
  settleMs?: number;
  bodyBytes?: number;
  /** Clients that may wait at once. */
  clients?: number;
}

const lookEveryMs = 50;
const farewellMs = 1_000;

/**
 * Serves on loopback until it is closed. No request is ever given up: it waits for its file, or for the client to go.
 * @throws PortolanError `usage` when the port or the folder cannot be had
 */
export async function serveByHand(options: HandServerOptions): Promise<HandServer> {
  const { folder, model, onEvent = () => {}, settleMs = 500 } = options;
  const { bodyBytes = 16 * 2 ** 20, clients: mostClients = 256 } = options;
  const inbox = openInboxOrExplain(folder, settleMs);
  const waiting = new Map<string, Slot & { clients: Set<Waiter>; complaint?: string }>();
  const responses = new Set<Promise<void>>();
  let clients = 0;

  const server = createServer((request, response) => {
    respond(request, response).catch((error: unknown) => {
      // A client that goes while it is still sending is no failure of anybody.
      if (request.destroyed && !request.complete) return;
      fail(response, { status: 500, message: (error as Error).message, code: "internal" });
    });
  });
  // Nothing ends a client that waits; receiving a request has Node's own limits.
  server.timeout = 0;
  await listen(server, options.port);
  const timer = setInterval(look, lookEveryMs);

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const route = admitRequest(request);
    if ("refusal" in route) return fail(response, route.refusal);
    if (route.kind === "models") return listModels(response, route.model);
    const body = await readBody(request, bodyBytes);
    if (typeof body !== "string") return fail(response, body.refusal);
    const read = readRequest(route.api, body);
    if ("refusal" in read) return fail(response, read.refusal);
    if (read.model !== model) return fail(response, unknownModel(read.model));
    if (clients >= mostClients) {
      return fail(response, {
        status: 503,
        message: `${clients} clients are waiting already.`,
        code: "busy",
      });
    }
    if (request.socket.destroyed) return;
    const slot = inbox.place(read);
    const client = waiter(read, response);
    clients++;
    responses.add(client.closed);
    response.once("close", () => {
      clients--;
      responses.delete(client.closed);
    });
    const entry = waiting.get(slot.base) ?? { ...slot, clients: new Set() };
    entry.clients.add(client);
    waiting.set(slot.base, entry);
    client.onGone(() => leave(entry, client));
    if (lookAt(entry)) return;
    const characters = read.messages.reduce((sum, { text }) => sum + text.length, 0);
    onEvent({ type: "waiting", ...slot, api: read.api, characters, stream: read.stream });
  }

  function look(): void {
    for (const entry of waiting.values()) lookAt(entry);
  }

  /** True when the reply was there. */
  function lookAt(entry: Slot & { clients: Set<Waiter>; complaint?: string }): boolean {
    const { number, base } = entry;
    const lying = inbox.look(entry);
    if (lying.kind === "wrong" && entry.complaint !== lying.problem) {
      entry.complaint = lying.problem;
      onEvent({ type: "reply-wrong", number, base, file: lying.file, problem: lying.problem });
    }
    if (lying.kind !== "reply") return false;
    waiting.delete(base);
    for (const client of entry.clients) client.answer(lying.reply, base);
    const { reply, file } = lying;
    onEvent({ type: "answered", number, base, file, kind: reply.kind, clients: entry.clients.size });
    return true;
  }

  function leave(entry: Slot & { clients: Set<Waiter> }, client: Waiter): void {
    entry.clients.delete(client);
    if (entry.clients.size > 0 || waiting.get(entry.base) !== entry) return;
    waiting.delete(entry.base);
    inbox.markCancelled(entry);
    onEvent({ type: "cancelled", number: entry.number, base: entry.base });
  }

  function listModels(response: ServerResponse, asked?: string): void {
    const own = { id: model, object: "model", created: 0, owned_by: "portolan" };
    if (asked === undefined) return sendJson(response, 200, { object: "list", data: [own] });
    return asked === model ? sendJson(response, 200, own) : fail(response, unknownModel(asked));
  }

  function unknownModel(asked: string): Refusal {
    const message = `There is no model ${JSON.stringify(asked)} here, only ${JSON.stringify(model)}.`;
    return { status: 404, message, code: "model_not_found", param: "model" };
  }

  function fail(response: ServerResponse, refusal: Refusal): void {
    onEvent({ type: "refused", status: refusal.status, message: refusal.message });
    if (response.headersSent) return void response.destroy();
    sendError(response, { ...refusal, retry: false });
  }

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    async close() {
      clearInterval(timer);
      server.close();
      const message = "The endpoint was stopped before somebody answered.";
      const left = [...waiting.values()];
      waiting.clear();
      for (const { clients: unanswered, base } of left)
        for (const client of unanswered)
          client.answer({ kind: "error", status: 503, message, code: "stopped", retry: false }, base);
      server.closeIdleConnections();
      // A client that does not read what it is told must not keep us.
      await Promise.race([Promise.all(responses), wait(farewellMs, undefined, { ref: false })]);
      server.closeAllConnections();
    },
  };
}

function openInboxOrExplain(folder: string, settleMs: number): ReturnType<typeof openInbox> {
  try {
    return openInbox(folder, settleMs);
  } catch (cause) {
    throw new PortolanError("usage", `The inbox cannot be made: ${(cause as Error).message}`, {
      value: folder,
      cause,
      next: "Give --inbox a folder that you may write to.",
    });
  }
}
