import { gunzipSync } from "node:zlib";

const BLOCK_BYTES = 512;
const REGULAR_FILE = new Set(["0", "\0"]);

/** The regular files of a `.tgz`, sorted by path: what a package manager packed, read without unpacking it to disk. */
export function tarEntries(archive: Uint8Array): { path: string; bytes: Uint8Array }[] {
  const tar = gunzipSync(archive);
  const entries: { path: string; bytes: Uint8Array }[] = [];
  let longPath: string | undefined;
  for (let at = 0; at + BLOCK_BYTES <= tar.length;) {
    const header = tar.subarray(at, at + BLOCK_BYTES);
    const size = Number.parseInt(textOf(header, 124, 12), 8) || 0;
    const bytes = tar.subarray(at + BLOCK_BYTES, at + BLOCK_BYTES + size);
    const kind = String.fromCharCode(header[156] as number);
    const prefix = textOf(header, 345, 155);
    const path = longPath ?? (prefix ? `${prefix}/` : "") + textOf(header, 0, 100);
    if (kind === "x") longPath = /\d+ path=(.*)\n/.exec(bytes.toString("utf8"))?.[1];
    else if (kind === "L") longPath = textOf(bytes, 0, size);
    else longPath = undefined;
    if (REGULAR_FILE.has(kind) && path) entries.push({ path, bytes });
    at += BLOCK_BYTES + Math.ceil(size / BLOCK_BYTES) * BLOCK_BYTES;
  }
  return entries.toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

function textOf(bytes: Uint8Array, start: number, length: number): string {
  const text = Buffer.from(bytes.subarray(start, start + length)).toString("utf8");
  const end = text.indexOf("\0");
  return (end < 0 ? text : text.slice(0, end)).trim();
}
