import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { FileSystem } from "typescript/unstable/fs";

/** The folder of TypeScript's own libraries: the only real files the checker may read. */
const libraryFolder = join(dirname(platformPackage()), "lib").replaceAll("\\", "/");

/**
 * The files the checker sees, in memory. Everything that is not here does not exist: `undefined` would send the checker to
 * the real disk, and a program could read what it likes through its diagnostics.
 */
export class VirtualFiles {
  readonly #texts = new Map<string, string>();
  readonly #folders = new Map<string, number>();

  read(path: string): string | undefined {
    return this.#texts.get(path);
  }

  /** Puts a file and says whether that changed anything. */
  write(path: string, text: string): "created" | "changed" | undefined {
    const known = this.#texts.get(path);
    if (known === text) return undefined;
    this.#texts.set(path, text);
    if (known !== undefined) return "changed";
    for (let folder = dirname(path); folder !== "/"; folder = dirname(folder)) {
      this.#folders.set(folder, (this.#folders.get(folder) ?? 0) + 1);
    }
    return "created";
  }

  /** Takes a file away and says whether it was there. */
  remove(path: string): boolean {
    if (!this.#texts.delete(path)) return false;
    for (let folder = dirname(path); folder !== "/"; folder = dirname(folder)) {
      const left = (this.#folders.get(folder) ?? 1) - 1;
      if (left === 0) this.#folders.delete(folder);
      else this.#folders.set(folder, left);
    }
    return true;
  }

  /** What TypeScript asks. */
  get fileSystem(): FileSystem {
    return {
      readFile: (path) => this.#texts.get(path) ?? (isLibrary(path) ? undefined : null),
      fileExists: (path) => this.#texts.has(path) || (isLibrary(path) ? undefined : false),
      directoryExists: (path) =>
        path === "/" || this.#folders.has(path) || (isLibrary(path) ? undefined : false),
      getAccessibleEntries: () => ({ files: [], directories: [] }),
      realpath: (path) => path,
    };
  }
}

function isLibrary(path: string): boolean {
  return (path === libraryFolder || path.startsWith(`${libraryFolder}/`)) && !path.includes("..");
}

/** The package with TypeScript's executable and libraries, as the typescript package finds it. */
function platformPackage(): string {
  const requireAsTypeScript = createRequire(import.meta.resolve("typescript"));
  return requireAsTypeScript.resolve(
    `@typescript/typescript-${process.platform}-${process.arch}/package.json`,
  );
}
