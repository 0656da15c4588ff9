import { userInfo } from "node:os";
import { isAbsolute } from "node:path";
import { PortolanError } from "../errors/portolan-error.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The user's own folder: that of `HOME`, or, where it names none, the one that the system has on record.
 * @throws PortolanError `config` where there is none
 */
export function homeFolder(environment: Environment): string {
  const found = wholePath(environment["HOME"]) ?? wholePath(onRecord());
  if (found !== undefined) return found;
  throw new PortolanError("config", "Nobody knows where your own files are: HOME is not a whole path.", {
    value: environment["HOME"] ?? "",
    next: "Set HOME to your folder, or name the place that is meant, such as a store by --store.",
  });
}

/** A path of an environment variable; a relative one would mean another place in each folder, and counts as none. */
export function wholePath(path: string | undefined): string | undefined {
  return path !== undefined && isAbsolute(path) ? path : undefined;
}

function onRecord(): string | undefined {
  try {
    return userInfo().homedir;
  } catch {
    return undefined;
  }
}
