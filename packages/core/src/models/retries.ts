import { setTimeout as sleep } from "node:timers/promises";
import { PortolanError } from "../errors/portolan-error.ts";
import { type AskedEndpoint, cleaned, EndpointFault, faultError } from "./endpoint-fault.ts";
import type { CompleteOptions, ModelReply, ModelRequest } from "./model.ts";
import { ReplyReader } from "./reply-reader.ts";
import type { Sender } from "./send.ts";
import { estimatedUsage } from "./usage.ts";

export interface RetryOptions {
  sender: () => Promise<Sender>;
  stream: boolean;
  asked: AskedEndpoint;
  /** Takes keys out of a text. */
  hideSecrets: (text: string) => string;
  retries: number;
  retryDelayMs: number;
  maxRetryDelayMs: number;
}

/** How many of a request's fields an endpoint may refuse, one after the other. */
const mostLessons = 6;

/** The one place where requests are sent again. */
export async function completeWithRetries(
  request: ModelRequest,
  callbacks: CompleteOptions,
  options: RetryOptions,
): Promise<ModelReply> {
  const { signal, onText, onRetry, onRequest, onUsage } = callbacks;
  const { asked, retries, stream } = options;
  const sender = await options.sender();
  let lessons = 0;
  for (let tries = 1; ; tries++) {
    requireGoing(signal, asked);
    onRequest?.();
    const reader = new ReplyReader(onText);
    const failure = await sender.send(request, reader, { stream, signal }).then(
      () => undefined,
      (error: unknown) => ({ error }),
    );
    const fault = failure?.error instanceof EndpointFault ? failure.error.details : undefined;
    if (!failure || reader.begun || fault?.worked) onUsage?.(reader.usage ?? estimatedUsage(request, reader));
    if (!failure) return replyOf(reader, request, asked.model);
    if (reader.thrown) throw reader.thrown.error;
    requireGoing(signal, asked);
    if (!(failure.error instanceof EndpointFault)) throw failure.error;
    const clean = cleaned(failure.error, options.hideSecrets);
    const lesson = lessons < mostLessons ? sender.learn(failure.error) : undefined;
    if (lesson !== undefined) lessons++;
    const afterMs = lesson === undefined ? pauseOf(clean, tries - lessons, options) : 0;
    if (lesson === undefined && (!clean.details.retry || tries - lessons > retries))
      throw faultError(clean, asked, tries);
    const reason = lesson ?? clean.details.what;
    onRetry?.({ tries, afterMs, reason });
    // Whoever ends the call ends the wait.
    await sleep(afterMs, undefined, { signal }).catch(() => requireGoing(signal, asked));
  }
}

/** Twice as long each time, unless the endpoint says how long. */
function pauseOf(
  { details }: EndpointFault,
  tries: number,
  { retryDelayMs, maxRetryDelayMs, asked }: RetryOptions,
): number {
  const { retryAfterMs } = details;
  if (retryAfterMs === undefined) return Math.min(maxRetryDelayMs, retryDelayMs * 2 ** (tries - 1));
  if (retryAfterMs <= maxRetryDelayMs) return Math.ceil(retryAfterMs);
  const what = `asks to be left alone for ${Math.ceil(retryAfterMs / 1_000)} s: ${details.what}`;
  throw faultError(
    new EndpointFault({ ...details, kind: "waits-too-long", what, value: retryAfterMs }),
    asked,
    tries,
  );
}

function replyOf(reader: ReplyReader, request: ModelRequest, model: string): ModelReply {
  const { text, reasoning, finish = "stop" } = reader;
  return {
    text,
    finish,
    usage: reader.usage ?? estimatedUsage(request, reader),
    model: reader.model ?? model,
    ...(reasoning === "" ? {} : { reasoning }),
  };
}

function requireGoing(signal: AbortSignal | undefined, { url, model }: AskedEndpoint): void {
  if (!signal?.aborted) return;
  throw new PortolanError("interrupted", `The request to ${url} was stopped.`, {
    value: model,
    next: "Start again; what is done is kept.",
  });
}
