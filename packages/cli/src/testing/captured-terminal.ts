import { cleanText } from "../terminal/clean-text.ts";
import type { Terminal, TerminalStream } from "../terminal/terminal.ts";

/** A terminal that keeps what is written to it. */
export interface CapturedTerminal extends Terminal {
  /** What went to stdout. */
  out(): string;
  /** What went to stderr. */
  err(): string;
  /** Presses Ctrl-C. */
  interrupt(): void;
}

/** A terminal for tests: no person reads it, so nothing is colored or clipped. */
export function capturedTerminal(
  options: { cwd?: string; environment?: Record<string, string>; onError?: (text: string) => void } = {},
): CapturedTerminal {
  const stdout = capture();
  const stderr = capture(options.onError);
  const listeners = new Set<() => void>();
  return {
    stdout,
    stderr,
    cwd: options.cwd ?? process.cwd(),
    environment: options.environment ?? {},
    onInterrupt(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    out: () => stdout.text(),
    err: () => stderr.text(),
    interrupt: () => {
      for (const listener of listeners) listener();
    },
  };
}

function capture(onWrite: (text: string) => void = () => {}): TerminalStream & { text(): string } {
  let text = "";
  const writeData = (more: string): void => {
    text += more;
    onWrite(more);
  };
  return {
    write: (more) => writeData(cleanText(more)),
    writeData,
    isTTY: false,
    columns: () => undefined,
    style: (_, plain) => plain,
    text: () => text,
  };
}
