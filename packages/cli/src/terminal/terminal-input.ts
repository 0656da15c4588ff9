import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";

/** What comes in at the keyboard, or from a pipe. */
export interface TerminalInput {
  /** True when a person types it. */
  isTTY: boolean;
  /** All of it, up to its end. */
  readAll(): Promise<string>;
  /** One line; `undefined` when there is none any more, or the signal is aborted first. */
  readLine(signal: AbortSignal): Promise<string | undefined>;
}

/**
 * The standard input of a process.
 * @param open gives the stream; not called before something is read, because opening it takes hold of it
 */
export function inputOf(open: () => NodeJS.ReadableStream, isTTY: boolean): TerminalInput {
  return {
    isTTY,
    readAll: () => text(open()),
    readLine: (signal) => {
      if (signal.aborted) return Promise.resolve(undefined);
      // Not as a terminal of its own: then Ctrl-C stays a signal, which ends the whole run and not the question alone.
      const lines = createInterface({ input: open(), terminal: false, signal });
      return new Promise((resolve) => {
        lines.once("close", () => resolve(undefined));
        lines.once("line", (line) => {
          resolve(line);
          lines.close();
        });
      });
    },
  };
}
