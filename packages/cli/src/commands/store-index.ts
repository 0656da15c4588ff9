import { relative } from "node:path";
import type { IndexReport } from "@portolan/skills";
import type { Invocation } from "../command-line/declaration.ts";
import { indexProgress } from "../output/index-progress.ts";
import { count, duration } from "../output/numbers.ts";
import { printJson } from "../output/print.ts";
import { requireStore } from "../programs/require-store.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { openEmbedder, storeRoot } from "../wire.ts";

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
  const started = performance.now();
  const report = await levelIndex(root, {
    embedder,
    index: config.values.index,
    rebuild: flags.rebuild,
    progress: quiet ? undefined : indexProgress(terminal),
  });
  const timeMs = Math.round(performance.now() - started);
  if (json) printJson(terminal.stdout, { type: "index", ...report, timeMs });
  else terminal.stdout.write(`${summary(report, timeMs, terminal)}\n`);
  return 0;
}

function summary({ skills, folders, place }: IndexReport, timeMs: number, { cwd }: Terminal): string {
  const where = place === "memory" ? "memory" : place.includes("://") ? place : relative(cwd, place) || place;
  const others = folders - skills;
  const rest = others > 0 ? `, ${count(others, "folder")} that searches leave out` : "";
  return `${count(skills, "skill")} in the index${rest}. It lies in ${where}; level after ${duration(timeMs)}.`;
}
