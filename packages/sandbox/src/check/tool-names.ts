import { isReservedWord, PortolanError } from "@portolan/core";

const mostChars = 100;

/** Throws PortolanError `usage` for names by which no program could import: they would be missed only there. */
export function requireToolNames(namespace: string, names: readonly string[]): void {
  if (!/^[\w$@~+-]+(?:\/[\w$@~+-]+)*$/.test(namespace) || namespace.length > mostChars)
    throw new PortolanError("usage", "A namespace of tools is no part of an import specifier.", {
      value: namespace,
      next: "Name it with letters, digits, - and _, such as files.",
    });
  const wrong = names.find(
    (name) =>
      name === "" ||
      name.length > mostChars ||
      !name.isWellFormed() ||
      /[\p{Cc}\p{Cf}\u2028\u2029]/u.test(name),
  );
  if (wrong !== undefined)
    throw new PortolanError("usage", `A tool of #tools/${namespace} has a name that cannot be imported.`, {
      value: wrong,
      next: `Give it a name of 1 to ${mostChars} visible characters, best one like readText.`,
    });
}

/** True for names that a declaration can have as they are; others are exported under another name. */
export function isPlainName(name: string): boolean {
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name) && !isReservedWord(name);
}

/** A name in camelCase, with only what an identifier may hold. */
export function identifierOf(name: string): string {
  const parts = name.split(/[^\p{ID_Continue}$]+/u).filter(Boolean);
  const joined = parts.map((part, i) => (i === 0 ? part : part[0]?.toUpperCase() + part.slice(1))).join("");
  return /^[\p{ID_Start}$_]/u.test(joined) ? joined : `tool${joined}`;
}
