import { existsSync, realpathSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";

/** How the reader calls Portolan the way this process was called, for commands that a message suggests. */
export function selfCommand(
  environment: Readonly<Record<string, string | undefined>>,
  script: string = process.argv[1] ?? "",
): string {
  if (!script.endsWith(".ts")) return "portolan";
  return hasPnpm(environment["PATH"] ?? "") ? "pnpm portolan" : "npx -y pnpm@12 portolan";
}

/**
 * The command line by which a program that knows no shell, and starts elsewhere, starts this Portolan: by npx what was installed, by
 * its path what stands in a checkout.
 */
export function startCommand(script: string = process.argv[1] ?? ""): [string, ...string[]] {
  const path = existsSync(script) ? realpathSync(script) : resolve(script);
  if (!/[\\/]bin\.[jt]s$/.test(path) || /[\\/]node_modules[\\/]/.test(path)) return ["npx", "-y", "portolan"];
  const flags = ["--conditions=@portolan/source", "--disable-warning=ExperimentalWarning"];
  return [process.execPath, ...(path.endsWith(".ts") ? flags : []), path];
}

/** npx puts what it runs on the PATH for that run only, so its folders do not count. */
function hasPnpm(path: string): boolean {
  const folders = path
    .split(delimiter)
    .filter((folder) => folder !== "" && !/_npx|node_modules/.test(folder));
  return folders.some((folder) => existsSync(join(folder, "pnpm")));
}
