import { AsyncLocalStorage } from "node:async_hooks";
import type { ServerResponse } from "node:http";

const gone = new AsyncLocalStorage<AbortSignal>();

/**
 * Answers within a connection whose end `connectionGone` tells. In the older protocol over HTTP nothing else says that nobody waits any
 * more, and the signal of a `Request` that was cloned on the way may be collected before it fires.
 */
export function withinConnection<T>(response: ServerResponse, action: () => T): T {
  const controller = new AbortController();
  response.once("close", () => {
    if (!response.writableFinished) controller.abort();
  });
  return gone.run(controller.signal, action);
}

/** Aborts when the client has gone before it had its answer; `undefined` outside of HTTP. */
export function connectionGone(): AbortSignal | undefined {
  return gone.getStore();
}
