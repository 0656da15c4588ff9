import type { IncomingMessage } from "node:http";
import { namesLoopback } from "../http/loopback.ts";
import { bearerOf, type Tokens } from "./tokens.ts";

/** Who may come to an endpoint over HTTP. */
export interface Door {
  /** True where only this machine reaches it; elsewhere the token decides. */
  onLoopback: boolean;
  tokens?: Tokens;
}

/** A request that may go on, with the client that its token names; or what it is told. */
export type Admitted = { client?: string } | { status: number; message: string };

/**
 * Looks at all but the body. Pages in a browser reach loopback too: they send an `Origin`, or another `Host` once a name of theirs
 * points here; both are refused.
 */
export function admitHttp({ url, headers }: IncomingMessage, { onLoopback, tokens }: Door): Admitted {
  if (onLoopback && !namesLoopback(headers.host))
    return { status: 403, message: "Requests to that host are not answered." };
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
