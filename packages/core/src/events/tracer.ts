import type { EventBody, EventSink, TraceEvent } from "./event.ts";

/** Gives events their header and hands them to every sink, in order. */
export class Tracer {
  readonly voyage: string;
  readonly harness: string;
  #sinks: readonly EventSink[];
  #seq: number;
  #episode: number | undefined;

  constructor(options: { voyage: string; harness: string; sinks: readonly EventSink[]; firstSeq?: number }) {
    this.voyage = options.voyage;
    this.harness = options.harness;
    this.#sinks = options.sinks;
    this.#seq = options.firstSeq ?? 0;
  }

  /** Events from here on belong to this episode; `undefined` for the voyage's own. */
  enterEpisode(episode: number | undefined): void {
    this.#episode = episode;
  }

  /** The episode that events belong to now, from 0. */
  get episode(): number {
    return this.#episode ?? 0;
  }

  emit(body: EventBody): void {
    const event: TraceEvent = {
      seq: this.#seq++,
      time: new Date().toISOString(),
      voyage: this.voyage,
      ...(this.#episode === undefined ? {} : { episode: this.#episode }),
      harness: this.harness,
      ...body,
    };
    for (const sink of this.#sinks) sink.emit(event);
  }
}
