import { interruptNotice, withInterrupt } from "../terminal/interrupt.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { type ProgressDisplay, showProgress } from "./show-progress.ts";

/** Runs something long with a display, and with a signal that the first Ctrl-C aborts. */
export async function withDisplay<T>(
  { terminal, quiet }: { terminal: Terminal; quiet: boolean },
  action: (display: ProgressDisplay, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  using display = await showProgress(terminal, quiet);
  return await withInterrupt(
    terminal,
    () => display.say(interruptNotice),
    (signal) => action(display, signal),
  );
}
