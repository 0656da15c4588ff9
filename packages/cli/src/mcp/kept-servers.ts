import { McpServer, type McpServerFactory, type Transport } from "@modelcontextprotocol/server";

type Context = Parameters<McpServerFactory>[0];

/** How many servers wait for requests of one client: as many as it may have under way. */
const mostWaiting = 64;

/**
 * Servers for requests over HTTP. The SDK wants one for each request, and to make it, with the JSON Schemas of its tools, takes longer than
 * most else that is done about a request; so one that answered is used again, for the same client by token and the same generation.
 */
export class KeptServers {
  readonly #make: McpServerFactory;
  readonly #waiting = new Map<string, McpServer[]>();
  readonly #lent = new WeakMap<Request, { server: McpServer; key: string }>();
  readonly #onConnect = new WeakMap<Request, (transport: Transport) => void>();

  constructor(make: McpServerFactory) {
    this.#make = make;
  }

  /** As the SDK asks for servers. */
  readonly lend: McpServerFactory = async (context: Context) => {
    const { era, authInfo, requestInfo } = context;
    const key = JSON.stringify([era, authInfo?.clientId]);
    // One whose connection has not quite ended is left alone.
    const server = this.#waiting.get(key)?.pop();
    const lent = server?.isConnected() === false ? server : await this.#make(context);
    if (!requestInfo || !(lent instanceof McpServer)) return lent;
    this.#lent.set(requestInfo, { server: lent, key });
    const connecting = this.#onConnect.get(requestInfo);
    lent.connect = (transport) => {
      connecting?.(transport);
      return McpServer.prototype.connect.call(lent, transport);
    };
    return lent;
  };

  /** Does something with the transport of the SDK for a request, before a server is connected to it. */
  onConnect(request: Request, action: (transport: Transport) => void): void {
    this.#onConnect.set(request, action);
  }

  /** Takes back the server of a request that was answered in full, so that nothing of it runs any more. */
  giveBack(request: Request): void {
    const lent = this.#lent.get(request);
    if (!lent) return;
    const { server, key } = lent;
    // In the older protocol, the server of a handshake remembers who introduced itself.
    // oxlint-disable-next-line typescript/no-deprecated -- the older protocol has no other place for it
    if (key.startsWith('["legacy"') && server.server.getClientVersion()) return;
    const waiting = this.#waiting.get(key) ?? [];
    this.#waiting.set(key, waiting);
    if (waiting.length < mostWaiting) waiting.push(server);
  }
}
