import type { IndexProgress } from "@portolan/skills";
import type { Terminal } from "../terminal/terminal.ts";
import { grouped } from "./numbers.ts";

/** Time between two lines; what takes less is not told at all. */
const lineEveryMs = 2_000;

/** Says on stderr how the making of an index goes on, where it takes long. */
export function indexProgress({ stderr }: Pick<Terminal, "stderr">): IndexProgress {
  let last = performance.now();
  const show = (what: string, done: number, total: number): void => {
    const now = performance.now();
    if (now - last < lineEveryMs) return;
    last = now;
    stderr.write(`${grouped(done)} of ${grouped(total)} ${what}\n`);
  };
  return {
    folders: (done, total) => show("folders read", done, total),
    texts: (done, total) => show("texts embedded", done, total),
  };
}
