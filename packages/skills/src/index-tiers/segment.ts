import { join } from "node:path";
import { type DocumentBlock, mergeBlocks } from "./document-block.ts";
import { readSegment } from "./segment-file.ts";
import type { SegmentRecord } from "./segment-manifest.ts";

/** A segment in memory, and what the manifest says of it. */
export interface Segment {
  record: SegmentRecord;
  block: DocumentBlock;
}

/** The segments that a manifest names; none of them when one cannot be read, because the others lack what it had. */
export function readSegments(
  folder: string,
  manifest: readonly SegmentRecord[],
  dimension: number,
): Segment[] {
  try {
    return manifest.map((record) => ({ record, block: readSegment(join(folder, record.file), dimension) }));
  } catch {
    return [];
  }
}

/**
 * The segments as they are once the tail is one, the last: it takes those before with it that are not much larger, or mostly
 * dead, so there are never more than a few, and no row is moved often.
 */
export function withTail(
  segments: readonly Segment[],
  tail: DocumentBlock,
  record: Pick<SegmentRecord, "file" | "seq">,
  dimension: number,
): Segment[] {
  let rows = tail.live;
  let first = segments.length;
  for (let i = segments.length - 1; i >= 0; i--) {
    const { block } = segments[i] as Segment;
    if (block.live > 2 * rows && block.live * 2 > block.size) break;
    rows += block.live;
    first = i;
  }
  const taken = segments.slice(first).map(({ block }) => block);
  const block = mergeBlocks([...taken, tail], dimension);
  return [...segments.slice(0, first), { record: { ...record, rows: block.size }, block }];
}
