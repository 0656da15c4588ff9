import { readFileSync } from "node:fs";
import fastGlob from "fast-glob";
import { expect, it } from "vitest";

const root = new URL("../", import.meta.url).pathname;
const read = (path: string): string => readFileSync(`${root}${path}`, "utf8");
/** What makes a claim one that can be checked: a share, a bound, or that there is no number. */
const number = /≥|\d ?%|\bnumber\b|lower bound/;

it("no page says that something is verified without its number", () => {
  const pages = fastGlob.sync(["docs/**/*.md", "README.md", "packages/*/README.md"], { cwd: root });
  const bare = pages.flatMap((page) =>
    read(page)
      .split(/\n\s*\n/)
      .filter((part) => /\bverified\b/i.test(part.replace(/`[^`\n]*`/g, "")) && !number.test(part))
      .map((part) => `${page}: ${part.slice(0, 200)}`),
  );
  expect(bare).toEqual([]);
});

it("nor does any text that the library or the command line gives", () => {
  const files = fastGlob.sync("packages/*/src/**/!(*.test).ts", { cwd: root, ignore: ["**/testing/**"] });
  const texts = files.flatMap((file) =>
    [...read(file).matchAll(/^(?!\s*(?:\*|\/\/|\/\*)).*(["'`]).*\bverified\b.*\1.*$/gim)]
      .map(([line]) => line.trim())
      // Names of evaluators and of modules.
      .filter((line) => !/verified-(?:here|line)/.test(line) && !number.test(line))
      .map((line) => `${file}: ${line}`),
  );
  expect(texts).toEqual([]);
});
