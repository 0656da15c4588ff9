import { EndpointFault } from "./endpoint-fault.ts";
import { retryAfterMs } from "./retry-after.ts";
import type { Limits, Transfer } from "./transfer.ts";

/** What an error of the client has, where it is one of the endpoint. */
interface ClientError extends Error {
  status?: number;
  headers?: Headers;
  code?: string | null;
  type?: string;
}

const tooLong = /context[ _](?:length|window|size)|maximum context|too many tokens|prompt is too long/i;

/** What an error of a request means: whose fault it is, and whether to ask again. */
export function faultOf(error: unknown, transfer: Transfer, limits: Limits): EndpointFault {
  if (error instanceof EndpointFault) return error;
  const stopped = transferFault(transfer, limits);
  if (stopped) return stopped;
  const { status } = error as ClientError;
  if (typeof status === "number") return statusFault(error as ClientError, status);
  if (error instanceof SyntaxError || (error as Error).name === "ZodError") {
    const what = `sent a reply that is not the JSON of the API: ${issueOf(error as Error)}`;
    return new EndpointFault({ kind: "not-json", what, value: transfer.tail(), retry: false, worked: true });
  }
  // An error in the middle of a stream has no status, but a body.
  if ("error" in (error as object) && (error as { error?: unknown }).error !== undefined)
    return midwayFault(error as ClientError);
  return connectionFault(error, transfer);
}

function transferFault(
  { stopped, status, bytes, streamed }: Transfer,
  limits: Limits,
): EndpointFault | undefined {
  const worked = true;
  if (stopped === "first-byte") {
    const what = `sent nothing for ${seconds(limits.firstByteTimeoutMs)}`;
    return new EndpointFault({ kind: "silent", what, value: limits.firstByteTimeoutMs, retry: true, worked });
  }
  if (stopped === "idle") {
    const what = `stopped in the middle of a reply, for ${seconds(limits.idleTimeoutMs)}`;
    return new EndpointFault({ kind: "cut", what, value: `${bytes} bytes`, retry: true, worked });
  }
  if (stopped === "total") {
    const what = `did not ${status === undefined && !streamed ? "reply" : "finish its reply"} within ${seconds(limits.timeoutMs)}`;
    return new EndpointFault({ kind: "too-slow", what, value: limits.timeoutMs, retry: false, worked });
  }
  if (stopped === "too-big") {
    const what = `sent a reply of more than ${limits.maxReplyBytes} bytes`;
    return new EndpointFault({ kind: "too-big", what, value: limits.maxReplyBytes, retry: false, worked });
  }
  return undefined;
}

function statusFault(error: ClientError, status: number): EndpointFault {
  const { headers, code, type } = error;
  const said = saidIn(error.message);
  const fault = (kind: EndpointFault["details"]["kind"], what: string, retry: boolean): EndpointFault =>
    new EndpointFault({
      kind,
      what: `${what}: ${said}`,
      value: status,
      retry,
      retryAfterMs: retry ? retryAfterMs(headers, Date.now()) : undefined,
      refusal: status === 400 || status === 422 ? said : undefined,
    });
  if (status >= 300 && status < 400) {
    const what = `sends requests elsewhere (${status}), to ${headers?.get("location") ?? "nowhere"}`;
    return new EndpointFault({ kind: "redirected", what, value: status, retry: false });
  }
  if (status === 401) return fault("key", "refuses the key", false);
  if (status === 403) return fault("forbidden", "does not let this key ask", false);
  if (status === 404) return fault("not-found", "does not have this model or address", false);
  if (status === 402 || code === "insufficient_quota" || type === "insufficient_quota")
    return fault("no-credit", "has no credit left for this key", false);
  if (status === 429) return fault("limit", "has had too many requests", true);
  if (status === 408 || status === 409) return fault("busy", "was not ready", true);
  if (status >= 500) return fault("server-error", "failed", true);
  if (status === 413 || code === "context_length_exceeded" || tooLong.test(said))
    return fault("too-long", "finds the prompt too long", false);
  return fault("refused-request", "refuses the request", false);
}

function midwayFault({ message, code, type }: ClientError): EndpointFault {
  const kind = `${code ?? ""} ${type ?? ""}`.trim();
  const what = `broke off its reply: ${message}`;
  if (/context_length/.test(kind) || tooLong.test(message))
    return new EndpointFault({ kind: "too-long", what, retry: false, worked: true });
  if (/invalid_request/.test(kind))
    return new EndpointFault({ kind: "refused-request", what, retry: false, worked: true });
  return new EndpointFault({ kind: "failed-midway", what, retry: true, worked: true });
}

function connectionFault(error: unknown, { status, bytes }: Transfer): EndpointFault {
  const root = rootOf(error as Error);
  const code = (root as NodeJS.ErrnoException).code ?? "";
  const why = root.message || root.name;
  if (status !== undefined) {
    const what = `cut its reply off after ${bytes} bytes: ${why}`;
    return new EndpointFault({ kind: "cut", what, value: code || why, retry: true, worked: true });
  }
  if (/^(?:CERT_|ERR_TLS|ERR_SSL|UNABLE_TO|SELF_SIGNED|DEPTH_ZERO|EPROTO)/.test(code)) {
    const what = `cannot be reached over TLS: ${why}`;
    return new EndpointFault({ kind: "not-secure", what, value: code, retry: false, cause: root });
  }
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") {
    const what = `is at a host that is not known: ${why}`;
    return new EndpointFault({ kind: "host-unknown", what, value: code, retry: true, cause: root });
  }
  const what = `does not answer: ${why}`;
  // A port that fetch keeps away from, such as that of mail, stays one.
  const retry = why !== "bad port";
  return new EndpointFault({ kind: "unreachable", what, value: code || why, retry, cause: root });
}

/** `connect ECONNREFUSED …` stands two causes below "Connection error.", that of several addresses in a list. */
function rootOf(error: Error): Error {
  const [first] = (error as AggregateError).errors ?? [];
  if (first instanceof Error) return rootOf(first);
  return error.cause instanceof Error ? rootOf(error.cause) : error;
}

/** The first thing wrong with a reply. */
function issueOf(error: Error & { issues?: { path: PropertyKey[]; message: string }[] }): string {
  const [issue] = error.issues ?? [];
  return issue ? [issue.path.join("."), issue.message].filter(Boolean).join(": ") : error.message;
}

/** The words of an answer, also of a proxy's page, on one line. */
function saidIn(message: string): string {
  const words = /<html|<!doctype/i.test(message)
    ? message.replace(/<(style|script)[^]*?<\/\1>|<[^>]*>/gi, " ")
    : message;
  return words.replace(/\s+/g, " ").slice(0, 300).trim();
}

function seconds(ms: number): string {
  return ms < 1_000 ? `${ms} ms` : `${Math.round(ms / 1_000)} s`;
}
