import { PortolanError } from "@portolan/core";

const UNWRITABLE = new Set(["EROFS", "EACCES", "EPERM", "ENOTDIR", "ENOENT", "EEXIST", "ENOSPC", "EDQUOT"]);

/** The error for a store that cannot be written, whatever the system said. */
export function unwritable(root: string, cause?: unknown): PortolanError {
  const why = cause === undefined ? "it was opened read-only" : (cause as Error).message;
  return new PortolanError("store-unwritable", `The store ${root} cannot be written: ${why}.`, {
    value: root,
    cause,
    next: "Check the path, its permissions and the free space, or name another store.",
  });
}

/** Passes errors of ours on, and names the store in what the file system said. */
export function storeError(root: string, error: unknown): unknown {
  if (error instanceof PortolanError) return error;
  const code = (error as { code?: string }).code ?? "";
  return UNWRITABLE.has(code) ? unwritable(root, error) : error;
}

/** The error for a skill folder that does not hold what it says. */
export function skillInvalid(name: string, file: string, what: string, cause?: unknown): PortolanError {
  return new PortolanError("skill-invalid", `The skill folder ${name} is broken: ${file} ${what}.`, {
    value: `${name}/${file}`,
    cause,
    next: "Run `portolan store check --repair`, or restore the folder from version control.",
  });
}

/** The error for a status that a skill cannot have now. */
export function statusRefused({ name, reason }: { name: string; reason: string }): PortolanError {
  return new PortolanError("store-invalid", `The skill ${name} keeps its status: ${reason}.`, {
    value: name,
    next: "Choose a status that it can have now; `portolan log` shows how it came to have this one.",
  });
}
