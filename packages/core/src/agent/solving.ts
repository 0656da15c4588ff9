import type { EpisodeResult, EventSink, TraceEvent } from "../events/event.ts";

/**
 * An episode under way: awaited it is the result, iterated it is the events, from the first one, whenever one begins to look.
 * A slow reader loses nothing and slows nothing down. Leaving a loop before the end aborts the episode. An error reaches
 * whoever awaits or iterates.
 */
export class Solving implements PromiseLike<EpisodeResult>, AsyncIterable<TraceEvent> {
  readonly #result: Promise<EpisodeResult>;
  readonly #abort = new AbortController();
  readonly #events: TraceEvent[] = [];
  #over = false;
  /** Wakes who waits for more. */
  #more = Promise.withResolvers<void>();

  constructor(start: (sink: EventSink, signal: AbortSignal) => Promise<EpisodeResult>, signal?: AbortSignal) {
    const signals = [this.#abort.signal, ...(signal ? [signal] : [])];
    const sink: EventSink = {
      emit: (event) => {
        this.#events.push(event);
        this.#wake();
      },
    };
    this.#result = start(sink, AbortSignal.any(signals)).finally(() => {
      this.#over = true;
      this.#wake();
    });
    // Who neither awaits nor iterates is told nothing; that must not end the process.
    this.#result.catch(() => {});
  }

  // oxlint-disable-next-line unicorn/no-thenable -- it is made to be awaited
  then<A = EpisodeResult, B = never>(
    onResult?: ((result: EpisodeResult) => A | PromiseLike<A>) | null,
    onError?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return this.#result.then(onResult, onError);
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<TraceEvent, void, undefined> {
    try {
      for (let next = 0; ;) {
        const event = this.#events[next];
        if (event) {
          next++;
          yield event;
        } else if (this.#over) break;
        else await this.#more.promise;
      }
      await this.#result;
    } finally {
      if (!this.#over) this.#abort.abort();
    }
  }

  #wake(): void {
    this.#more.resolve();
    this.#more = Promise.withResolvers();
  }
}
