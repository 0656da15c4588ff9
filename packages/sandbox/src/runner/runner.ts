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

  constructor(engine: Engine, send: (message: RunnerMessage) => void) {
    this.#engine = engine;
    this.#send = send;
  }

  hear(message: HostMessage): void {
    switch (message.type) {
      case "prepare":
        this.#memoryMb = Math.ceil(message.memoryMb);
        return this.#prepare();
      case "run":
        this.#start(message);
        break;
      case "settle":
        this.#current?.settle(message);
        break;
      case "stop":
        this.#current?.stop(message.run);
    }
    if (!this.#current?.finished) return;
    this.#current = undefined;
    setImmediate(() => this.#prepare());
  }

  #start(run: RunMessage): void {
    const memoryMb = Math.ceil(run.limits.memoryMb);
    const spare = this.#spare;
    this.#spare = undefined;
    const warm = spare?.memoryMb === memoryMb;
    if (!warm) spare?.dispose();
    // The next run will probably ask for what this one did.
    this.#memoryMb = memoryMb;
    this.#current = new Execution(run, warm ? spare : this.#engine.prepare(memoryMb), warm, this.#send);
    this.#current.start();
  }

  #prepare(): void {
    if (this.#current || this.#spare?.memoryMb === this.#memoryMb) return;
    this.#spare?.dispose();
    this.#spare = this.#engine.prepare(this.#memoryMb);
  }
}
