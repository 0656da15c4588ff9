import { basename, sep } from "node:path";
import { folded, spellingsOf } from "./path-spellings.ts";

/** What programs may read where a root shows it, and may never write, put in place, move or take away. */
export interface FixedPath {
  /** Absolute; of a folder all that lies in it is meant, and what is not there yet is never put there. */
  path: string;
  /** Of what lies in the folder, only files of such names. */
  only?: RegExp;
  /** Of a folder, only what lies in it itself, and not deeper. */
  isFlat?: boolean;
  /** Ends "it cannot be changed: ". */
  because: string;
}

/** Says which places stay as they are. */
export class FixedPaths {
  readonly #given: () => Iterable<FixedPath>;
  readonly #spellings = new Map<string, string[]>();

  /** @param given asked at each write: what runs may become known later */
  constructor(given: () => Iterable<FixedPath> = () => []) {
    this.#given = given;
  }

  /** Why a file or folder of that path must not come, change or go; `undefined` where it may. */
  why(path: string): string | undefined {
    const full = folded(path);
    return this.#find(
      (fixed, { only, isFlat = false }) =>
        (full === fixed && !only) ||
        (full.startsWith(inside(fixed)) &&
          !(isFlat && full.slice(inside(fixed).length).includes(sep)) &&
          (!only || [path, full].some((spelling) => only.test(basename(spelling))))),
    );
  }

  /** Why a folder of that path must stay where it is: something that is fixed lies in it, or will. */
  whyHolds(path: string): string | undefined {
    const within = inside(folded(path));
    return this.#find(
      (fixed, { only }) => fixed.startsWith(within) || (fixed === within.slice(0, -1) && !!only),
    );
  }

  #find(matches: (fixed: string, given: FixedPath) => boolean): string | undefined {
    for (const given of this.#given()) {
      const { path, because } = given;
      const known = this.#spellings.get(path) ?? spellingsOf(path).map(folded);
      this.#spellings.set(path, known);
      if (known.some((one) => matches(one, given))) return because;
    }
    return undefined;
  }
}

function inside(folder: string): string {
  return folder.endsWith(sep) ? folder : folder + sep;
}
