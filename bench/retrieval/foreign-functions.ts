import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { execa } from "execa";
import { functionsOf, type ForeignFunction } from "./documented-functions.ts";
import { scattered } from "./labelled-set.ts";

/** Permissively licensed packages with many documented functions, at exact versions; none of them is in the labelled sets. */
const PACKAGES = [
  "@stdlib/math@0.4.1",
  "@stdlib/stats@0.4.1",
  "@stdlib/array@0.5.1",
  "@stdlib/string@0.4.1",
  "@stdlib/utils@0.4.1",
  "@stdlib/number@0.4.1",
  "@stdlib/assert@0.4.1",
  "@stdlib/blas@0.4.1",
  "mathjs@15.2.0",
  "locutus@3.0.36",
  "@formulajs/formulajs@4.6.1",
  "three@0.187.0",
  "@babylonjs/core@9.35.0",
  "cesium@1.145.0",
  "rxjs@7.8.2",
];

const folder = fileURLToPath(new URL("../../node_modules/.cache/portolan-retrieval/", import.meta.url));

/**
 * Functions of other people, each name and description once, in an order that their names do not decide; downloaded by the
 * package manager at the first call, and never part of the project.
 */
export async function foreignFunctions(): Promise<ForeignFunction[]> {
  const found = new Map<string, ForeignFunction>();
  for (const spec of PACKAGES) {
    for (const { path, text } of await packageFiles(spec)) {
      if (!/\.(?:js|mjs|ts)$/.test(path) || /\.d\.ts$|test|bench|example|vendor|\.min\.|bundle/i.test(path))
        continue;
      for (const one of functionsOf(text)) found.set(`${one.name} ${one.description}`, one);
    }
  }
  // Those that state all their types come first: they are the hardest to tell from what a query with types looks for.
  return [...found.values()].toSorted(
    (a, b) => untyped(a) - untyped(b) || scattered(a.source) - scattered(b.source),
  );
}

/** The texts of a package's files; the package manager downloads it once. */
export async function packageFiles(spec: string): Promise<{ path: string; text: string }[]> {
  const archive = join(
    folder,
    `${spec
      .replace(/^@/, "")
      .replace("/", "-")
      .replace(/@(?=[^@]*$)/, "-")}.tgz`,
  );
  if (!existsSync(archive)) {
    mkdirSync(folder, { recursive: true });
    await execa("npm", ["pack", spec, "--ignore-scripts", "--silent"], { cwd: folder });
  }
  return tarTexts(gunzipSync(readFileSync(archive)));
}

/** The files of a tar archive; long paths may lack their beginning, which nobody here needs. */
function tarTexts(tar: Buffer): { path: string; text: string }[] {
  const files: { path: string; text: string }[] = [];
  for (let at = 0; at + 512 <= tar.length;) {
    const size = Number.parseInt(tar.toString("latin1", at + 124, at + 136), 8) || 0;
    const path = tar.toString("utf8", at, at + 100).replace(/\0.*$/s, "");
    if (size > 0) files.push({ path, text: tar.toString("utf8", at + 512, at + 512 + size) });
    at += 512 + Math.ceil(size / 512) * 512;
  }
  return files;
}

function untyped({ signature }: ForeignFunction): number {
  return signature.includes("unknown") ? 1 : 0;
}
