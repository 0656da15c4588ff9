import { cleanText } from "../terminal/clean-text.ts";
import type { TerminalInput } from "../terminal/terminal-input.ts";
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

interface CapturedOptions {
  cwd?: string;
  environment?: Record<string, string>;
  onError?: (text: string) => void;
  /** What a person at the keyboard types, line by line; without it nobody is there. */
  typed?: string[];
  /** What is piped in. */
  piped?: string;
}

/** A terminal for tests: nothing is colored or clipped. */
export function capturedTerminal(options: CapturedOptions = {}): CapturedTerminal {
  const stdout = capture();
  const stderr = { ...capture(options.onError), isTTY: options.typed !== undefined };
  const listeners = new Set<() => void>();
  return {
    stdout,
    stderr,
    input: typist(options),
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

function typist({ typed, piped = "" }: CapturedOptions): TerminalInput {
  const lines = [...(typed ?? [])];
  return {
    isTTY: typed !== undefined,
    readAll: async () => piped,
    // Somebody who typed all they had is still sitting there.
    readLine: (signal) => {
      const line = lines.shift();
      if (line !== undefined || signal.aborted) return Promise.resolve(line);
      return new Promise((resolve) => {
        signal.addEventListener("abort", () => resolve(undefined), { once: true });
      });
    },
  };
}
