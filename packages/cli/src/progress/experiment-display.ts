import type { ExperimentWatch, Plan } from "@portolan/bench";
import type { Terminal } from "../terminal/terminal.ts";
import { interruptNotice, withInterrupt } from "../terminal/interrupt.ts";
import { ExperimentProgress } from "./experiment-progress.ts";
import { experimentView, trialLine } from "./experiment-view.ts";
import { liveFrame } from "./live-frame.ts";

/** Shows an experiment under way: live at a terminal, else a line for each trial. */
export interface ExperimentDisplay extends Disposable {
  watch: ExperimentWatch;
  /** Tells the person something that stays. */
  say: (text: string) => void;
}

/** Runs an experiment with a display, and with a signal that the first Ctrl-C aborts. */
export async function withExperimentDisplay<T>(
  { terminal, quiet }: { terminal: Terminal; quiet: boolean },
  plan: Plan,
  action: (display: ExperimentDisplay, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  using display = await openDisplay(terminal, plan, quiet);
  return await withInterrupt(
    terminal,
    () => display.say(interruptNotice),
    (signal) => action(display, signal),
  );
}

async function openDisplay(terminal: Terminal, plan: Plan, quiet: boolean): Promise<ExperimentDisplay> {
  const progress = new ExperimentProgress(plan);
  if (quiet) return { watch: {}, say: () => {}, [Symbol.dispose]: () => {} };
  return terminal.stderr.isTTY ? liveDisplay(terminal, progress) : plainDisplay(terminal, progress);
}

function plainDisplay({ stderr }: Terminal, progress: ExperimentProgress): ExperimentDisplay {
  return {
    watch: {
      onCellStart: progress.onCellStart,
      onCellEnd: progress.onCellEnd,
      onTrial(cell, trial, earlier) {
        progress.onTrial(cell, trial, earlier);
        if (!earlier) stderr.write(`${trialLine(cell, trial, progress.trials)}\n`);
      },
    },
    say: (text) => stderr.write(`${text}\n`),
    [Symbol.dispose]: () => {},
  };
}

async function liveDisplay({ stderr }: Terminal, progress: ExperimentProgress): Promise<ExperimentDisplay> {
  const frame = await liveFrame(stderr, (view) => experimentView(progress, view).join("\n"));
  return { watch: progress, say: (text) => frame.say(text), [Symbol.dispose]: () => frame[Symbol.dispose]() };
}
