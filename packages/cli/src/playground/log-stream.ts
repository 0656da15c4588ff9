import type { TerminalStream } from "../terminal/terminal.ts";
import { visible } from "../terminal/visible.ts";

/** Prints what a program logs while it runs. */
export interface LogStream {
  line(text: string): void;
  /** Prints what was held back. */
  flush(): void;
}

/** Prints each line as it comes, and holds lines back while a question is open, so that none can pose as a part of it. */
export function logStream(stderr: TerminalStream, isAsking: () => boolean): LogStream {
  const held: string[] = [];
  const print = (text: string): void => stderr.write(`${visible(text)}\n`);
  return {
    line: (text) => {
      if (isAsking()) held.push(text);
      else print(text);
    },
    flush: () => {
      for (const text of held.splice(0)) print(text);
    },
  };
}
