import { realpathSync, statSync } from "node:fs";
import { basename, dirname, join, sep } from "node:path";
import { PortolanError, ToolFailure } from "@portolan/core";
import { namesOf, shown } from "./path-names.ts";

/** A folder whose files programs may read, or read and write. */
export interface FileRoot {
  /** Of the folder; a link is followed once, when the tools are made. */
  path: string;
  /** `ro` when absent. */
  access?: "ro" | "rw";
  /** Files and folders whose names begin with a dot, where keys and settings lie. Default false. */
  hidden?: boolean;
  /** Where it lies in the tree that programs see; the name of the folder when absent, and of no meaning to a single root. */
  name?: string;
}

/** A place in one of the roots. */
export interface Place {
  /** Absolute and without links. */
  root: string;
  names: string[];
  access: "ro" | "rw";
  hidden: boolean;
  /** As the program gave it. */
  path: string;
}

interface OpenRoot extends Omit<Place, "names" | "path"> {
  name: string;
}

/** The tree that programs see: one root, or a folder of roots. */
export class FileTree {
  readonly roots: readonly OpenRoot[];
  readonly #except: readonly string[];

  /**
   * @param except files and folders that are not there for programs, and what lies in them; a bare name is meant wherever it stands
   * @throws PortolanError `usage`
   */
  constructor(roots: readonly FileRoot[], except: readonly string[]) {
    this.roots = roots.map(openRoot);
    this.#except = except.flatMap((path) => (path.includes(sep) ? spellingsOf(path) : [path]));
    const names = this.roots.map(({ name }) => name);
    const twice = names.find((name, i) => names.indexOf(name) !== i);
    if (names.length === 0) throw wrong("No folder is given.", "");
    if (twice !== undefined) throw wrong(`Two roots are called ${twice}.`, twice);
  }

  get isWritable(): boolean {
    return this.roots.some(({ access }) => access === "rw");
  }

  /** True where the tree is a folder of roots, which is no folder of the disk. */
  isTop(path: string): boolean {
    return this.roots.length > 1 && namesOf(path).length === 0;
  }

  /** Where a path of a program leads. @throws ToolFailure */
  place(path: string): Place {
    const given = namesOf(path);
    const [first, ...rest] = given;
    const root = this.roots.length === 1 ? this.roots[0] : this.roots.find(({ name }) => name === first);
    if (!root) {
      throw new ToolFailure(`there is no ${shown(path)}`, { available: this.roots.map(({ name }) => name) });
    }
    const names = this.roots.length === 1 ? given : rest;
    const place = { ...root, names, path };
    if (!this.shows(place)) throw new ToolFailure(`${shown(path)} is not granted`, { refused: path });
    return place;
  }

  /** False for what is hidden and not granted, and for what is excepted. */
  shows({ root, names, hidden }: Pick<Place, "root" | "names" | "hidden">): boolean {
    if (!hidden && names.some((name) => name.startsWith("."))) return false;
    const full = folded(join(root, ...names));
    return !this.#except.some((one) =>
      one.includes(sep)
        ? full === folded(one) || full.startsWith(folded(one) + sep)
        : names.some((name) => folded(name) === folded(one)),
    );
  }

  /** True when something that is excepted lies in it, so that it must stay where it is. */
  holdsExcepted({ root, names }: Place): boolean {
    const inside = folded(join(root, ...names)) + sep;
    return this.#except.some((one) => one.includes(sep) && folded(one).startsWith(inside));
  }
}

function openRoot({ path, access = "ro", hidden = false, name }: FileRoot): OpenRoot {
  const root = existing(path);
  const called = name ?? basename(root);
  if (!/^[^/\\:]{1,100}$/.test(called) || called === "..")
    throw wrong("That cannot be the name of a root.", called);
  return { root, access, hidden, name: called };
}

function existing(path: string): string {
  try {
    const real = realpathSync.native(path);
    if (statSync(real).isDirectory()) return real;
  } catch {
    throw wrong("The folder is not there, or may not be read.", path);
  }
  throw wrong("That is a file, and no folder.", path);
}

/** Every way to it through links: where one of them could be moved away, something else would be found under the path that was given. */
function spellingsOf(path: string): string[] {
  const folder = dirname(path);
  if (folder === path) return [path];
  return [...new Set([...spellingsOf(folder).map((one) => join(one, basename(path))), realOf(path)])];
}

/** What is not there yet is excepted as well, under the real name of the folder that it would lie in. */
function realOf(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    const cut = path.lastIndexOf(sep);
    return cut <= 0 ? path : join(realOf(path.slice(0, cut)), path.slice(cut + 1));
  }
}

/** Where the case of letters may not matter, another spelling must not lead to what is excepted. */
function folded(path: string): string {
  return path.normalize("NFC").toLowerCase();
}

function wrong(message: string, value: string): PortolanError {
  return new PortolanError("usage", message, {
    value,
    next: "Give the path of a folder that exists, each once.",
  });
}
