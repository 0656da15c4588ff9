import { Transform } from "node:stream";

/** Both ends of a line that was too long to be kept. */
export interface LineEnds {
  head: string;
  tail: string;
}

const endBytes = 1_024;
const newline = 0x0a;

/**
 * Lines as they come in, without those of more than `mostBytes`: nothing of such a one is kept but its ends, however long it goes on,
 * and what comes after it is read as ever.
 */
export function boundedLines(mostBytes: number, onTooLong: (ends: LineEnds) => void): Transform {
  // Of the line that has not ended.
  let parts: Buffer[] = [];
  let bytes = 0;
  let ends: { head: Buffer; tail: Buffer } | undefined;

  function take(part: Buffer): void {
    bytes += part.length;
    if (ends) {
      ends.tail = Buffer.concat([ends.tail, part]).subarray(-endBytes);
      return;
    }
    parts.push(part);
    if (bytes <= mostBytes) return;
    const line = Buffer.concat(parts);
    ends = { head: Buffer.from(line.subarray(0, endBytes)), tail: Buffer.from(line.subarray(-endBytes)) };
    parts = [];
  }

  function finish(stream: Transform): void {
    if (ends) onTooLong({ head: ends.head.toString(), tail: ends.tail.toString() });
    for (const part of parts) stream.push(part);
    parts = [];
    bytes = 0;
    ends = undefined;
  }

  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      let start = 0;
      for (let end = chunk.indexOf(newline); end !== -1; end = chunk.indexOf(newline, start)) {
        take(chunk.subarray(start, end + 1));
        finish(this);
        start = end + 1;
      }
      if (start < chunk.length) take(chunk.subarray(start));
      done();
    },
  });
}
