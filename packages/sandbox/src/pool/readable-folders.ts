import { createRequire } from "node:module";
import { realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The folders that a runner has to read: this package and the packages that its engines and its type stripper consist of. */
export function readableFolders(packages: readonly string[]): string[] {
  const own = fileURLToPath(new URL("../../", import.meta.url));
  const found = new Set<string>([own]);
  const waiting = packages.map((name): [string, string] => [name, join(own, "package.json")]);
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const [name, from] = next;
    const manifestPath = manifestOf(name, from);
    if (manifestPath === undefined) continue;
    // Both the link, as pnpm makes them, and what it leads to.
    const folder = dirname(manifestPath);
    const real = realpathSync(folder);
    found.add(folder);
    if (found.has(real)) continue;
    found.add(real);
    const manifest = createRequire(manifestPath)("./package.json") as {
      dependencies?: Record<string, string>;
    };
    for (const dependency of Object.keys(manifest.dependencies ?? {}))
      waiting.push([dependency, join(real, "package.json")]);
  }
  return [...found];
}

function manifestOf(name: string, from: string): string | undefined {
  // Not `resolve`, which `exports` can close.
  for (const folder of createRequire(from).resolve.paths(name) ?? []) {
    const path = join(folder, name, "package.json");
    try {
      realpathSync(path);
      return path;
    } catch {}
  }
  return undefined;
}
