/**
 * The column in the source of a column in the stripped code, from the mappings of a source map whose lines map to themselves. Only what Sucrase writes is read: segments
 * of four numbers, one for each token, in base 64 VLQ. Lines and columns count from 1.
 */
export function sourceColumn(mappings: string, line: number, column: number): number {
  if (latest?.mappings !== mappings) latest = { mappings, lines: decode(mappings) };
  const before = latest.lines[line - 1]?.findLast(({ generated }) => generated < column);
  return before ? before.original + (column - before.generated) : column;
}

interface Segment {
  generated: number;
  original: number;
}

// The frames of a stack mostly lie in one file, and decoding a long one takes a while.
let latest: { mappings: string; lines: Segment[][] } | undefined;

function decode(mappings: string): Segment[][] {
  let original = 0;
  return mappings.split(";").map((text) => {
    let generated = 0;
    return (text === "" ? [] : text.split(",")).map((segment) => {
      const [step = 0, , , sourceStep = 0] = decodeVlq(segment);
      generated += step;
      original += sourceStep;
      return { generated, original };
    });
  });
}

const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

function decodeVlq(segment: string): number[] {
  const numbers: number[] = [];
  let value = 0;
  let shift = 0;
  for (const char of segment) {
    const digit = digits.indexOf(char);
    value += (digit & 31) << shift;
    if (digit & 32) {
      shift += 5;
      continue;
    }
    numbers.push(value & 1 ? -(value >> 1) : value >> 1);
    value = 0;
    shift = 0;
  }
  return numbers;
}
