import { lookup as resolve } from "node:dns";
import type { LookupFunction } from "node:net";
import { ToolFailure } from "@portolan/core";
import type { Agent, RequestInit, Response } from "undici";
import { isPublic, literalOf } from "./address.ts";
import type { OpenGrant } from "./http-grant.ts";

/** Sends requests to addresses that were looked at, and to no others. */
export interface Exchange {
  send(url: URL, grant: OpenGrant, init: RequestInit): Promise<Response>;
}

/** How addresses of a name are found: `dns.lookup`, or what a test has instead. */
export type Resolve = (
  hostname: string,
  options: { all: true },
  callback: (error: NodeJS.ErrnoException | null, addresses: { address: string; family: number }[]) => void,
) => void;

/** Connections and their library, made at the first request. */
export function openExchange(resolver: Resolve = resolve): Exchange {
  let agents: Promise<Record<"public" | "private", Agent>> | undefined;
  const open = async (): Promise<Record<"public" | "private", Agent>> => {
    const { Agent: Pool } = await import("undici");
    const agent = (allows: (address: string) => boolean): Agent =>
      new Pool({
        // The name is looked up once, here, and the connection goes to what was looked at: a name that leads elsewhere a moment
        // later gains nothing by that.
        connect: { lookup: checkedLookup(resolver, allows), timeout: 5_000 },
        pipelining: 0,
        keepAliveTimeout: 1_000,
        maxHeaderSize: 32 * 1024,
      });
    return { public: agent(isPublic), private: agent(() => true) };
  };
  return {
    async send(url, grant, init) {
      const literal = literalOf(url.hostname);
      if (literal !== undefined && !grant.private && !isPublic(literal)) throw isInside(url.hostname);
      agents ??= open();
      const { fetch } = await import("undici");
      const dispatcher = (await agents)[grant.private ? "private" : "public"];
      return fetch(url, { ...init, dispatcher, redirect: "manual" });
    },
  };
}

/** One address that may not be reached is one too many: a name should not lead to both. */
function checkedLookup(resolver: Resolve, allows: (address: string) => boolean): LookupFunction {
  return (hostname, options, callback) => {
    resolver(hostname, { all: true }, (error, addresses) => {
      if (error) return callback(error, "", 0);
      const [first] = addresses;
      if (!first || !addresses.every(({ address }) => allows(address))) {
        return callback(isInside(hostname), "", 0);
      }
      if (options.all === true) return callback(null, addresses);
      callback(null, first.address, first.family);
    });
  };
}

function isInside(hostname: string): ToolFailure {
  return new ToolFailure(
    `${hostname.slice(0, 200)} leads to an address of this machine or of a private network`,
    {
      refused: hostname.slice(0, 200),
    },
  );
}
