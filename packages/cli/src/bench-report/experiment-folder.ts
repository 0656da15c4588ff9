import { existsSync } from "node:fs";
import { join, resolve } from "node:path";

/** The folder that was named: by its path, or by its id under `.portolan/bench` where there is no such path. */
export function experimentFolder(name: string, cwd: string): string {
  const path = resolve(cwd, name);
  const byId = join(cwd, ".portolan", "bench", name);
  return !existsSync(path) && existsSync(byId) ? byId : path;
}
