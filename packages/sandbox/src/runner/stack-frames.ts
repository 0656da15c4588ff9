import { sourceColumn } from "./source-position.ts";

// V8 gives ten; a program can write as many as it likes, and each has to be looked up.
const mostFrames = 30;

/**
 * The frames of a stack that lie in the program or its modules, as `heading-of.ts:3:12`, pointing into the TypeScript.
 * `sources` holds the source text for every file name; other frames (ours, built-in functions) are dropped.
 */
export function stackFrames(stack: string, sources: ReadonlyMap<string, string>): string[] {
  const frames: string[] = [];
  for (const text of stack.split("\n")) {
    if (frames.length >= mostFrames) break;
    const match = /^\s*at .*?([^\s()]+):(\d+):(\d+)\)?$/.exec(text);
    const file = match?.[1];
    const source = file === undefined ? undefined : sources.get(file);
    if (file === undefined || source === undefined) continue;
    const line = Number(match?.[2]);
    frames.push(`${file}:${line}:${sourceColumn(source, line, Number(match?.[3]))}`);
  }
  return frames;
}
