import type { EventSink, TraceEvent } from "@portolan/core";
import { textWidth } from "../output/text-width.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { liveFrame } from "./live-frame.ts";
import { liveLines } from "./live-lines.ts";
import { advance, type Progress, startProgress } from "./progress.ts";
import { taskLine } from "./task-line.ts";

/** Shows voyages under way: live at a terminal, else one line per finished task. */
export interface ProgressDisplay extends Disposable {
  /**
   * A sink for the events of one voyage.
   * @param past its events of an earlier start, which are counted and not shown
   */
  follow(about: Parameters<typeof startProgress>[0], past: readonly TraceEvent[]): EventSink;
  /** Tells the person something that stays. */
  say(text: string): void;
}

/** Opens the display that fits where stderr goes; with `quiet` there is none. */
export async function showProgress(terminal: Terminal, quiet: boolean): Promise<ProgressDisplay> {
  if (quiet) return { follow: () => ({ emit: () => {} }), say: () => {}, [Symbol.dispose]: () => {} };
  return terminal.stderr.isTTY ? liveDisplay(terminal) : plainDisplay(terminal);
}

function plainDisplay({ stderr }: Terminal): ProgressDisplay {
  return {
    follow(about, past) {
      let progress = past.reduce(advance, startProgress(about));
      return {
        emit(event) {
          progress = advance(progress, event);
          if (event.type === "episode-scored") stderr.write(`${taskLine(progress, event)}\n`);
        },
      };
    },
    say: (text) => stderr.write(`${text}\n`),
    [Symbol.dispose]: () => {},
  };
}

async function liveDisplay({ stderr }: Terminal): Promise<ProgressDisplay> {
  const voyages: Progress[] = [];
  const frame = await liveFrame(stderr, (view) => {
    const titleColumns = Math.max(...voyages.map(({ title }) => textWidth(title)));
    return voyages.map((progress) => liveLines(progress, { ...view, titleColumns }).join("\n")).join("\n\n");
  });
  return {
    follow(about, past) {
      const index = voyages.push(past.reduce(advance, startProgress(about))) - 1;
      return {
        emit(event) {
          voyages[index] = advance(voyages[index] as Progress, event);
        },
      };
    },
    say: (text) => frame.say(text),
    [Symbol.dispose]: () => frame[Symbol.dispose](),
  };
}
