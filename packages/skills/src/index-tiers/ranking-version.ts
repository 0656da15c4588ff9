import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { digestOf, type Embedder } from "@portolan/core";
import { stampOf } from "./index-stamp.ts";

/** The folders whose programs decide which skills a search finds, and in which order. */
const RANKING_FOLDERS = [import.meta.dirname, join(import.meta.dirname, "..", "search")];

/**
 * Names how searches rank, in twelve digits: another embedder, other texts of skills, or any change of the programs that rank
 * give another one. Who compares results of searches over time puts it into what they are filed under.
 */
export function rankingVersion(
  embedder: Pick<Embedder, "id" | "dimension">,
  folders: readonly string[] = RANKING_FOLDERS,
): string {
  const programs = folders.map((folder) =>
    programsIn(folder).map((file) => [file, digestOf(readFileSync(join(folder, file), "utf8"))]),
  );
  return digestOf({ ...stampOf(embedder), programs }).slice(0, 12);
}

function programsIn(folder: string): string[] {
  const files = readdirSync(folder).filter((file) => /^[\w-]+\.[jt]s$/.test(file));
  return files.toSorted();
}
