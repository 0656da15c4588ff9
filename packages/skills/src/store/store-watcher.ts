/** Is told, under the store's lock, which skills change: before their folders do, and after. */
export interface StoreWatcher {
  /** What was begun and not finished, because the process died, must be read again from the folders. */
  willChange(names: string[]): void;
  changed(names: string[]): void;
}

/** One watcher that tells several, in order. */
export function watchers(...all: (StoreWatcher | undefined)[]): StoreWatcher {
  const told = all.filter((one) => one !== undefined);
  return {
    willChange: (names) => told.forEach((one) => one.willChange(names)),
    changed: (names) => told.forEach((one) => one.changed(names)),
  };
}
