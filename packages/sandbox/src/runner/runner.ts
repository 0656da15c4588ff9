import type { HostMessage, RunMessage, RunnerMessage } from "../protocol.ts";
import type { Engine, Realm } from "./engine.ts";
import { Execution } from "./execution.ts";

/** Runs one program after another, each in a realm that was made ready while nothing ran and is used once. */
export class Runner {
  readonly #engine: Engine;
  readonly #send: (message: RunnerMessage) => void;
  #memoryMb = 0;
  #spare: Realm | undefined;
  #current: Execution | undefined;
  #done: Promise<void> = Promise.resolve();

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
    // The answer goes out first.
    setImmediate(() => this.#next(() => this.#prepare()));
  }

  /** Not before a realm stands: making the first one would count as the first run's computing and memory. */
  #ready(): void {
    const { name, versions } = this.#engine;
    this.#send({ type: "ready", engine: name, versions: { ...versions, node: process.versions.node } });
  }

  async #start(run: RunMessage): Promise<void> {
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
