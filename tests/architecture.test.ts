import { readFileSync } from "node:fs";
import fastGlob from "fast-glob";
import { describe, expect, it } from "vitest";

/** Which packages a package may import: the one direction of imports. */
const mayImport: Record<string, string[]> = {
  core: [],
  sandbox: ["core"],
  skills: ["core"],
  adapters: ["core"],
  bench: ["core", "sandbox", "skills"],
  cli: ["core", "sandbox", "skills", "bench"],
};

const root = new URL("../", import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), "utf8");

/** Every `from "…"`, `import "…"` and `import("…")` in a package's sources, with its file. */
function importsOf(name: string): { file: string; specifier: string }[] {
  const files = fastGlob.sync(`packages/${name}/{src,scripts}/**/*.{ts,mjs}`, { cwd: root.pathname });
  return files.flatMap((file) =>
    [...read(file).matchAll(/\b(?:from|import)\s*\(?\s*"([^"]+)"/g)].map((match) => ({
      file,
      specifier: match[1] as string,
    })),
  );
}

describe.each(Object.entries(mayImport))("@portolan/%s", (name, allowed) => {
  it("imports only packages below it, by their names", () => {
    const wrong = importsOf(name).filter(({ specifier }) => {
      const target = /^(?:@portolan\/(\w+)|(portolan))(?:\/|$)/.exec(specifier);
      const other = target && (target[1] ?? "cli");
      return (other && other !== name && !allowed.includes(other)) || /\w\/(src|dist)\//.test(specifier);
    });
    expect(wrong).toEqual([]);
  });
});

it("keeps native code out of core", () => {
  const manifest = JSON.parse(read("packages/core/package.json")) as { dependencies: Record<string, string> };
  expect(Object.keys(manifest.dependencies)).toEqual(["fast-check", "openai", "undici", "zod"]);
});

it("loads the client of endpoints only when one is asked", () => {
  const files = fastGlob.sync("packages/{core,skills,cli}/src/**/!(*.test).ts", { cwd: root.pathname });
  const early = files.filter((file) => /^import (?!type )[^;]*from "(?:openai|undici)/m.test(read(file)));
  expect(early).toEqual([]);
});

it("loads isolated-vm nowhere but in the child process", () => {
  const files = ["core", "sandbox", "skills", "bench", "cli"].flatMap((name) =>
    importsOf(name)
      .filter(({ file, specifier }) => specifier === "isolated-vm" && !file.endsWith(".test.ts"))
      .map(({ file }) => file),
  );
  expect(files.filter((file) => !file.startsWith("packages/sandbox/src/runner/"))).toEqual([]);
  expect(files.length).toBeGreaterThan(0);
});
