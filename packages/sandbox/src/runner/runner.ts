import type { HostMessage, RunMessage, RunnerMessage } from "../protocol.ts";
import type { Engine, Realm } from "./engine.ts";
import { Execution } from "./execution.ts";

/**
 * Where runs come further apart than this, the next realm is made a little later: to make one takes a processor for several times as long as
 * an answer is on its way, through more than one process where somebody far away waits for it.
 */
const calmMs = 20;
const leaveMs = 3;

/** Runs one program after another, each in a realm that was made ready while nothing ran and is used once. */
export class Runner {
  readonly #engine: Engine;
  readonly #send: (message: RunnerMessage) => void;
  #memoryMb = 0;
  #spare: Realm | undefined;
  #current: Execution | undefined;
  #done: Promise<void> = Promise.resolve();
  #startedAt = 0;
  /** Until a first run has ended, runs may come at any rate. */
  #endedAt = Number.POSITIVE_INFINITY;

  constructor(engine: Engine, send: (message: RunnerMessage) => void) {
    this.#engine = engine;
    this.#send = send;
  }

  hear(message: HostMessage): void {
    this.#next(() => this.#obey(message));
  }

  /** Making a realm may take a while; what comes in the meantime waits for it. */
  #next(step: () => Promise<void>): void {
    this.#done = this.#done.then(step);
  }

  async #obey(message: HostMessage): Promise<void> {
    switch (message.type) {
      case "prepare":
        this.#memoryMb = Math.ceil(message.memoryMb);
        await this.#prepare();
        return this.#ready();
      case "run":
        await this.#start(message);
        break;
      case "settle":
        this.#current?.settle(message);
        break;
      case "stop":
        this.#current?.stop(message.run);
    }
    if (!this.#current?.finished) return;
    this.#current = undefined;
    const isCalm = this.#startedAt - this.#endedAt > calmMs;
    this.#endedAt = performance.now();
    // The answer goes out first.
    const prepare = (): void => this.#next(() => this.#prepare());
    if (isCalm) setTimeout(prepare, leaveMs);
    else setImmediate(prepare);
  }

  /** Not before a realm stands: making the first one would count as the first run's computing and memory. */
  #ready(): void {
    const { name, versions } = this.#engine;
    this.#send({ type: "ready", engine: name, versions: { ...versions, node: process.versions.node } });
  }

  async #start(run: RunMessage): Promise<void> {
    this.#startedAt = performance.now();
    const memoryMb = Math.ceil(run.limits.memoryMb);
    const spare = this.#spare;
    this.#spare = undefined;
    const warm = spare?.memoryMb === memoryMb;
    if (!warm) spare?.dispose();
    // The next run will probably ask for what this one did.
    this.#memoryMb = memoryMb;
    const realm = warm ? spare : await this.#engine.prepare(memoryMb);
    this.#current = new Execution(run, realm, warm, this.#send);
    this.#current.start();
  }

  async #prepare(): Promise<void> {
    if (this.#current || this.#spare?.memoryMb === this.#memoryMb) return;
    this.#spare?.dispose();
    this.#spare = undefined;
    this.#spare = await this.#engine.prepare(this.#memoryMb);
  }
}
