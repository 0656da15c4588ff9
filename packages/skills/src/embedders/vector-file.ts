import { readFile } from "node:fs/promises";
import { crc32 } from "node:zlib";

/** A record: four bytes that mark its start, the key, the vector's floats, and a checksum of key and floats. */
const MARK = Buffer.from("PVR1");
const KEY_BYTES = 32;
const CHECKSUM_BYTES = 4;

/** The records of these vectors, to be appended in one write; a key is 32 characters below 256. */
export function vectorRecords(keys: readonly string[], vectors: readonly Float32Array[]): Uint8Array {
  const records = keys.map((key, i) => {
    const { buffer, byteOffset, byteLength } = vectors[i] as Float32Array;
    const body = Buffer.concat([Buffer.from(key, "latin1"), Buffer.from(buffer, byteOffset, byteLength)]);
    return Buffer.concat([MARK, body, checksumOf(body)]);
  });
  return Buffer.concat(records);
}

/**
 * The vectors of a file by key; none when it is missing. Records that a killed process left half-written, and any other
 * damage, are skipped: reading goes on at the next mark whose record has the right checksum.
 */
export async function readVectorFile(path: string, dimension: number): Promise<Map<string, Float32Array>> {
  const bytes = await readFile(path).catch(() => Buffer.alloc(0));
  const bodyBytes = KEY_BYTES + dimension * 4;
  const vectors = new Map<string, Float32Array>();
  for (let at = bytes.indexOf(MARK); at >= 0; at = bytes.indexOf(MARK, at)) {
    const start = at + MARK.length;
    const end = start + bodyBytes;
    const body = bytes.subarray(start, end);
    if (!bytes.subarray(end, end + CHECKSUM_BYTES).equals(checksumOf(body))) {
      at++;
      continue;
    }
    const floats = new Uint8Array(body.subarray(KEY_BYTES));
    vectors.set(body.toString("latin1", 0, KEY_BYTES), new Float32Array(floats.buffer));
    at = end + CHECKSUM_BYTES;
  }
  return vectors;
}

function checksumOf(body: Uint8Array): Buffer {
  const checksum = Buffer.alloc(CHECKSUM_BYTES);
  checksum.writeUInt32LE(crc32(body));
  return checksum;
}
