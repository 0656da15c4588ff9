import type { IncomingMessage, ServerResponse } from "node:http";
import {
  createMcpHandler,
  isLegacyRequest,
  type McpServerFactory,
  type Transport,
  WebStandardStreamableHTTPServerTransport,
} from "@modelcontextprotocol/server";
import { readBody, writeHeadOfJson, writeJson, writeResponse } from "./http-body.ts";
import { KeptServers } from "./kept-servers.ts";
import { asksForProgress, claimsEnvelope, isWholeCall } from "./message-signs.ts";
import { plainRequest } from "./plain-request.ts";

/** Answers requests of clients of both generations. */
export interface HttpExchanges {
  /** @param client the name that its token gives it */
  answer(request: IncomingMessage, response: ServerResponse, client?: string): Promise<void>;
  close(): Promise<void>;
}

/** What the SDK is told of a request. */
interface Exchange {
  request: Request;
  parsedBody: unknown;
  authInfo?: NonNullable<Parameters<McpServerFactory>[0]["authInfo"]>;
}

/**
 * Does what `toNodeHandler(createMcpHandler(…))` of the SDK does, and leaves out what took most of its time: no `Request` is made of the
 * request, no server for each, and no stream of events where nothing is told before the answer.
 */
export function httpExchanges(make: McpServerFactory, mostBodyBytes: number): HttpExchanges {
  const servers = new KeptServers(make);
  const modern = createMcpHandler(servers.lend, { legacy: "reject" });

  async function answerOf(exchange: Exchange): Promise<Response> {
    const { request, parsedBody } = exchange;
    // Whoever speaks the newer protocol says so in each message.
    const isLegacy = !claimsEnvelope(parsedBody) && (await isLegacyRequest(request, parsedBody));
    return isLegacy ? legacyAnswer(servers.lend, exchange) : modern.fetch(request, exchange);
  }

  return {
    async answer(request, response, client) {
      const over = new AbortController();
      response.once("close", () => over.abort());
      const read = await messageOf(request, mostBodyBytes);
      if (read instanceof Response) return writeResponse(read, response);
      const exchange: Exchange = {
        request: plainRequest(request, over.signal),
        parsedBody: read.message,
        ...(client !== undefined && { authInfo: { token: "", clientId: client, scopes: [] } }),
      };
      const isWhole = isWholeCall(read.message);
      if (isWhole) servers.onConnect(exchange.request, (transport) => answerAtOnce(transport, response));
      // By then a call that is refused was answered, and the process of a run has its program: while that works, the client can
      // do what it does about the head of a response.
      const begin = isWhole ? setImmediate(writeHeadOfJson, response) : undefined;
      const answer = await answerOf(exchange).finally(() => clearImmediate(begin));
      if (!over.signal.aborted) await writeResponse(answer, response);
      // A call that was answered at once gets here when all of that is out.
      if (isWhole && response.writableFinished) servers.giveBack(exchange.request);
    },
    close: () => modern.close(),
  };
}

/** Writes the result of a call as it is sent: the `Response` that the SDK would make of it takes as long as the rest of the way back. */
function answerAtOnce(transport: Transport, response: ServerResponse): void {
  const send = transport.send.bind(transport);
  transport.send = async (message, options) => {
    if (!("result" in message)) return send(message, options);
    writeJson(JSON.stringify(message), response);
  };
}

/** In the older protocol nothing but the end of the connection says that nobody waits any more. */
async function legacyAnswer(lend: McpServerFactory, exchange: Exchange): Promise<Response> {
  const { request, parsedBody, authInfo } = exchange;
  const { signal } = request;
  const server = await lend({ era: "legacy", requestInfo: request, ...(authInfo && { authInfo }) });
  const enableJsonResponse = !asksForProgress(parsedBody);
  const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse });
  await server.connect(transport);
  const ended = new Promise<Response>((resolve) => {
    const end = (): void => {
      resolve(new Response(null, { status: 499 }));
      void transport.close();
    };
    if (signal.aborted) end();
    else signal.addEventListener("abort", end, { once: true });
  });
  const answer = await Promise.race([transport.handleRequest(request, exchange), ended]);
  if (answer.headers.get("content-type") !== "text/event-stream") void transport.close();
  return answer;
}

/** What a request says, or what is wrong with it. */
async function messageOf(
  request: IncomingMessage,
  mostBytes: number,
): Promise<{ message: unknown } | Response> {
  if (request.method !== "POST") return failed(405, -32_000, "Only POST is answered.", { allow: "POST" });
  const text = await readBody(request, mostBytes);
  if (text === undefined) {
    return failed(
      413,
      -32_000,
      `The body must not exceed ${mostBytes} bytes. Give less at once, in several calls.`,
      { connection: "close" },
    );
  }
  try {
    return { message: JSON.parse(text) };
  } catch {
    return failed(400, -32_700, "The body is not JSON.");
  }
}

function failed(
  status: number,
  code: number,
  message: string,
  headers: Record<string, string> = {},
): Response {
  return Response.json({ jsonrpc: "2.0", id: null, error: { code, message } }, { status, headers });
}
