import { open, readFile, rename, rm, stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { PortolanError, type Recording } from "@portolan/core";
import { wrongUsage } from "../command-line/usage-error.ts";

/**
 * Refuses a place where a recording would replace something else, before the run is made that it is for.
 * @throws PortolanError `usage`
 */
export async function requireRecordable(path: string, cwd: string): Promise<void> {
  const text = await readFile(resolve(cwd, path), "utf8").catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === "ENOENT") return "";
    throw wrongUsage(
      `The recording cannot be written there (${cause.message}).`,
      path,
      "Choose another path.",
    );
  });
  const folder = dirname(resolve(cwd, path));
  if (!(await stat(folder).catch(() => undefined)))
    throw wrongUsage(
      "The folder of --record does not exist.",
      folder,
      "Make it first, or choose another path.",
    );
  if (text.trim() === "" || (await isRecording(text))) return;
  throw wrongUsage(
    "The file of --record exists and is no recording; it was left alone.",
    path,
    "Choose another path, or delete the file first.",
  );
}

/**
 * Writes a recording in one step: a reader sees the old file or the new one.
 * @throws PortolanError `usage` when it cannot be written
 */
export async function writeRecording(path: string, cwd: string, recording: Recording): Promise<void> {
  const target = resolve(cwd, path);
  const temporary = `${target}.${process.pid}.tmp`;
  try {
    const file = await open(temporary, "wx");
    try {
      await file.writeFile(`${JSON.stringify(recording, null, 2)}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, target);
  } catch (cause) {
    await rm(temporary, { force: true });
    const why = (cause as Error).message;
    throw wrongUsage(`The recording cannot be written (${why}).`, path, "Choose another path for --record.");
  }
}

/**
 * Reads the recording of a file.
 * @throws PortolanError `usage` when the file cannot be read, `recording-invalid`
 */
export async function readRecording(path: string, cwd: string): Promise<Recording> {
  const text = await readFile(resolve(cwd, path), "utf8").catch((cause: Error) => {
    throw wrongUsage(`The recording cannot be read (${cause.message}).`, path, "Check the path.");
  });
  const { parseRecording } = await import("@portolan/sandbox");
  try {
    return parseRecording(JSON.parse(text));
  } catch (cause) {
    const why = cause instanceof PortolanError ? cause.value : (cause as Error).message;
    throw new PortolanError("recording-invalid", `${path} is not the recording of a run.`, {
      value: why,
      cause,
      next: "Use a file that `portolan run … --record FILE` wrote.",
    });
  }
}

async function isRecording(text: string): Promise<boolean> {
  const { parseRecording } = await import("@portolan/sandbox");
  try {
    parseRecording(JSON.parse(text));
    return true;
  } catch {
    return false;
  }
}
