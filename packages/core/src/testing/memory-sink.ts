import type { EventSink, TraceEvent } from "../events/event.ts";

/** A sink that keeps events in memory. */
export function memorySink(): EventSink & { events: TraceEvent[] } {
  const events: TraceEvent[] = [];
  return { events, emit: (event) => void events.push(event) };
}
