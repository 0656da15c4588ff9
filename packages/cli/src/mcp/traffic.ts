import { PortolanError } from "@portolan/core";

/** What a client may ask for at once and over time. */
export interface TrafficLimits {
  /** Calls of one client that may be under way. */
  inFlight: number;
  /** Calls of all clients that may be under way. */
  inFlightAll: number;
  /** Calls that a client may make in one go, after a pause. */
  burst: number;
  perSecond: number;
}

const standardLimits: TrafficLimits = { inFlight: 64, inFlightAll: 512, burst: 300, perSecond: 30 };
/** Clients remembered; beyond that, those that have been quiet are forgotten. */
const mostClients = 1_000;

interface Account {
  inFlight: number;
  tokens: number;
  atMs: number;
}

/** Lets calls in, so that no client takes what the others need. */
export class Traffic {
  readonly #limits: TrafficLimits;
  readonly #now: () => number;
  readonly #accounts = new Map<string, Account>();
  #inFlight = 0;

  constructor(limits: Partial<TrafficLimits> = {}, now: () => number = () => performance.now()) {
    this.#limits = { ...standardLimits, ...limits };
    this.#now = now;
  }

  /**
   * Counts a call until what it gives is called.
   * @throws PortolanError `sandbox-busy` when the client has too many calls under way, or made too many
   */
  enter(client: string): () => void {
    const { inFlight, inFlightAll } = this.#limits;
    const account = this.#account(client);
    if (account.inFlight >= inFlight) {
      throw busy(
        `${client} has ${account.inFlight} calls under way.`,
        "Wait for some of them, then ask again.",
      );
    }
    if (this.#inFlight >= inFlightAll) {
      throw busy(`${this.#inFlight} calls are under way.`, "Ask again in a second.");
    }
    if (account.tokens < 1) {
      throw busy(
        `${client} makes more than ${this.#limits.perSecond} calls a second.`,
        "Wait a second; one run_program can do the work of many calls.",
      );
    }
    account.tokens--;
    account.inFlight++;
    this.#inFlight++;
    return () => {
      account.inFlight--;
      this.#inFlight--;
    };
  }

  #account(client: string): Account {
    const { burst, perSecond } = this.#limits;
    const now = this.#now();
    const account = this.#accounts.get(client) ?? { inFlight: 0, tokens: burst, atMs: now };
    account.tokens = Math.min(burst, account.tokens + ((now - account.atMs) / 1000) * perSecond);
    account.atMs = now;
    if (!this.#accounts.has(client) && this.#accounts.size >= mostClients) this.#forget();
    this.#accounts.set(client, account);
    return account;
  }

  #forget(): void {
    for (const [client, { inFlight }] of this.#accounts) {
      if (inFlight === 0) this.#accounts.delete(client);
    }
  }
}

function busy(message: string, next: string): PortolanError {
  return new PortolanError("sandbox-busy", message, { next });
}
