/** What a coder writes: one ES module in erasable TypeScript that exports one function. */
export interface Program {
  /** kebab-case; the exported function has this name in camelCase. */
  name: string;
  /** `(xs: number[]) => number`; the exported function must be assignable to it. */
  signature: string;
  source: string;
}

/** A program with the sources of all modules it can reach, by import specifier. The sandbox links nothing else. */
export interface LinkedProgram extends Program {
  /** Keys such as `#skills/first-line`; transitive. A relative import resolves against the importing specifier. */
  modules: Readonly<Record<string, string>>;
  /**
   * The tools a module may use, by specifier (the program itself by its name): namespaces (`files`) or single tools (`files.readText`). Whoever imports it
   * limits it further: it reaches what both were granted. A module that is not named has what its importer has.
   */
  grants?: Readonly<Record<string, readonly string[]>>;
}

/** The camelCase name of the function that a program or skill of this kebab-case name exports. */
export function functionNameOf(name: string): string {
  return name.replace(/-+([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** The import specifier of a skill. */
export function skillSpecifier(name: string): string {
  return `#skills/${name}`;
}

/**
 * The names of the skills that a source may import, in order of appearance, each once. It reads text, not syntax
 * (untrusted source is never parsed in the host), so a name in a comment counts too: use it to link, not to judge.
 */
export function mentionedSkills(source: string): string[] {
  const names = source.matchAll(/["']#skills\/([a-z0-9]+(?:-[a-z0-9]+)*)["']/g);
  return [...new Set([...names].map((match) => match[1] as string))];
}
