import type { EventBody, EventSink, TraceEvent } from "./event.ts";

/** Gives events their header and hands them to every sink, in order. */
export class Tracer {
  readonly voyage: string;
  readonly harness: string;
  #sinks: readonly EventSink[];
  #seq: number;
  #episode: number | undefined;
  #within: { whole: Tracer; skill: string } | undefined;

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

  /** Collects what is emitted from here on, until it is disposed of; a tracer for a repair leaves that to the whole one. */
  hear(): Disposable & { readonly events: readonly TraceEvent[] } {
    const events: TraceEvent[] = [];
    const sink: EventSink = { emit: (event) => void events.push(event) };
    this.#sinks = [...this.#sinks, sink];
    return {
      events,
      [Symbol.dispose]: () => {
        this.#sinks = this.#sinks.filter((one) => one !== sink);
      },
    };
  }

  /** A tracer for the repair of a skill within the episode: its events are those of this tracer, marked with the skill. */
  repairing(skill: string): Tracer {
    const { voyage, harness } = this;
    const tracer = new Tracer({ voyage, harness, sinks: [] });
    tracer.enterEpisode(this.#episode);
    tracer.#within = { whole: this, skill };
    return tracer;
  }

  emit(body: EventBody): void {
    if (this.#within) this.#within.whole.#emit(body, this.#within.skill);
    else this.#emit(body);
  }

  #emit(body: EventBody, repair?: string): void {
    const event: TraceEvent = {
      seq: this.#seq++,
      time: new Date().toISOString(),
      voyage: this.voyage,
      ...(this.#episode === undefined ? {} : { episode: this.#episode }),
      ...(repair !== undefined && { repair }),
      harness: this.harness,
      ...body,
    };
    for (const sink of this.#sinks) sink.emit(event);
  }
}
