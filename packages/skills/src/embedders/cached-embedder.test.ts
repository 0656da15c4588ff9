import { appendFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Embedder } from "@portolan/core";
import { embedderConformance } from "@portolan/core/testing";
import { expect, it } from "vitest";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { cachedEmbedder } from "./cached-embedder.ts";
import { hashEmbedder } from "./hash-embedder.ts";

embedderConformance("a cached embedder", () => cachedEmbedder(hashEmbedder(), temporaryFolder()));

function counting(): Embedder & { asked: string[] } {
  const asked: string[] = [];
  const inner = hashEmbedder();
  return { ...inner, asked, embed: (texts) => (asked.push(...texts), inner.embed(texts)) };
}

it("embeds a text once, over processes and in spite of a torn line", async () => {
  const folder = temporaryFolder();
  const first = counting();
  const [vector] = await cachedEmbedder(first, folder).embed(["sort words", "sort words"]);
  expect(first.asked).toEqual(["sort words"]);
  appendFileSync(join(folder, readdirSync(folder)[0] as string), "0123 AAAA");
  const second = counting();
  const again = await cachedEmbedder(second, folder).embed(["sort words", "sum"]);
  expect(second.asked).toEqual(["sum"]);
  expect(again[0]).toEqual(vector);
  const third = counting();
  await cachedEmbedder(third, folder).embed(["sum"]);
  expect(third.asked).toEqual([]);
});

it("works without a writable folder", async () => {
  const vectors = await cachedEmbedder(hashEmbedder(), "/proc/nowhere/at/all").embed(["sort"]);
  expect(vectors).toEqual(await hashEmbedder().embed(["sort"]));
});
