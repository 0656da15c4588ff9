import { PortolanError } from "../errors/portolan-error.ts";
import type { SkillReader } from "../skills/skill-change.ts";
import { type Linked, link } from "./link.ts";
import { functionNameOf } from "./program.ts";

/**
 * A source with one exported function, linked to the skills that it imports. It reads text, not syntax: what the source really does
 * shows in the sandbox.
 * @param place how an error names it
 * @throws PortolanError `usage`
 */
export async function programOf(
  source: string,
  store: SkillReader,
  place: { what: string; value?: string } = { what: "source" },
): Promise<Linked> {
  const name = onlyFunction(source, place);
  const kebab = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  if (functionNameOf(kebab) !== name) {
    throw new PortolanError("usage", `The function ${name} is not in camelCase.`, {
      value: name,
      next: "Rename it, such as countEvens.",
    });
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
  throw new PortolanError("usage", `The ${what} exports ${names.length} functions; a program exports one.`, {
    value,
    next: "Export exactly one function by its name, as `export function nameOfIt(…) { … }` or `export const nameOfIt = (…) => …`.",
  });
}

function namesAfter(declaration: RegExp, source: string): string[] {
  return [...source.matchAll(declaration)].map((match) => match[1] as string);
}
