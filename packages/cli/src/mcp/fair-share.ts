/** How long a client counts as one of those who want their share, after it last asked for something. */
const activeMs = 60_000;
const mostKnown = 1_000;

interface Account {
  running: number;
  waiting: (() => void)[];
  seenMs: number;
}

/**
 * Shares processes among clients: one alone may use all of them; as soon as there are others, none may use the last one, so that whoever
 * comes need not wait for the end of somebody else's program.
 */
export class FairShare {
  readonly #processes: number;
  readonly #now: () => number;
  readonly #accounts = new Map<string, Account>();

  constructor(processes: number, now: () => number = () => performance.now()) {
    this.#processes = processes;
    this.#now = now;
  }

  /** Does something that keeps a process busy. An action whose signal is aborted does not wait: it sees for itself. */
  async within<T>(client: string, signal: AbortSignal | undefined, action: () => Promise<T>): Promise<T> {
    const account = this.#account(client);
    account.seenMs = this.#now();
    if (account.running < this.#share(account)) account.running++;
    // Whoever is let in later is counted by whoever lets it in.
    else if (!(await turnOf(account, signal))) return action();
    try {
      return await action();
    } finally {
      account.running--;
      this.#next();
    }
  }

  #share(account: Account): number {
    return this.#isAlone(account) ? this.#processes : Math.max(1, this.#processes - 1);
  }

  #isAlone(account: Account): boolean {
    const since = this.#now() - activeMs;
    return ![...this.#accounts.values()].some(
      (other) => other !== account && (other.running > 0 || other.seenMs > since),
    );
  }

  #next(): void {
    for (const account of this.#accounts.values()) {
      while (account.waiting.length > 0 && account.running < this.#share(account)) {
        account.running++;
        account.waiting.shift()?.();
      }
    }
  }

  #account(client: string): Account {
    const known = this.#accounts.get(client);
    if (known) return known;
    if (this.#accounts.size >= mostKnown) this.#forget();
    const account: Account = { running: 0, waiting: [], seenMs: this.#now() };
    this.#accounts.set(client, account);
    return account;
  }

  #forget(): void {
    for (const [client, { running, waiting }] of this.#accounts)
      if (running === 0 && waiting.length === 0) this.#accounts.delete(client);
  }
}

/** True when it was its turn, false when nobody waits for it any more. */
function turnOf({ waiting }: Account, signal: AbortSignal | undefined): Promise<boolean> {
  return new Promise((resolve) => {
    const come = (): void => {
      signal?.removeEventListener("abort", leave);
      resolve(true);
    };
    const leave = (): void => {
      const place = waiting.indexOf(come);
      if (place !== -1) waiting.splice(place, 1);
      resolve(false);
    };
    waiting.push(come);
    if (signal?.aborted) leave();
    else signal?.addEventListener("abort", leave, { once: true });
  });
}
