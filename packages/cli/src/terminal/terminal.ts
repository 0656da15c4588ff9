import { isatty } from "node:tty";
import { styleText } from "node:util";
import type { ClosedPipe } from "./closed-pipe.ts";
import { cleanText } from "./clean-text.ts";
import { inputOf, type TerminalInput } from "./terminal-input.ts";

/** One of the two streams that a command writes to. */
export interface TerminalStream {
  /** Text for people, without control characters other than our own colors. */
  write(text: string): void;
  /** Text that a file shall hold as it is; at a terminal it is cleaned all the same. */
  writeData(text: string): void;
  /** True when a person reads it as it is written. */
  isTTY: boolean;
  /** Width in columns; `undefined` when it goes to a file or a pipe, where nothing is clipped. */
  columns(): number | undefined;
  /** The text in a color or weight, or unchanged where colors are not wanted. */
  style(this: void, format: Style, text: string): string;
}

/** The few looks that the output uses. */
type Style = "bold" | "dim" | "green" | "red" | "cyan" | "yellow";

/** All that a command knows of the process around it: data goes to `stdout`, narration to `stderr`. */
export interface Terminal {
  stdout: TerminalStream;
  stderr: TerminalStream;
  input: TerminalInput;
  cwd: string;
  environment: Readonly<Record<string, string | undefined>>;
  /** Calls back at every Ctrl-C until the returned function is called. */
  onInterrupt(listener: () => void): () => void;
}

/** The terminal of this process; it says nothing more when its pipe is closed. */
export function processTerminal(pipe: ClosedPipe): Terminal {
  return {
    stdout: streamOf(process.stdout, pipe),
    stderr: streamOf(process.stderr, pipe),
    input: inputOf(() => process.stdin, isatty(0)),
    cwd: process.cwd(),
    environment: process.env,
    onInterrupt(listener) {
      process.on("SIGINT", listener);
      pipe.interrupts.add(listener);
      return () => {
        process.off("SIGINT", listener);
        pipe.interrupts.delete(listener);
      };
    },
  };
}

function streamOf(stream: NodeJS.WriteStream, pipe: ClosedPipe): TerminalStream {
  const write = (text: string): void => void (pipe.isClosed || stream.write(text));
  const isTTY = stream.isTTY && process.env["TERM"] !== "dumb";
  const colored = isTTY && !process.env["NO_COLOR"];
  return {
    write: (text) => write(cleanText(text)),
    writeData: (text) => write(stream.isTTY ? cleanText(text) : text),
    isTTY,
    columns: () => (isTTY ? Math.max(40, stream.columns || 80) : undefined),
    style: (format, text) => (colored ? styleText(format, text, { validateStream: false }) : text),
  };
}
