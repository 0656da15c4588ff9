import { join } from "node:path";
import { type Skill, skillDigest } from "@portolan/core";
import { exampleCandidate, exampleEvidence } from "@portolan/core/testing";
import { expect, it } from "vitest";
import { CatalogDatabase } from "../catalog/catalog-database.ts";
import { CatalogView } from "../catalog/catalog-view.ts";
import { refreshRows } from "../catalog/catalog-writer.ts";
import { builtInEmbedder } from "../embedders/built-in/built-in-embedder.ts";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { stampOf } from "./index-stamp.ts";
import { LanceTier } from "./lance-tier.ts";
import { MemoryTier } from "./memory-tier.ts";

const TAGS: Record<string, string[]> = {
  one: [],
  two: ["it's text"],
  three: ["it's text", "lines"],
  four: ["lines"],
};

function skillOf(name: string): Skill {
  const candidate = { ...exampleCandidate(name), tags: TAGS[name] };
  const rest = { status: "active", version: 1, evidence: exampleEvidence() } as const;
  return {
    ...candidate,
    ...rest,
    digest: skillDigest(candidate),
    aliasOf: name === "four" ? "three" : undefined,
  };
}

it("finds skills that have all wanted tags, and no aliases, in either tier", async () => {
  const root = temporaryFolder();
  const database = CatalogDatabase.open(join(root, "catalog.db"));
  const source = { stamps: (name: string) => [name], read: skillOf };
  database.transaction(() => refreshRows(database, source, Object.keys(TAGS)));
  const view = new CatalogView(database);
  const common = { root, stamp: stampOf(builtInEmbedder()), embedder: builtInEmbedder() };
  await using memory = new MemoryTier(common);
  const place = { uri: join(root, "lance"), vectorsPath: join(root, "vectors.db"), store: "" };
  await using lance = new LanceTier({ ...common, ...place });
  for (const [tags, expected] of [
    [[], ["one", "three", "two"]],
    [["it's text"], ["three", "two"]],
    [["lines", "it's text"], ["three"]],
    [["lines", "none"], []],
  ] as const) {
    const query = { tokens: ["append"], vector: undefined, filter: { tags: [...tags] }, limit: 9 };
    for (const tier of [memory, lance]) {
      await tier.catchUp(view);
      const names = (await tier.propose(view, query)).map(({ name }) => name);
      expect(names.toSorted()).toEqual(expected);
    }
  }
  // All zeros: an embedder that knew no word, in a row and in the question.
  const blind = {
    id: "blind",
    dimension: 4,
    embed: async (texts: string[]) => texts.map(() => new Float32Array(4)),
  };
  const zeros = { ...common, stamp: stampOf(blind), embedder: blind };
  await using other = new LanceTier({ ...zeros, ...place, vectorsPath: join(root, "zeros.db") });
  await other.catchUp(view);
  for (const vector of [new Float32Array(4), Float32Array.of(0, 1, 0, 0)]) {
    const found = await other.propose(view, { tokens: ["append"], vector, filter: {}, limit: 9 });
    expect(found.map(({ name, cosine }) => `${name} ${cosine}`).toSorted()).toEqual([
      "one 0",
      "three 0",
      "two 0",
    ]);
  }
  database.close();
});
