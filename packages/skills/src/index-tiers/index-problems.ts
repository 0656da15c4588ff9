import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Embedder, Skill } from "@portolan/core";
import { catalogProblems } from "../catalog/catalog-problems.ts";
import type { StoreProblem } from "../store/store-problem.ts";
import { indexFolder, stampOf } from "./index-stamp.ts";
import { lanceProblems } from "./lance-problems.ts";
import { readSegment } from "./segment-file.ts";
import { VectorStore } from "./vector-store.ts";

/** How the catalogue, and the index of this embedder, differ from the folders; nothing when there is none yet. */
export async function indexProblems(
  root: string,
  skills: readonly Skill[],
  embedder: Embedder,
): Promise<StoreProblem[]> {
  const problems = [
    ...catalogProblems(root, skills),
    ...segmentProblems(root, embedder),
    ...vectorProblems(root, embedder),
  ];
  return [...problems, ...(await lanceProblems(root, skills, embedder))];
}

function segmentProblems(root: string, embedder: Embedder): StoreProblem[] {
  const path = indexFolder(root, stampOf(embedder));
  try {
    for (const file of filesIn(path))
      if (file.endsWith(".segment")) readSegment(join(path, file), embedder.dimension);
    return [];
  } catch (error) {
    const message = `The index cannot be read: ${(error as Error).message}.`;
    const repair = "deletes the index; the next search builds it anew";
    return [{ path, repair, kind: "index-wrong", severity: "error", message }];
  }
}

function vectorProblems(root: string, embedder: Embedder): StoreProblem[] {
  const path = VectorStore.pathIn(indexFolder(root, stampOf(embedder)));
  const damage = existsSync(path) ? VectorStore.damageIn(path) : undefined;
  if (damage === undefined) return [];
  const message = `The vectors cannot be read: ${damage}.`;
  const repair = "deletes them; the next search embeds the texts again";
  return [{ path, repair, kind: "index-wrong", severity: "error", message }];
}

function filesIn(path: string): string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}
