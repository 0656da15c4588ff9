import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { digestOf, type Embedder } from "@portolan/core";
import { storeLayout } from "../store/store-layout.ts";
import { storedJson } from "../store/stored-json.ts";
import { TEXT_TEMPLATE } from "./skill-document.ts";

/** What an index was made with; vectors and words of different stamps never meet in one index. */
export interface IndexStamp {
  dimension: number;
  embedder: string;
  schema: number;
  template: string;
}

const SCHEMA = 1;

export function stampOf(embedder: Embedder): IndexStamp {
  return { dimension: embedder.dimension, embedder: embedder.id, schema: SCHEMA, template: TEXT_TEMPLATE };
}

/** True for a finished index that a program of this version may use, with whatever embedder. */
export async function isUsable(folder: string): Promise<boolean> {
  try {
    const { schema, template } = JSON.parse(await readFile(stampFile(folder), "utf8")) as IndexStamp;
    return schema === SCHEMA && template === TEXT_TEMPLATE;
  } catch {
    return false;
  }
}

/** The folder of the index of this stamp: each stamp has its own, so that two embedders can work at once. */
export function indexFolder(root: string, stamp: IndexStamp): string {
  return join(storeLayout.index(root), digestOf({ ...stamp }).slice(0, 12));
}

/** The file that names an index's stamp; it is written last, so an index without it is unfinished. */
export function stampFile(folder: string): string {
  return join(folder, "index.json");
}

export function stampText(stamp: IndexStamp): string {
  return storedJson(stamp);
}

/** True for a finished index of this very stamp. */
export async function hasStamp(folder: string, stamp: IndexStamp): Promise<boolean> {
  const text = await readFile(stampFile(folder), "utf8").catch(() => "");
  return text === stampText(stamp);
}
