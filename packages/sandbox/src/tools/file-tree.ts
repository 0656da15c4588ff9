import { realpathSync, statSync } from "node:fs";
import { basename, join, sep } from "node:path";
import { PortolanError, ToolFailure } from "@portolan/core";
import { type FixedPath, FixedPaths } from "./fixed-paths.ts";
import { namesOf, shown } from "./path-names.ts";
import { folded, spellingsOf } from "./path-spellings.ts";

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

/** What is left out of the trees, or stays in them as it is. */
export interface FileToolOptions {
  /** Files and folders that programs neither see nor touch, with what lies in them; a bare name is meant wherever it stands. */
  except?: readonly string[];
  /** What programs may read, and never change; asked at each write. */
  fixed?: () => Iterable<FixedPath>;
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
  /** What stays as it is. */
  readonly fixed: FixedPaths;
  readonly #except: readonly string[];

  /** @throws PortolanError `usage` */
  constructor(roots: readonly FileRoot[], { except = [], fixed }: FileToolOptions = {}) {
    this.roots = roots.map(openRoot);
    this.fixed = new FixedPaths(fixed);
    this.#except = except.flatMap((path) => (path.includes(sep) ? spellingsOf(path) : [path]));
    const names = this.roots.map(({ name }) => name);
    const twice = names.find((name, i) => names.indexOf(name) !== i);
    if (names.length === 0) throw wrong("No folder is given.", "");
    if (twice !== undefined)
      throw wrong(
        `Two roots are called ${twice}.`,
        twice,
        "Give each a name of its own, as in --root NAME=FOLDER.",
      );
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

  /** True for a name that is excepted wherever it stands. */
  exceptsName(name: string): boolean {
    return this.#except.some((one) => folded(one) === folded(name));
  }

  /** True when something that is excepted lies in it, so that it must stay where it is. */
  holdsExcepted({ root, names }: Place): boolean {
    const inside = folded(join(root, ...names)) + sep;
    return this.#except.some((one) => one.includes(sep) && folded(one).startsWith(inside));
  }
}

/** What a root is called that nobody gave a name: that of the disk has none of its own. */
export function nameOfRoot(path: string): string {
  return basename(path) || "root";
}

function openRoot({ path, access = "ro", hidden = false, name }: FileRoot): OpenRoot {
  const root = existing(path);
  const called = name ?? nameOfRoot(root);
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

function wrong(
  message: string,
  value: string,
  next: string = "Give the path of a folder that exists, each once.",
): PortolanError {
  return new PortolanError("usage", message, {
    value,
    next,
  });
}
