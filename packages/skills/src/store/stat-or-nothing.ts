import { lstatSync, statSync, type Stats } from "node:fs";

/** What lies at a path; nothing also where a file lies in the place of one of its folders. */
export function statOrNothing(path: string): Stats | undefined {
  return orNothing(() => statSync(path, { throwIfNoEntry: false }));
}

/** The same of a symbolic link itself, not of its target. */
export function lstatOrNothing(path: string): Stats | undefined {
  return orNothing(() => lstatSync(path, { throwIfNoEntry: false }));
}

function orNothing(look: () => Stats | undefined): Stats | undefined {
  try {
    return look();
  } catch (error) {
    if ((error as { code?: string }).code === "ENOTDIR") return undefined;
    throw error;
  }
}
