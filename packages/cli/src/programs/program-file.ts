import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { functionNameOf, link, type LinkedProgram, type SkillStore } from "@portolan/core";
import { wrongUsage } from "../command-line/usage-error.ts";

/**
 * A file with one exported function as a program, linked to the skills that it imports. It reads text, not syntax:
 * what the file really does shows in the sandbox.
 * @throws PortolanError `usage`
 */
export async function programFile(path: string, cwd: string, store: SkillStore): Promise<LinkedProgram> {
  const source = await readFile(resolve(cwd, path), "utf8").catch((cause: Error) => {
    throw wrongUsage(`The file cannot be read (${cause.message}).`, path, "Check the path.");
  });
  const names = [...source.matchAll(/^export\s+(?:async\s+)?function\s+([A-Za-z_$][\w$]*)/gm)].map(
    (match) => match[1] as string,
  );
  const [name] = names;
  if (name === undefined || names.length > 1) {
    throw wrongUsage(
      `The file exports ${names.length} functions; a program exports one.`,
      path,
      "Export exactly one function, as `export function nameOfIt(…) { … }`.",
    );
  }
  const kebab = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  if (functionNameOf(kebab) !== name) {
    throw wrongUsage(`The function ${name} is not in camelCase.`, name, "Rename it, such as countEvens.");
  }
  const { program } = await link({ name: kebab, signature: "() => unknown", source }, store);
  return program;
}
