import { readdir, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Table } from "@lancedb/lancedb";
import { placeFile } from "../store/atomic-write.ts";
import { storeLayout } from "../store/store-layout.ts";
import { hasStamp, type IndexStamp, isUsable, stampFile, stampText } from "./index-stamp.ts";
import { ensureFolder } from "../store/ensure-folder.ts";

/** One active skill in the index. */
export interface IndexRow extends Record<string, unknown> {
  /** The skill's name. */
  id: string;
  /** Digest of the text that the row was made of. */
  digest: string;
  /** Stems, parted by spaces. */
  tokens: string;
  vector: number[];
}

const TABLE = "skills";

/** Opens the index in `folder`; `undefined` when there is no finished one of this stamp. */
export async function openLanceTable(folder: string, stamp: IndexStamp): Promise<Table | undefined> {
  if (!(await hasStamp(folder, stamp))) return undefined;
  return (await connect(folder)).openTable(TABLE);
}

/** Makes an empty index, in the place of whatever is there; call it under the index lock. */
export async function createLanceTable(root: string, folder: string, stamp: IndexStamp): Promise<Table> {
  await rm(folder, { recursive: true, force: true });
  await removeUnusable(storeLayout.index(root));
  await ensureFolder(folder);
  const { Index } = await import("@lancedb/lancedb");
  const table = await (await connect(folder)).createEmptyTable(TABLE, await schemaOf(stamp.dimension));
  // Without it, two processes that merge the same new row at once both insert it.
  await table.setUnenforcedPrimaryKey("id");
  // Our own stems, taken as they are: LanceDB's tokenizers do not split identifiers.
  const config = Index.fts({
    baseTokenizer: "whitespace",
    lowercase: false,
    stem: false,
    removeStopWords: false,
    asciiFolding: false,
    withPosition: false,
    maxTokenLength: 256,
  });
  await table.createIndex("tokens", { config });
  await placeFile(root, stampFile(folder), stampText(stamp));
  return table;
}

/** Deletes what earlier versions or killed builders left. The index of another embedder stays: it may be in use. */
async function removeUnusable(indexes: string): Promise<void> {
  for (const name of await readdir(indexes).catch((): string[] => [])) {
    const folder = join(indexes, name);
    if (!(await isUsable(folder))) await rm(folder, { recursive: true, force: true });
  }
}

/** Text digests by skill name, as the index holds them. */
export async function readIndexRows(table: Table): Promise<Map<string, string>> {
  const rows = (await table.query().select(["id", "digest"]).toArray()) as Pick<IndexRow, "id" | "digest">[];
  return new Map(rows.map(({ id, digest }) => [id, digest]));
}

async function connect(folder: string) {
  const lancedb = await import("@lancedb/lancedb");
  // An absolute path: LanceDB takes a name that begins with "db" for one of its cloud. Interval 0: see others' writes.
  return lancedb.connect(resolve(folder), { readConsistencyInterval: 0 });
}

async function schemaOf(dimension: number) {
  const { Field, FixedSizeList, Float32, Schema, Utf8 } = await import("apache-arrow");
  const vector = new FixedSizeList(dimension, new Field("item", new Float32(), true));
  // The primary key has to be non-null, which a schema inferred from objects is not.
  return new Schema([
    new Field("id", new Utf8(), false),
    new Field("digest", new Utf8(), false),
    new Field("tokens", new Utf8(), false),
    new Field("vector", vector, false),
  ]);
}
