import { join } from "node:path";
import { digestOf, type Embedder } from "@portolan/core";
import { TEXT_TEMPLATE } from "../search/skill-document.ts";
import { storeLayout } from "../store/store-layout.ts";

/** What an index was made with; vectors and words of different stamps never meet in one index. */
export interface IndexStamp {
  dimension: number;
  embedder: string;
  schema: number;
  template: string;
}

const SCHEMA = 2;

export function stampOf(embedder: Pick<Embedder, "id" | "dimension">): IndexStamp {
  return { dimension: embedder.dimension, embedder: embedder.id, schema: SCHEMA, template: TEXT_TEMPLATE };
}

/** Names the stamp in twelve digits. */
export function stampDigest(stamp: IndexStamp & { store?: string }): string {
  return digestOf({ ...stamp }).slice(0, 12);
}

/** The folder of the index of this stamp: each stamp has its own, so that two embedders can work at once. */
export function indexFolder(root: string, stamp: IndexStamp): string {
  return join(storeLayout.index(root), stampDigest(stamp));
}
