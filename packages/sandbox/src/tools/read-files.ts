import type { FileHandle } from "node:fs/promises";
import { defineTool, type Tool, ToolFailure } from "@portolan/core";
import { z } from "zod";
import type { FileTree } from "./file-tree.ts";
import { failureOf, openFile, openFolder } from "./open-folder.ts";
import { pathSchema, shown } from "./path-names.ts";
import { linesOf, textOf } from "./read-lines.ts";

/** What is given at once, so that as JSON it fits into the answer of a tool. */
const mostBytes = 1024 * 1024;
const mostLines = 10_000;

/** The tools that read what stands in files. */
export function readingTools(tree: FileTree): Record<string, Tool> {
  return {
    readText: defineTool({
      description: `The text of a file in UTF-8 of at most ${mostBytes / 2 ** 20} MB; larger ones are for readLines.`,
      input: pathSchema,
      output: z.string(),
      effect: "read",
      call: (path, { signal }) => withFile(tree, path, signal, (file) => wholeText(file, path)),
    }),
    readLines: defineTool({
      description: `Lines of a text file of any size, counted from 1; at most ${mostLines} at once. next is where to go on.`,
      input: z.strictObject({
        path: z.string(),
        from: z.int().min(1).optional(),
        most: z.int().min(1).max(mostLines).optional(),
      }),
      output: z.object({ lines: z.array(z.string()), next: z.number().nullable() }),
      effect: "read",
      call: ({ path, from = 1, most = 1_000 }, { signal }) =>
        withFile(tree, path, signal, (file) => linesOf(file, path, { from, most, mostBytes }, signal)),
    }),
    readBytes: defineTool({
      description: "Bytes of a file in base64, from a place on; for what is no text.",
      input: z.strictObject({
        path: z.string(),
        from: z.int().min(0).optional(),
        most: z.int().min(1).max(mostBytes).optional(),
      }),
      output: z.object({ base64: z.string(), size: z.number() }),
      effect: "read",
      call: ({ path, from = 0, most = mostBytes }, { signal }) =>
        withFile(tree, path, signal, async (file) => {
          const { size } = await file.stat();
          return { base64: (await bytesOf(file, from, most)).toString("base64"), size };
        }),
    }),
  };
}

/** Opens the file of a path for an action; what goes wrong is told as a program may know it. */
async function withFile<T>(
  tree: FileTree,
  path: string,
  signal: AbortSignal,
  action: (file: FileHandle) => Promise<T>,
): Promise<T> {
  const { root, names } = tree.place(path);
  const name = names.at(-1);
  if (name === undefined) throw new ToolFailure(`${shown(path)} is a folder`, { path });
  await using folder = await openFolder(root, names.slice(0, -1));
  const file = await openFile(folder, name, path);
  try {
    return await action(file);
  } catch (error) {
    throw signal.aborted ? error : failureOf(error, path);
  } finally {
    await file.close();
  }
}

async function wholeText(file: FileHandle, path: string): Promise<string> {
  const { size } = await file.stat();
  // One byte more shows that it grew meanwhile, or, as in /proc, that it does not say how large it is.
  const bytes = size > mostBytes ? undefined : await bytesOf(file, 0, mostBytes + 1);
  if (bytes && bytes.length <= mostBytes) return textOf(bytes, path);
  throw new ToolFailure(`${shown(path)} has more than ${mostBytes} bytes`, {
    size,
    try: ["readLines", "readBytes"],
  });
}

async function bytesOf(file: FileHandle, from: number, most: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  for (let length = 0; length < most;) {
    const wanted = Math.min(64 * 1024, most - length);
    const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(wanted), 0, wanted, from + length);
    if (bytesRead === 0) break;
    length += bytesRead;
    parts.push(buffer.subarray(0, bytesRead));
  }
  return Buffer.concat(parts);
}
