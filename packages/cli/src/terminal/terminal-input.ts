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

/** The standard input of a process. */
export function inputOf(stream: NodeJS.ReadStream): TerminalInput {
  return {
    isTTY: stream.isTTY,
    readAll: () => text(stream),
    readLine: (signal) => {
      if (signal.aborted) return Promise.resolve(undefined);
      // Not as a terminal of its own: then Ctrl-C stays a signal, which ends the whole run and not the question alone.
      const lines = createInterface({ input: stream, terminal: false, signal });
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
