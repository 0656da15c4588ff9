import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { rankingVersion } from "./ranking-version.ts";

const embedder = { id: "letters", dimension: 27 };

it("is the same for the same program and embedder, and another one for another", () => {
  expect(rankingVersion(embedder)).toMatch(/^[0-9a-f]{12}$/);
  expect(rankingVersion(embedder)).toBe(rankingVersion({ ...embedder }));
  expect(rankingVersion({ ...embedder, id: "words" })).not.toBe(rankingVersion(embedder));
});

it("changes with any program that ranks, and with no test of one", () => {
  const folder = temporaryFolder();
  const write = (file: string, text: string): string => {
    writeFileSync(join(folder, file), text);
    return rankingVersion(embedder, [folder]);
  };
  const first = write("bm25.ts", "export const K = 1;\n");
  expect(write("bm25.test.ts", "test();\n")).toBe(first);
  const second = write("bm25.ts", "export const K = 2;\n");
  expect(second).not.toBe(first);
  expect(write("tie-breaks.ts", "")).not.toBe(second);
});
