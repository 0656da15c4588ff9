import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, it } from "vitest";
import { temporaryFolder } from "../src/testing/temporary-folder.ts";
import { commentPairs } from "./comment-pairs.ts";
import { descriptionKey, readExclusions } from "./exclusions.ts";
import { glossPairs } from "./gloss-pairs.ts";
import { isPermissive, sourcePackages } from "./source-packages.ts";
import { tarEntries } from "./tar-entries.ts";

it.each([
  ["export declare function sumBy<T>(items: T[]): number;", "sumBy"],
  ["export const sumBy = (items) => 1;", "sumBy"],
  ["Stats.prototype.sumBy = function (items) { return 1; }", "sumBy"],
  ["  static async sumBy(items) { return 1; }", "sumBy"],
  ["sumBy?: number;", "sumBy"],
  ["// a note\nclass sumBy {}", "sumBy"],
])("reads what is described in %s", (code, name) => {
  const [pair] = commentPairs(`/**\n * Adds all numbers up. Twice.\n * Slowly. @see x\n */\n${code}\n`);
  expect(pair).toMatchObject({ name, summary: "Adds all numbers up. Twice.", details: "Slowly. @see x" });
});

it("reads parameters, result and code, and leaves types, links and examples out", () => {
  const text = `/**
   * Cuts {@link Text} into parts, see [the page](https://example.org).
   *
   * @param {string} text the text to cut
   * @returns {string[]} all parts
   * @example cut("a b")
   */
  function cut(text) { return { parts: text.split(" ") }; }
  other();`;
  expect(commentPairs(text)).toEqual([
    {
      name: "cut",
      summary: "Cuts Text into parts, see the page.",
      details: "text the text to cut all parts",
      params: "text",
      code: 'function cut(text) { return { parts: text.split(" ") }; }',
    },
  ]);
});

it("takes no comment that describes nothing", () => {
  expect(commentPairs("/** @private */\nfunction a() {}\n/** Constructor. */\nfunction b() {}")).toEqual([]);
});

it("reads lemmas and gloss of a dictionary's line", () => {
  const line = '00001740 29 v 02 breathe 0 take_a_breath 0 001 * 1 n 0000 | draw air into; "I can breathe"';
  expect(glossPairs(`  1 a licence\n${line}\n`)).toMatchObject([
    { name: "breathe take_a_breath", summary: "draw air into" },
  ]);
});

it("reads the files of an archive, long paths too", () => {
  const long = `package/${"deep/".repeat(30)}a.js`;
  const archive = gzipSync(
    Buffer.concat([
      entry("PaxHeader", "x", `${long.length + 11} path=${long}\n`),
      entry("short", "0", "first"),
      entry("package/b.js", "0", "second"),
    ]),
  );
  const read = tarEntries(archive).map(({ path, bytes }) => [path, Buffer.from(bytes).toString()]);
  expect(read).toEqual([
    ["package/b.js", "second"],
    [long, "first"],
  ]);
});

function entry(path: string, kind: string, text: string): Buffer {
  const header = Buffer.alloc(512);
  header.write(path, 0);
  header.write(text.length.toString(8).padStart(11, "0"), 124);
  header.write(kind, 156);
  return Buffer.concat([header, Buffer.from(text), Buffer.alloc((512 - (text.length % 512)) % 512)]);
}

it("leaves out what labelled queries ask for, in whatever punctuation", () => {
  const folder = temporaryFolder();
  const queries = [{ text: "Removes all `falsy` values. And more." }];
  writeFileSync(join(folder, "A.json"), JSON.stringify({ docs: [{ desc: "Sorts a list." }], queries }));
  const exclusions = readExclusions(folder);
  expect(exclusions.has(descriptionKey("removes all falsy values"))).toBe(true);
  expect(exclusions.has(descriptionKey("Removes all falsy values, and more"))).toBe(true);
  expect(exclusions.has(descriptionKey("sorts a list"))).toBe(true);
  expect(exclusions.has(descriptionKey("sorts a map"))).toBe(false);
  expect(readExclusions(undefined).has(descriptionKey("sorts a list"))).toBe(false);
});

/** Libraries that the table is measured on, and what is made of them. */
const MEASURED = /lodash|ramda|rambda|date-fns|remeda|radash|es-toolkit|underscore|^just-/;

it("trains on permissive licences only, and on nothing that it is measured on", () => {
  for (const { name, licence, integrity } of sourcePackages()) {
    expect(isPermissive(licence), name).toBe(true);
    expect(name).not.toMatch(MEASURED);
    expect(integrity).toMatch(/^sha512-/);
  }
  expect(isPermissive("GPL-3.0-only")).toBe(false);
  expect(isPermissive("MIT AND GPL-3.0-only")).toBe(false);
  expect(isPermissive("BSD-3-Clause OR AFL-2.1")).toBe(true);
});
