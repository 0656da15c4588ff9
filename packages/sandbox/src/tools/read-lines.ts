import type { FileHandle } from "node:fs/promises";
import { ToolFailure } from "@portolan/core";
import { shown } from "./path-names.ts";

/** Which lines are wanted, from 1 on, and how much of them at once. */
export interface LineRange {
  from: number;
  most: number;
  mostBytes: number;
}

/**
 * Lines of an open file, and the number of the next one; null where there is none. Only so much is kept as is given.
 * @throws ToolFailure for what is no text, and for a line that is too long to be given
 */
export async function linesOf(
  handle: FileHandle,
  path: string,
  { from, most, mostBytes }: LineRange,
  signal: AbortSignal,
): Promise<{ lines: string[]; next: number | null }> {
  const lines: string[] = [];
  let number = 0;
  let bytes = 0;
  for await (const line of linesIn(handle, mostBytes, signal)) {
    if (++number < from) continue;
    if (line === undefined && lines.length === 0)
      throw new ToolFailure(`line ${number} of ${shown(path)} is too long`, { try: ["readBytes"] });
    if (line === undefined || lines.length === most || bytes + line.length > mostBytes)
      return { lines, next: number };
    bytes += line.length;
    lines.push(textOf(line.at(-1) === 13 ? line.subarray(0, -1) : line, path));
  }
  return { lines, next: null };
}

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** @throws ToolFailure for what is no text in UTF-8 */
export function textOf(bytes: Uint8Array, path: string): string {
  const text = bytes.includes(0) ? undefined : decoded(bytes);
  if (text === undefined) throw new ToolFailure(`${shown(path)} is no text in UTF-8`, { try: ["readBytes"] });
  return text;
}

function decoded(bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
}

/** The lines of a file without their ends; `undefined` for one that is too long, as soon as that is known. */
async function* linesIn(
  handle: FileHandle,
  mostBytes: number,
  signal: AbortSignal,
): AsyncGenerator<Buffer | undefined> {
  let rest: Buffer[] = [];
  let restBytes = 0;
  let isTooLong = false;
  for (let place = 0; ;) {
    signal.throwIfAborted();
    const { buffer, bytesRead } = await handle.read(Buffer.allocUnsafe(64 * 1024), 0, 64 * 1024, place);
    if (bytesRead === 0) break;
    place += bytesRead;
    let chunk = buffer.subarray(0, bytesRead);
    for (let end = chunk.indexOf(10); end !== -1; end = chunk.indexOf(10)) {
      if (!isTooLong) yield Buffer.concat([...rest, chunk.subarray(0, end)]);
      [rest, restBytes, isTooLong] = [[], 0, false];
      chunk = chunk.subarray(end + 1);
    }
    if (isTooLong) continue;
    rest.push(chunk);
    restBytes += chunk.length;
    if (restBytes > mostBytes) {
      yield undefined;
      [rest, restBytes, isTooLong] = [[], 0, true];
    }
  }
  if (restBytes > 0) yield Buffer.concat(rest);
}
