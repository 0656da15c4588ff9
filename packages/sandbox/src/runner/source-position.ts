/**
 * The column in the source of a column in the stripped code, from the mappings of a source map whose lines map to themselves. Only what Sucrase writes is read: segments
 * of four numbers, one for each token, in base 64 VLQ. Lines and columns count from 1.
 */
export function sourceColumn(mappings: string, line: number, column: number): number {
  let original = 0;
  let found = column;
  for (const [index, text] of mappings.split(";").entries()) {
    let generated = 0;
    for (const segment of text === "" ? [] : text.split(",")) {
      const [step = 0, , , sourceStep = 0] = decodeVlq(segment);
      generated += step;
      original += sourceStep;
      if (index === line - 1 && generated < column) found = original + (column - generated);
    }
    if (index === line - 1) break;
  }
  return found;
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
