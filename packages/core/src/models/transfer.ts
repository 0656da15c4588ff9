import type { Dispatcher } from "undici";

/** What one request may take. Local models are slow: the first byte comes when the prompt is read. */
export interface Limits {
  /** One request from its first byte to the last of its reply. */
  timeoutMs: number;
  /** Until the first byte of a streamed reply. */
  firstByteTimeoutMs: number;
  /** Between two pieces of a streamed reply. */
  idleTimeoutMs: number;
  maxReplyBytes: number;
}

/** One request on the wire: how far it got, and why we ended it, if we did. */
export interface Transfer extends Disposable {
  fetch: (url: string | URL | Request, init?: RequestInit) => Promise<Response>;
  streamed: boolean;
  /** Of the reply; `undefined` until its head is there. */
  status: number | undefined;
  bytes: number;
  stopped: "first-byte" | "idle" | "total" | "too-big" | undefined;
  /** The last characters that came. */
  tail(): string;
}

/** How much of the end of a reply is kept, to tell whether it was whole and to show it. */
const tailBytes = 200;

/**
 * A `fetch` for one request that keeps our limits: Node's own would end it after five minutes without a byte, which a model
 * on a slow machine needs for a long prompt.
 */
export function openTransfer(
  fetch: typeof import("undici").fetch,
  dispatcher: Dispatcher,
  limits: Limits,
  { streamed, signal }: { streamed: boolean; signal: AbortSignal | undefined },
): Transfer {
  const end = new AbortController();
  let tail = Buffer.alloc(0);
  let quiet: NodeJS.Timeout | undefined;
  const stop = (why: NonNullable<Transfer["stopped"]>): void => {
    transfer.stopped ??= why;
    end.abort();
  };
  const expect = (why: "first-byte" | "idle", ms: number): void => {
    clearTimeout(quiet);
    if (streamed) quiet = setTimeout(() => stop(why), ms);
  };
  const total = setTimeout(() => stop("total"), limits.timeoutMs);
  const watch = new TransformStream<Uint8Array, Uint8Array>({
    transform(piece, controller) {
      transfer.bytes += piece.byteLength;
      if (transfer.bytes > limits.maxReplyBytes) {
        stop("too-big");
        controller.error(new Error("The reply is too big."));
        return;
      }
      tail = Buffer.concat([tail, piece]).subarray(-tailBytes);
      expect("idle", limits.idleTimeoutMs);
      controller.enqueue(piece);
    },
  });
  const transfer: Transfer = {
    streamed,
    status: undefined,
    bytes: 0,
    stopped: undefined,
    tail: () => tail.toString("utf8"),
    async fetch(url, init) {
      expect("first-byte", limits.firstByteTimeoutMs);
      const signals = [end.signal, init?.signal, signal].filter((one) => one instanceof AbortSignal);
      // What is secret would follow a redirect to a host that nobody named.
      const options = { ...init, dispatcher, signal: AbortSignal.any(signals), redirect: "manual" };
      const response = await fetch(url as string, options as Parameters<typeof fetch>[1]);
      transfer.status = response.status;
      const body = response.body as ReadableStream<Uint8Array> | null;
      // Of Node's own class, which the client knows.
      return new Response(body?.pipeThrough(watch) ?? null, {
        status: response.status,
        statusText: response.statusText,
        headers: [...response.headers],
      });
    },
    [Symbol.dispose]() {
      clearTimeout(quiet);
      clearTimeout(total);
      // Also what is left of a reply that nobody reads to its end.
      end.abort();
    },
  };
  return transfer;
}
