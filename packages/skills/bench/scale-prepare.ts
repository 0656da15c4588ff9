import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { CatalogDatabase } from "../src/catalog/catalog-database.ts";
import { refreshRows } from "../src/catalog/catalog-writer.ts";
import { SkillCatalog } from "../src/catalog/skill-catalog.ts";
import { SkillSource } from "../src/catalog/skill-source.ts";
import { remember } from "../src/catalog/sweep.ts";
import { filesOfSkill } from "../src/store/skill-files.ts";
import { ensureStoreFiles } from "../src/store/store-files.ts";
import { indexFolder, stampOf } from "../src/index-tiers/index-stamp.ts";
import { VectorStore } from "../src/index-tiers/vector-store.ts";
import { nameOf, scaleEmbedder, skillAt, vectorAt } from "./scale-data.ts";

const BATCH = 1_000;

/** Writes a store of real folders. Not flushed: what is measured later are reads. */
export async function writeFolders(root: string, size: number): Promise<void> {
  mkdirSync(root, { recursive: true });
  await ensureStoreFiles(root);
  for (let i = 0; i < size; i++) {
    const skill = skillAt(i);
    const files = filesOfSkill(skill, [
      { version: skill.version, digest: skill.digest, status: skill.status, reason: "for the benchmark" },
    ]);
    for (const [file, text] of Object.entries(files)) {
      const path = join(root, skill.name, file);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    }
  }
}

/** Writes the catalogue of a store whose folders do not exist, and keeps sweeps from finding that out. */
export async function writeCatalogAlone(root: string, size: number): Promise<void> {
  mkdirSync(root, { recursive: true });
  await ensureStoreFiles(root);
  mkdirSync(join(root, ".portolan"), { recursive: true });
  const database = CatalogDatabase.open(SkillCatalog.pathIn(root));
  const source = { stamps: (name: string) => [name], read: (name: string) => skillAt(Number(name.slice(7))) };
  for (let i = 0; i < size; i += BATCH) {
    const names = Array.from({ length: Math.min(BATCH, size - i) }, (_, j) => nameOf(i + j));
    database.transaction(() => refreshRows(database, source, names));
  }
  remember(database, { places: new SkillSource(root).placesStamp(), swept: Date.now(), sweepTime: 1e12 });
  database.close();
  writeVectors(root, size);
}

/** Vectors are kept by the digest of their text: without this, embedding a million texts would be most of the benchmark. */
function writeVectors(root: string, size: number): void {
  const database = CatalogDatabase.open(SkillCatalog.pathIn(root));
  const stamp = stampOf(scaleEmbedder);
  using vectors = VectorStore.open(join(indexFolder(root, stamp), "vectors.db"), stamp.dimension);
  for (let i = 0; i < size; i += BATCH) {
    const rows = database.all("SELECT name, text_digest FROM skills WHERE id > ? AND id <= ?", i, i + BATCH);
    vectors.put(
      rows.map(({ name, text_digest: digest }) => [
        String(digest),
        vectorAt(Number(String(name).slice(7))).slice(),
      ]),
    );
  }
  database.close();
}
