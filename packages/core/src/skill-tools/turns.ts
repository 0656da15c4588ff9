const lastIn = new WeakMap<object, Map<string, Promise<unknown>>>();

/** Runs an action once all earlier ones of the same key on the same thing have ended, however they ended. */
export async function inTurn<T>(thing: object, key: string, action: () => Promise<T>): Promise<T> {
  const last = lastIn.get(thing) ?? new Map<string, Promise<unknown>>();
  lastIn.set(thing, last);
  const before = last.get(key) ?? Promise.resolve();
  const own = before.then(action, action);
  const settled = own.catch(() => {});
  last.set(key, settled);
  try {
    return await own;
  } finally {
    if (last.get(key) === settled) last.delete(key);
  }
}
