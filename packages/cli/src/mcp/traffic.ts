import { type CallEffect, PortolanError } from "@portolan/core";
import { Bucket } from "./bucket.ts";

/** What a client may ask for at once and over time. */
export interface TrafficLimits {
  /** Calls of one client that may be under way. */
  inFlight: number;
  /** Calls of all clients that may be under way. */
  inFlightAll: number;
  /** Calls that a client may make in one go, after a pause. */
  burst: number;
  perSecond: number;
  /** Calls by which a client may add to the store in one go; all clients together, ten times as many. */
  addsBurst: number;
  addsPerMinute: number;
}

const standardLimits: TrafficLimits = {
  inFlight: 64,
  inFlightAll: 512,
  burst: 300,
  perSecond: 30,
  addsBurst: 60,
  addsPerMinute: 30,
};
/** Clients remembered; beyond that, those that have nothing under way are forgotten. */
const mostClients = 1_000;
/** How much more all clients together may add than one of them. */
const together = 10;

interface Account {
  inFlight: number;
  calls: Bucket;
  adds: Bucket;
}

/** Lets calls in, so that no client takes what the others need. */
export class Traffic {
  readonly #limits: TrafficLimits;
  readonly #now: () => number;
  readonly #accounts = new Map<string, Account>();
  /** Whoever calls itself by a new name each time has this one in common with all others. */
  readonly #addsAll: Bucket;
  #inFlight = 0;

  constructor(limits: Partial<TrafficLimits> = {}, now: () => number = () => performance.now()) {
    this.#limits = { ...standardLimits, ...limits };
    this.#now = now;
    this.#addsAll = this.#bucketOfAdds(together);
  }

  /** Calls of all clients that have not ended. */
  get underWay(): number {
    return this.#inFlight;
  }

  /**
   * Counts a call until what it gives is called.
   * @throws PortolanError `sandbox-busy` when the client has too many calls under way, or made too many
   */
  enter(client: string, effect: CallEffect): () => void {
    const { inFlight, inFlightAll, perSecond, addsPerMinute } = this.#limits;
    const account = this.#account(client);
    const { calls, adds } = account;
    const now = this.#now();
    if (account.inFlight >= inFlight) {
      throw busy(
        `${client} has ${account.inFlight} calls under way.`,
        "Wait for some of them, then ask again.",
      );
    }
    if (this.#inFlight >= inFlightAll) {
      throw busy(`${this.#inFlight} calls are under way.`, "Ask again in a second.");
    }
    if (!calls.has(now)) {
      throw busy(
        `${client} makes more than ${perSecond} calls a second.`,
        "Wait a second; one run_program can do the work of many calls.",
      );
    }
    if (effect === "adds" && !(adds.has(now) && this.#addsAll.has(now))) {
      throw busy(`More than ${addsPerMinute} calls a minute add to the library.`, "Wait a minute.");
    }
    calls.take();
    if (effect === "adds") {
      adds.take();
      this.#addsAll.take();
    }
    account.inFlight++;
    this.#inFlight++;
    return () => {
      account.inFlight--;
      this.#inFlight--;
    };
  }

  #account(client: string): Account {
    const known = this.#accounts.get(client);
    if (known) return known;
    if (this.#accounts.size >= mostClients) this.#forget();
    const { burst, perSecond } = this.#limits;
    const calls = new Bucket(burst, perSecond, this.#now());
    const account = { inFlight: 0, calls, adds: this.#bucketOfAdds(1) };
    this.#accounts.set(client, account);
    return account;
  }

  #bucketOfAdds(times: number): Bucket {
    const { addsBurst, addsPerMinute } = this.#limits;
    return new Bucket(times * addsBurst, (times * addsPerMinute) / 60, this.#now());
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
