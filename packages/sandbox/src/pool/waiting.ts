/** Somebody who waits for something, as whoever has it sees them. */
export interface Waiting<T> {
  resolve: (value: T) => void;
  reject: (error: unknown) => void;
}

/**
 * What one is given who waits; `enter` puts them where they are found, and `leave` takes them away again when `signal` is
 * aborted, unless it returns false because they were found already. Undefined for whoever left.
 */
export async function waitFor<T>(
  enter: (waiting: Waiting<T>) => void,
  leave: (waiting: Waiting<T>) => boolean,
  signal?: AbortSignal,
): Promise<T | undefined> {
  const { promise, resolve, reject } = Promise.withResolvers<T | undefined>();
  const waiting = { resolve, reject };
  const abandon = (): void => {
    if (leave(waiting)) resolve(undefined);
  };
  signal?.addEventListener("abort", abandon, { once: true });
  try {
    enter(waiting);
    return await promise;
  } finally {
    signal?.removeEventListener("abort", abandon);
  }
}
