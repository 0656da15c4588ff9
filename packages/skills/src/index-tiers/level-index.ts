import { rm } from "node:fs/promises";
import { type Embedder, PortolanError } from "@portolan/core";
import { deleteDatabase } from "../catalog/database-file.ts";
import { SkillCatalog } from "../catalog/skill-catalog.ts";
import { withStoreLock } from "../store/store-lock.ts";
import { indexFolder, stampOf } from "./index-stamp.ts";
import { lanceUri } from "./lance-location.ts";
import { type IndexProgress, LibraryIndex, type LibraryIndexOptions } from "./library-index.ts";
import { removeSegments } from "./segment-manifest.ts";
import { VectorStore } from "./vector-store.ts";

export interface LevelIndexOptions extends Omit<LibraryIndexOptions, "root" | "readOnly"> {
  embedder: Embedder;
  /** Forgets the catalogue and the index first; vectors of texts that are still there stay, so nothing is embedded twice. */
  rebuild?: boolean;
  progress?: IndexProgress;
}

/** An index that is level with the folders. */
export interface IndexReport {
  /** Skills that searches can find. */
  skills: number;
  /** Skill folders, whatever their status, broken ones too. */
  folders: number;
  /** The folder or the URI of the index. */
  place: string;
}

/**
 * Brings catalogue and index level with the folders, every file of them looked at. A run that is killed loses at most one
 * batch: the next one goes on.
 * @throws PortolanError `store-unwritable` where no index can be kept
 */
export async function levelIndex(root: string, options: LevelIndexOptions): Promise<IndexReport> {
  const { rebuild = false, progress, ...rest } = options;
  if (rebuild) await forget(root, options);
  await using index = new LibraryIndex({ ...rest, root });
  const library = await index.library({ full: true, progress });
  await index.maintained();
  if (index.fallback) {
    throw new PortolanError(
      "store-unwritable",
      `The index of ${root} cannot be kept: ${index.fallback.message}.`,
      {
        value: root,
        cause: index.fallback,
        next: "Check the setting index, the permissions and the free space.",
      },
    );
  }
  collectVectors(index.catalog, root, options.embedder);
  const { folders } = index.catalog.level().one("SELECT count(*) AS folders FROM skills") as {
    folders: number;
  };
  return { skills: library.size, folders, place: index.place };
}

/** Vectors of texts that no folder has any more, of skills out of use neither, are of no use. */
function collectVectors(catalog: SkillCatalog, root: string, embedder: Embedder): void {
  const stamp = stampOf(embedder);
  using vectors = VectorStore.open(VectorStore.pathIn(indexFolder(root, stamp)), stamp.dimension);
  vectors.collect(() => {
    const rows = catalog.level().all("SELECT text_digest FROM skills WHERE text_digest IS NOT NULL");
    return new Set(rows.map((row) => String(row.text_digest)));
  });
}

/** A shared index is not dropped, others use it: what differs in it is written. */
async function forget(root: string, { embedder }: LevelIndexOptions): Promise<void> {
  const folder = indexFolder(root, stampOf(embedder));
  await withStoreLock(root, "index", async () => {
    deleteDatabase(SkillCatalog.pathIn(root));
    removeSegments(folder);
    await rm(lanceUri("lancedb", folder), { recursive: true, force: true });
  });
}
