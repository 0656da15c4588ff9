// Searches with an embedder of one's own: anything that turns texts into vectors of one length.
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Embedder } from "@portolan/core";
import { cachedEmbedder, openSkillStore } from "@portolan/skills";

const dimension = 256;

/** Counts pairs of letters: it knows no meaning, and yet finds words that are spelt alike. */
const pairs: Embedder = {
  id: "letter-pairs-1",
  dimension,
  embed: async (texts) =>
    texts.map((text) => {
      const vector = new Float32Array(dimension);
      for (const [, pair = ""] of text.toLowerCase().matchAll(/(?=([a-z]{2}))/g)) {
        const place = (pair.charCodeAt(0) * 31 + pair.charCodeAt(1)) % dimension;
        vector[place] = (vector[place] ?? 0) + 1;
      }
      const length = Math.hypot(...vector);
      return length === 0 ? vector : vector.map((value) => value / length);
    }),
};

const folder = await mkdtemp(join(tmpdir(), "skills-"));
const root = join(folder, "store");
await cp(fileURLToPath(new URL("../../../skills-store", import.meta.url)), root, { recursive: true });
{
  await using store = await openSkillStore({
    root,
    embedder: cachedEmbedder(pairs, join(folder, "vectors")),
  });
  for (const { skill, reasons } of await store.search({ text: "palindromes", limit: 2 }))
    console.log(skill.name, reasons);
}
await rm(folder, { recursive: true });
