import { relative } from "node:path";
import type { IndexReport } from "@portolan/skills";
import type { Invocation } from "../command-line/declaration.ts";
import { count, duration, grouped } from "../output/numbers.ts";
import { printJson } from "../output/print.ts";
import { requireStore } from "../programs/require-store.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { openEmbedder, storeRoot } from "../wire.ts";

/** Time between two lines of progress where nothing can be rewritten. */
const lineEveryMs = 2_000;

/** `portolan store index`: catalogue and index level with the folders. */
export async function run({
  terminal,
  flags,
  config,
  json,
  quiet,
}: Invocation<{ rebuild?: boolean }>): Promise<number> {
  const { levelIndex } = await import("@portolan/skills");
  const root = storeRoot(config.values, terminal.cwd);
  await requireStore(root);
  const embedder = await openEmbedder(config.values, root);
  const show = quiet ? () => {} : progressLines(terminal);
  const started = performance.now();
  const report = await levelIndex(root, {
    embedder,
    index: config.values.index,
    rebuild: flags.rebuild,
    progress: {
      folders: (done, total) => show("folders read", done, total),
      texts: (done, total) => show("texts embedded", done, total),
    },
  });
  const timeMs = Math.round(performance.now() - started);
  if (json) printJson(terminal.stdout, { type: "index", ...report, timeMs });
  else terminal.stdout.write(`${summary(report, timeMs, terminal)}\n`);
  return 0;
}

function progressLines(terminal: Terminal): (what: string, done: number, total: number) => void {
  let last = performance.now();
  return (what, done, total) => {
    const now = performance.now();
    if (now - last < lineEveryMs) return;
    last = now;
    terminal.stderr.write(`${grouped(done)} of ${grouped(total)} ${what}\n`);
  };
}

function summary({ skills, folders, place }: IndexReport, timeMs: number, { cwd }: Terminal): string {
  const where = place === "memory" ? "memory" : place.includes("://") ? place : relative(cwd, place) || place;
  const others = folders - skills;
  const rest = others > 0 ? `, ${count(others, "folder")} that searches leave out` : "";
  return `${count(skills, "skill")} in the index${rest}. It lies in ${where}; level after ${duration(timeMs)}.`;
}
