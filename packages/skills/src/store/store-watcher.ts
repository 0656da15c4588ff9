/** Is told, under the store's lock, which skills change: before their folders do, and after. */
export interface StoreWatcher {
  /** What was begun and not finished, because the process died, must be read again from the folders. */
  willChange(names: string[]): void;
  changed(names: string[]): void;
}

/** A watcher that does nothing. */
export const noWatcher: StoreWatcher = { willChange: () => {}, changed: () => {} };
