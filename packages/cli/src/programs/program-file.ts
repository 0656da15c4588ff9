import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { functionNameOf, link, type Linked, type LinkedProgram, type SkillStore } from "@portolan/core";
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
  const { program } = await programOf(source, store, { what: "file", value: path });
  return program;
}

/**
 * A source with one exported function, linked to the skills that it imports.
 * @param place how an error names it
 * @throws PortolanError `usage`
 */
export async function programOf(
  source: string,
  store: SkillStore,
  place: { what: string; value?: string } = { what: "source" },
): Promise<Linked> {
  const name = onlyFunction(source, place);
  const kebab = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  if (functionNameOf(kebab) !== name) {
    throw wrongUsage(`The function ${name} is not in camelCase.`, name, "Rename it, such as countEvens.");
  }
  return link({ name: kebab, signature: "() => unknown", source }, store);
}

/** The name of the function that a source exports; that of a constant where it exports no function and one constant. */
function onlyFunction(source: string, { what, value }: { what: string; value?: string }): string {
  const functions = namesAfter(/^export\s+(?:async\s+)?function\s*\*?\s*([A-Za-z_$][\w$]*)/gm, source);
  const names =
    functions.length > 0 ? functions : namesAfter(/^export\s+const\s+([A-Za-z_$][\w$]*)/gm, source);
  const [name] = names;
  if (name !== undefined && names.length === 1) return name;
  throw wrongUsage(
    `The ${what} exports ${names.length} functions; a program exports one.`,
    value,
    "Export exactly one function by its name, as `export function nameOfIt(…) { … }` or `export const nameOfIt = (…) => …`.",
  );
}

function namesAfter(declaration: RegExp, source: string): string[] {
  return [...source.matchAll(declaration)].map((match) => match[1] as string);
}
