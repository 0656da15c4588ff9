const last = new Map<string, Promise<unknown>>();

/** Runs an action once all earlier ones of the same key have ended, however they ended. */
export async function inTurn<T>(key: string, action: () => Promise<T>): Promise<T> {
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
