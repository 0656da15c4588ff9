import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { type LinkedProgram, programOf, type SkillStore } from "@portolan/core";
import { wrongUsage } from "../command-line/usage-error.ts";

/**
 * A file with one exported function as a program, linked to the skills that it imports.
 * @throws PortolanError `usage`
 */
export async function programFile(path: string, cwd: string, store: SkillStore): Promise<LinkedProgram> {
  const source = await readFile(resolve(cwd, path), "utf8").catch((cause: Error) => {
    throw wrongUsage(`The file cannot be read (${cause.message}).`, path, "Check the path.");
  });
  const { program } = await programOf(source, store, { what: "file", value: path });
  return program;
}
