import { defineTool, type Tool } from "@portolan/core";
import { z } from "zod";
import { openExchange, type Resolve } from "./http-exchange.ts";
import { type HttpGrant, isWriting, openGrant } from "./http-grant.ts";
import { answered, grantedUrl } from "./http-request.ts";

export type { HttpGrant } from "./http-grant.ts";

/** What one request may take. */
export interface HttpToolOptions {
  /** From the request to the last byte of its answer; 10,000 when absent. */
  timeoutMs?: number;
  /** Of an answer, once it is unpacked; 1 MB when absent. */
  answerBytes?: number;
  /** How addresses are found; `dns.lookup` when absent. */
  resolve?: Resolve;
}

const url = z.string().max(8_192);
const mostHeaders = 32;
const mostHeaderChars = 8_192;
const headers = z
  .record(z.string().max(100), z.string())
  .refine(isShort, `more than ${mostHeaders} headers, or ${mostHeaderChars} characters in them`)
  .optional();
const answer = z.object({
  url: z.string().describe("where it came from, after redirects"),
  status: z.number(),
  headers: z.record(z.string(), z.string()),
  text: z.string().nullable().describe("null where it is no text in UTF-8"),
  base64: z.string().nullable().describe("what is no text"),
});

/**
 * Tools that send requests to the hosts that were granted and to no others: redirects lead there or end, names that lead to
 * addresses of a private network are refused unless the grant says otherwise, answers have a size. Requests other than `GET` and `HEAD`
 * are tools that write. `{ tools: { web: httpTools({ host: "api.example.com" }) } }` makes them `#tools/web`.
 * @throws PortolanError `usage` for what is no host or no method
 */
export function httpTools(
  grants: HttpGrant | readonly HttpGrant[],
  options: HttpToolOptions = {},
): Readonly<Record<string, Tool>> {
  const open = [grants].flat().map(openGrant);
  const { timeoutMs = 10_000, answerBytes = 2 ** 20, resolve } = options;
  const asking = { grants: open, exchange: openExchange(resolve), timeoutMs, answerBytes };
  const origins = [...new Set(open.map(({ origin }) => origin))].join(", ");
  const reading = {
    get: defineTool({
      description: `Sends a GET request to ${origins}. Redirects are followed there only.`,
      input: z.strictObject({ url, headers }),
      output: answer,
      effect: "read",
      call: (input, { signal }) => answered({ ...input, method: "GET" }, asking, signal),
    }),
    head: defineTool({
      description: "Sends a HEAD request: status and headers without a body.",
      input: z.strictObject({ url, headers }),
      output: answer,
      effect: "read",
      call: (input, { signal }) => answered({ ...input, method: "HEAD" }, asking, signal),
    }),
  };
  const methods = [...new Set(open.flatMap((grant) => [...grant.methods]))].filter(isWriting).toSorted();
  if (methods.length === 0) return reading;
  const send = defineTool({
    description: `Sends a request that changes something (${methods.join(", ")}). Redirects are not followed.`,
    input: z.strictObject({ url, headers, method: z.enum(methods), text: z.string().optional() }),
    output: answer,
    effect: "write",
    requireGranted: (input) => void grantedUrl(input, open),
    call: (input, { signal }) => answered(input, asking, signal),
  });
  return { ...reading, send };
}

/** So that a person who is asked about a request can read all of them. */
function isShort(given: Readonly<Record<string, string>>): boolean {
  const entries = Object.entries(given);
  return entries.length <= mostHeaders && entries.flat().join("").length <= mostHeaderChars;
}
