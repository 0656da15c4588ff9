import type { TerminalStream } from "../terminal/terminal.ts";

const frameMs = 100;

/** What a live view is drawn for. */
export interface FrameView {
  columns: number;
  /** Since the display was opened. */
  elapsedMs: number;
  style: TerminalStream["style"];
}

/** A view at the end of a terminal that is drawn anew ten times a second. */
export interface LiveFrame extends Disposable {
  /** Tells the person something that stays, above the view. */
  say(text: string): void;
}

/** Opens a live view; `draw` gives its text as it is now. */
export async function liveFrame(
  stderr: TerminalStream,
  draw: (view: FrameView) => string,
): Promise<LiveFrame> {
  const { createLogUpdate } = await import("log-update");
  const update = createLogUpdate(process.stderr);
  const startedMs = performance.now();
  const redraw = (): void => {
    const elapsedMs = performance.now() - startedMs;
    update(draw({ columns: stderr.columns() ?? 80, elapsedMs, style: stderr.style }));
  };
  const timer = setInterval(redraw, frameMs);
  return {
    say(text) {
      update.clear();
      stderr.write(`${text}\n`);
      redraw();
    },
    [Symbol.dispose]() {
      clearInterval(timer);
      update.clear();
      update.done();
    },
  };
}
