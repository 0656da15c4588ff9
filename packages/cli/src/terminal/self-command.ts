import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

/** How the reader calls Portolan the way this process was called, for commands that a message suggests. */
export function selfCommand(
  environment: Readonly<Record<string, string | undefined>>,
  script: string = process.argv[1] ?? "",
): string {
  if (!script.endsWith(".ts")) return "portolan";
  return hasPnpm(environment["PATH"] ?? "") ? "pnpm portolan" : "npx -y pnpm@12 portolan";
}

/** npx puts what it runs on the PATH for that run only, so its folders do not count. */
function hasPnpm(path: string): boolean {
  const folders = path
    .split(delimiter)
    .filter((folder) => folder !== "" && !/_npx|node_modules/.test(folder));
  return folders.some((folder) => existsSync(join(folder, "pnpm")));
}
