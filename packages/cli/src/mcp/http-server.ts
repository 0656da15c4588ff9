import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { PortolanError } from "@portolan/core";
import { listen } from "../http/listen.ts";
import { isLoopback } from "../http/loopback.ts";
import { admitHttp } from "./admit-http.ts";
import { agentServers, type Serving } from "./agent-server.ts";
import { httpExchanges } from "./http-exchange.ts";
import type { Tokens } from "./tokens.ts";

/** An MCP endpoint. */
export interface AgentEndpoint {
  /** `http://127.0.0.1:4242/mcp` */
  url: string;
  close(): Promise<void>;
}

export interface EndpointOptions extends Serving {
  /** Where to listen; other places than loopback take `tokens`. */
  host: string;
  /** 0 takes a free one. */
  port: number;
  tokens?: Tokens;
  bodyBytes?: number;
}

const connections = 512;
/** How long a client may take to send its headers, and the whole request. */
const headersMs = 10_000;
const requestMs = 30_000;
const connectionsCheckingInterval = 5_000;

/**
 * Serves MCP over streamable HTTP, for clients of both generations of the protocol, until it is closed.
 * @throws PortolanError `usage` for a port that cannot be had, and for a place beyond loopback without tokens
 */
export async function serveOverHttp(options: EndpointOptions): Promise<AgentEndpoint> {
  const { host, port, tokens, bodyBytes = 2 * 2 ** 20 } = options;
  const onLoopback = isLoopback(host);
  if (!onLoopback && !tokens) {
    throw new PortolanError("usage", `Whoever reaches ${host} could run programs here.`, {
      value: host,
      next: "Give each client a token with --tokens FILE, or leave --host out: then only this machine reaches it.",
    });
  }
  const exchanges = httpExchanges(agentServers(options), bodyBytes);
  const door = { onLoopback, tokens };
  const server = createServer({ connectionsCheckingInterval }, (request, response) => {
    const admitted = admitHttp(request, door);
    if ("status" in admitted) return refuse(response, admitted.status, admitted.message);
    exchanges.answer(request, response, admitted.client).catch(() => response.destroy());
  });
  server.maxConnections = connections;
  server.headersTimeout = headersMs;
  server.requestTimeout = requestMs;
  await listen(server, port, host);
  const address = server.address() as AddressInfo;
  return {
    url: `http://${address.family === "IPv6" ? `[${address.address}]` : address.address}:${address.port}/mcp`,
    async close() {
      server.close();
      await exchanges.close();
      server.closeAllConnections();
    },
  };
}

function refuse(response: ServerResponse, status: number, message: string): void {
  const error = { code: -32_000, message };
  response.writeHead(status, {
    "content-type": "application/json",
    connection: "close",
    ...(status === 401 && { "www-authenticate": "Bearer" }),
  });
  response.end(JSON.stringify({ jsonrpc: "2.0", id: null, error }));
}
