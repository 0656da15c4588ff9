import { closeSync, fsyncSync, fstatSync, openSync, readSync, renameSync, writeSync } from "node:fs";
import { crc32 } from "node:zlib";
import { type BlockRows, COLUMNS, DocumentBlock } from "./document-block.ts";
import { PackedPostings } from "./postings.ts";
import { VectorBlock } from "./vector-block.ts";

/** Where a part of a segment lies, and the checksum of its bytes. */
interface Section {
  name: string;
  offset: number;
  bytes: number;
  checksum: number;
}

interface Header {
  rows: number;
  dimension: number;
  sections: Section[];
}

const MAGIC = "portolan-segment-1\n";
/** Sections begin at multiples of this, so that arrays can be read as they are. */
const ALIGNMENT = 64;

/** Writes a merged block to `path`, whole or not at all. */
export function writeSegment(path: string, block: DocumentBlock): void {
  const parts = partsOf(block);
  const sections: Section[] = [];
  let offset = 0;
  for (const [name, bytes] of parts) {
    sections.push({ name, offset, bytes: bytes.byteLength, checksum: crc32(bytes) });
    offset = aligned(offset + bytes.byteLength);
  }
  const header: Header = { rows: block.size, dimension: block.vectors.dimension, sections };
  const head = Buffer.from(`${MAGIC}${JSON.stringify(header)}\n`);
  const start = aligned(head.byteLength);
  const file = openSync(`${path}.tmp`, "w");
  try {
    writeAll(file, head, 0);
    for (const [i, [, bytes]] of parts.entries())
      writeAll(file, bytes, start + (sections[i] as Section).offset);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(`${path}.tmp`, path);
}

/**
 * Reads a segment.
 * @throws Error for a file that is cut off, damaged or of another dimension
 */
export function readSegment(path: string, dimension: number): DocumentBlock {
  const file = openSync(path, "r");
  try {
    const { header, start } = readHeader(file);
    if (header.dimension !== dimension)
      throw new Error(`the segment ${path} has vectors of another dimension`);
    const read = (name: string, target: ArrayBufferView): void => {
      const section = header.sections.find((one) => one.name === name);
      const bytes = new Uint8Array(target.buffer, target.byteOffset, target.byteLength);
      if (section?.bytes !== bytes.length || !readAll(file, bytes, start + section.offset))
        throw new Error(`the segment ${path} is cut off`);
      if (crc32(bytes) !== section.checksum) throw new Error(`the segment ${path} is damaged`);
    };
    const length = (name: string, width: number): number =>
      (header.sections.find((one) => one.name === name)?.bytes ?? 0) / width;
    return blockOf(header, read, length);
  } finally {
    closeSync(file);
  }
}

function partsOf({ rows, vectors, postings, size }: DocumentBlock): [string, Uint8Array][] {
  if (!(postings instanceof PackedPostings)) throw new Error("only a merged block can be written");
  const numbers: [string, ArrayBufferView][] = [
    ["codes", vectors.codes],
    ["floats", vectors.floats.subarray(0, size * vectors.dimension)],
    ["scales", vectors.scales.subarray(0, size)],
    ["errors", vectors.errors.subarray(0, size)],
    ["norms", vectors.norms.subarray(0, size)],
    ["ids", Uint32Array.from(rows.ids)],
    ["names", Buffer.from(rows.names.join("\n"))],
    ["lengths", Uint32Array.from(rows.lengths)],
    ...COLUMNS.map((column): [string, ArrayBufferView] => [column, Uint32Array.from(rows.columns[column])]),
    ["terms", postings.terms],
    ["starts", postings.starts],
    ["rows", postings.rows],
    ["counts", postings.counts],
  ];
  return numbers.map(([name, view]) => [name, new Uint8Array(view.buffer, view.byteOffset, view.byteLength)]);
}

function blockOf(
  { rows: count, dimension }: Header,
  read: (name: string, target: ArrayBufferView) => void,
  length: (name: string, width: number) => number,
): DocumentBlock {
  const filled = <T extends ArrayBufferView>(name: string, target: T): T => {
    read(name, target);
    return target;
  };
  const uints = (name: string): Uint32Array => filled(name, new Uint32Array(count));
  const vectors = new VectorBlock(dimension, count);
  vectors.rows = count;
  for (const part of ["codes", "floats", "scales", "errors", "norms"] as const) {
    const target = vectors[part];
    read(part, part === "codes" ? target : target.subarray(0, part === "floats" ? count * dimension : count));
  }
  const names = filled("names", Buffer.alloc(length("names", 1))).toString();
  const columns = Object.fromEntries(
    COLUMNS.map((column) => [column, uints(column)]),
  ) as BlockRows["columns"];
  const rows = {
    ids: uints("ids"),
    names: count === 0 ? [] : names.split("\n"),
    lengths: uints("lengths"),
    columns,
  };
  const postings = new PackedPostings({
    terms: filled("terms", new Uint32Array(length("terms", 4))),
    starts: filled("starts", new Uint32Array(length("starts", 4))),
    rows: filled("rows", new Uint32Array(length("rows", 4))),
    counts: filled("counts", new Uint16Array(length("counts", 2))),
  });
  return new DocumentBlock({ rows, vectors, postings });
}

function readHeader(file: number): { header: Header; start: number } {
  const head = Buffer.alloc(Math.min(65_536, fstatSync(file).size));
  readAll(file, head, 0);
  const end = head.indexOf("\n", MAGIC.length);
  if (head.toString("latin1", 0, MAGIC.length) !== MAGIC || end < 0) throw new Error("this is no segment");
  const header = JSON.parse(head.toString("utf8", MAGIC.length, end)) as Header;
  return { header, start: aligned(end + 1) };
}

function aligned(offset: number): number {
  return Math.ceil(offset / ALIGNMENT) * ALIGNMENT;
}

/** One call moves two gigabytes at most. */
const PIECE = 1 << 30;

function writeAll(file: number, bytes: Uint8Array, position: number): void {
  for (let at = 0; at < bytes.length;)
    at += writeSync(file, bytes, at, Math.min(PIECE, bytes.length - at), position + at);
}

function readAll(file: number, bytes: Uint8Array, position: number): boolean {
  let at = 0;
  while (at < bytes.length) {
    const read = readSync(file, bytes, at, Math.min(PIECE, bytes.length - at), position + at);
    if (read === 0) return false;
    at += read;
  }
  return true;
}
