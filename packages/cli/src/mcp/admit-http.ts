import type { IncomingMessage } from "node:http";
import { bearerOf, type Tokens } from "./tokens.ts";

/** Who may come to an endpoint over HTTP. */
export interface Door {
  /** Names under which the endpoint is reached; `undefined` where it is not on loopback, and the token decides. */
  hosts?: ReadonlySet<string>;
  tokens?: Tokens;
}

/** A request that may go on, with the client that its token names; or what it is told. */
export type Admitted = { client?: string } | { status: number; message: string };

/** Names of this machine: those that a page in a browser cannot have been loaded from. */
export const loopback: ReadonlySet<string> = new Set(["localhost", "127.0.0.1", "[::1]"]);

/**
 * Looks at all but the body. Pages in a browser reach loopback too: they send an `Origin`, or another `Host` once a name of theirs
 * points here; both are refused.
 */
export function admitHttp({ url, headers }: IncomingMessage, { hosts, tokens }: Door): Admitted {
  const host = (headers.host ?? "").replace(/:\d*$/, "").toLowerCase();
  if (hosts && !hosts.has(host)) return { status: 403, message: "Requests to that host are not answered." };
  if (headers.origin !== undefined)
    return { status: 403, message: "Requests of web pages are not answered." };
  if ((url ?? "").split("?")[0] !== "/mcp") return { status: 404, message: "There is only /mcp here." };
  if (headers["content-encoding"] !== undefined) {
    return { status: 415, message: "The body must not be compressed." };
  }
  if (!tokens) return {};
  const client = bearerOf(tokens, headers.authorization);
  return client === undefined
    ? { status: 401, message: "Send the token of this client as Authorization: Bearer TOKEN." }
    : { client };
}
