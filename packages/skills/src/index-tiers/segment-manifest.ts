import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { placeFile } from "../store/atomic-write.ts";
import { storedJson } from "../store/stored-json.ts";

/** A segment file of an index, and the last change of the catalogue that it has. */
export interface SegmentRecord {
  file: string;
  rows: number;
  seq: number;
}

const MANIFEST = "segments.json";

/** The segments of the index in `folder`, oldest first; none when they are of another stamp, or cannot be read. */
export function readManifest(folder: string, stamp: string): SegmentRecord[] {
  try {
    const text = readFileSync(join(folder, MANIFEST), "utf8");
    const manifest = JSON.parse(text) as { stamp: string; segments: SegmentRecord[] };
    return manifest.stamp === stamp ? manifest.segments : [];
  } catch {
    return [];
  }
}

/** Puts these segments in the place of those before, then deletes what no manifest names; call it under the index lock. */
export async function placeManifest(
  root: string,
  folder: string,
  stamp: string,
  segments: readonly SegmentRecord[],
): Promise<void> {
  await placeFile(root, join(folder, MANIFEST), storedJson({ segments, stamp }));
  removeOthers(folder, new Set(segments.map(({ file }) => file)));
}

/** Deletes all segments of an index; call it under the index lock. */
export function removeSegments(folder: string): void {
  rmSync(join(folder, MANIFEST), { force: true });
  removeOthers(folder, new Set());
}

function removeOthers(folder: string, named: ReadonlySet<string>): void {
  if (!existsSync(folder)) return;
  for (const file of readdirSync(folder))
    if (/\.segment(\.tmp)?$/.test(file) && !named.has(file)) rmSync(join(folder, file), { force: true });
}
