import { createReadStream } from "node:fs";
import { extract, Parser, type ReadEntry } from "tar";
import { sourceInvalid } from "./source-files.ts";
import { SOURCE_LIMITS } from "./source-limits.ts";

/** What a tarball may hold. */
interface TarballLimits {
  files: number;
  totalBytes: number;
}

/**
 * Unpacks a tarball that others made: ordinary files and folders only, nothing outside of `folder`, without its first level.
 * @throws PortolanError `source-invalid` for one that is too large or none; nothing was unpacked then
 */
export async function extractTarball(
  file: string,
  folder: string,
  limits: TarballLimits = SOURCE_LIMITS,
): Promise<void> {
  try {
    await requireModest(file, limits);
    await extract({
      file,
      cwd: folder,
      strip: 1,
      strict: false,
      preserveOwner: false,
      noMtime: true,
      maxDepth: SOURCE_LIMITS.depth + 2,
      filter: (path, entry) => isOrdinary(entry as ReadEntry) && !path.split("/").includes(".."),
    });
  } catch (cause) {
    if ((cause as Error).name === "PortolanError") throw cause;
    const message = `The tarball cannot be unpacked (${(cause as Error).message}).`;
    throw sourceInvalid(message, file, "Name a .tgz that `npm pack` made.", cause);
  }
}

/** Adds up what the tarball says it holds, before anything is written, and reads no further than it may hold. */
async function requireModest(file: string, limits: TarballLimits): Promise<void> {
  let files = 0;
  let bytes = 0;
  let broken: Error | undefined;
  const parser = new Parser({
    strict: false,
    onReadEntry: (entry) => {
      files++;
      bytes += entry.size;
      entry.resume();
    },
  });
  parser.on("error", (error: Error) => (broken = error));
  const ended = new Promise((resolve) => parser.on("end", resolve).on("error", resolve));
  const requireFew = (): void => {
    if (broken) throw broken;
    if (files > limits.files || bytes > limits.totalBytes)
      throw new Error(`it holds more than ${limits.files} files or ${limits.totalBytes} bytes`);
  };
  for await (const chunk of createReadStream(file)) {
    parser.write(chunk as Buffer);
    requireFew();
  }
  parser.end();
  await ended;
  requireFew();
  if (files === 0) throw new Error("it holds nothing");
}

function isOrdinary({ type }: ReadEntry): boolean {
  return type === "File" || type === "OldFile" || type === "Directory" || type === "ContiguousFile";
}
