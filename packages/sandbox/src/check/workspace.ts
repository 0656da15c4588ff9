import { API, type Project, type Snapshot } from "typescript/unstable/sync";
import type { ModuleChanges } from "./messages.ts";
import { globalDeclarations, tsconfig } from "./project-files.ts";
import { VirtualFiles } from "./virtual-files.ts";

const root = "/portolan";
const config = `${root}/tsconfig.json`;

/** The files of our own, by what they are for. */
export const files = {
  program: `${root}/program.ts`,
  contract: `${root}/contract.ts`,
  /** Imports what is to be declared. */
  roster: `${root}/roster.ts`,
} as const;

const empty = "export {};";

/** A warm TypeScript over files in memory; between two questions only what changed is read again. */
export class Workspace {
  readonly #files = new VirtualFiles();
  readonly #api: API;
  #snapshot: Snapshot;

  constructor() {
    this.#files.write(config, tsconfig);
    this.#files.write(`${root}/globals.d.ts`, globalDeclarations);
    for (const path of Object.values(files)) this.#files.write(path, empty);
    this.#api = new API({ cwd: root, fs: this.#files.fileSystem });
    this.#snapshot = this.#api.updateSnapshot({ openProjects: [config] });
    // The first check loads the libraries: better now than in somebody's time.
    this.project().program.getSemanticDiagnostics(files.program);
  }

  /** Brings modules and files of our own up to date; one that is not named is emptied. */
  update(modules: ModuleChanges, texts: Partial<Record<keyof typeof files, string>>): Project {
    const changes = { created: [] as string[], changed: [] as string[], deleted: [] as string[] };
    for (const specifier of modules.removed) {
      const path = modulePath(specifier);
      if (path !== undefined && this.#files.remove(path)) changes.deleted.push(path);
    }
    const own = Object.entries(files).map(
      ([name, path]) => [path, texts[name as keyof typeof files] ?? empty] as const,
    );
    const written = modules.written.map(([specifier, text]) => [modulePath(specifier), text] as const);
    for (const [path, text] of [...written, ...own]) {
      const what = path === undefined ? undefined : this.#files.write(path, text);
      if (path !== undefined && what) changes[what].push(path);
    }
    const next = this.#api.updateSnapshot({ fileChanges: changes });
    this.#snapshot.dispose();
    this.#snapshot = next;
    return this.project();
  }

  /** The functions that a module of tools declares. */
  functionsOf(specifier: string): string[] {
    const text = this.#files.read(modulePath(specifier) ?? "") ?? "";
    return [...text.matchAll(/^export declare function ([^(<\s]+)/gm)].map((match) => match[1] as string);
  }

  dispose(): void {
    this.#api.close();
  }

  project(): Project {
    const project = this.#snapshot.getProject(config);
    if (!project) throw new Error("TypeScript lost the project");
    return project;
  }
}

/**
 * Where a module lies: `#skills/first-line` → `/portolan/modules/skills/first-line.ts`; an extension in the specifier stays.
 * Undefined for specifiers that are no plain path, which therefore cannot be imported.
 */
export function modulePath(specifier: string): string | undefined {
  if (!/^#[\w$@~+-][\w$@~+.-]*(?:\/[\w$@~+-][\w$@~+.-]*)*$/.test(specifier)) return undefined;
  const path = `${root}/modules/${specifier.slice(1)}`;
  if (specifier.startsWith("#tools/")) return `${path}.d.ts`;
  return path.endsWith(".ts") ? path : `${path}.ts`;
}
