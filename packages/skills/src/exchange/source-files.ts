import { constants } from "node:fs";
import { open, readdir } from "node:fs/promises";
import { join } from "node:path";
import { PortolanError } from "@portolan/core";
import type { Skipped } from "./offer.ts";
import { SOURCE_LIMITS } from "./source-limits.ts";

/** The ordinary files of a folder that others wrote. */
export interface SourceFiles {
  root: string;
  /** Relative paths with `/`, sorted. */
  paths: string[];
  /** Symbolic links and what else is no ordinary file: nothing follows them. */
  skipped: Skipped[];
}

const OTHERS = new Set([".git", "node_modules", ".portolan"]);

/**
 * Lists a folder, following no link.
 * @throws PortolanError `source-invalid` when it holds more than `SOURCE_LIMITS` allows
 */
export async function listFiles(root: string): Promise<SourceFiles> {
  const paths: string[] = [];
  const skipped: Skipped[] = [];
  const visit = async (folder: string, depth: number): Promise<void> => {
    if (depth > SOURCE_LIMITS.depth) throw tooMuch(`${SOURCE_LIMITS.depth} levels of folders`, folder);
    for (const entry of await readdir(join(root, folder), { withFileTypes: true })) {
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) {
        if (!OTHERS.has(entry.name)) await visit(path, depth + 1);
      } else if (entry.isFile()) paths.push(path);
      else skipped.push({ what: path, reason: "it is a link or no ordinary file, which nothing follows" });
      if (paths.length > SOURCE_LIMITS.files) throw tooMuch(`${SOURCE_LIMITS.files} files`, root);
    }
  };
  await visit("", 0);
  return { root, paths: paths.toSorted(), skipped };
}

/**
 * Reads a file that others wrote as UTF-8.
 * @throws Error that says what is wrong, for the caller to place: too large, not UTF-8, a link
 */
export async function readText(path: string, maxBytes: number = SOURCE_LIMITS.fileBytes): Promise<string> {
  const bytes = await readBytes(path, maxBytes);
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new Error("is not UTF-8 text", { cause });
  }
}

/** Reads an ordinary file; an Error says what is wrong. */
export async function readBytes(path: string, maxBytes: number): Promise<Uint8Array> {
  // Without O_NONBLOCK, opening a named pipe would wait for ever.
  const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const found = await file.stat();
    if (!found.isFile()) throw new Error("is no ordinary file");
    if (found.size > maxBytes) throw new Error(`has ${found.size} bytes; ${maxBytes} are allowed`);
    return await file.readFile();
  } finally {
    await file.close();
  }
}

/** The error for a source that cannot be taken as a whole. */
export function sourceInvalid(message: string, value: unknown, next: string, cause?: unknown): PortolanError {
  return new PortolanError("source-invalid", message, { value, next, cause });
}

function tooMuch(what: string, value: string): PortolanError {
  return sourceInvalid(
    `The source has more than ${what}.`,
    value,
    "Name a folder within it that holds the skills.",
  );
}
