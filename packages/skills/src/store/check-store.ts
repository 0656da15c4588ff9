import { readdir, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { type Embedder, PortolanError } from "@portolan/core";
import { builtInEmbedder } from "../embedders/built-in/built-in-embedder.ts";
import { indexProblems } from "../index-tiers/index-problems.ts";
import { candidateProblems } from "./candidate-problems.ts";
import { leftWrites } from "./left-writes.ts";
import { folderProblems } from "./folder-problems.ts";
import { readQuarantined } from "./quarantine-folder.ts";
import { SkillFolders } from "./skill-folders.ts";
import { placeProblems } from "./place-problems.ts";
import { pinProblems, recordProblems } from "./skill-problems.ts";
import { storeFileProblems } from "./store-file-problems.ts";
import { storeLayout } from "./store-layout.ts";
import type { StoreProblem } from "./store-problem.ts";
import { leftTransactions, skillsIn } from "./transaction.ts";
import { useProblems } from "./use-problems.ts";

/**
 * Finds everything that is wrong with a store: folders that do not hold what they say, broken pins, unfinished writes, an
 * index that differs from the folders. It changes nothing. `embedder` names the index to look at.
 * @throws PortolanError `store-invalid` when the folder is not there or is no store: a wrong path is not a store without
 * problems, and a repair must not touch other people's folders.
 */
export async function checkStore(
  root: string,
  options: { embedder?: Embedder } = {},
): Promise<StoreProblem[]> {
  const found = await stat(root).catch(() => undefined);
  if (found?.isDirectory() && (await couldBeStore(root))) return storeProblems(root, options);
  throw new PortolanError("store-invalid", `There is no store at ${root}.`, {
    value: root,
    next: "Check the path, or learn first: the first skill makes the store.",
  });
}

/** An empty folder, or one with a skill or a file that only stores have. */
async function couldBeStore(root: string): Promise<boolean> {
  const entries = await readdir(root);
  const own = new Set([".portolan", ".transaction", "quarantine", "inactive", "candidates", "uses"]);
  return (
    entries.length === 0 ||
    entries.some((entry) => own.has(entry)) ||
    new SkillFolders(root).names().length > 0
  );
}

/** What `checkStore` finds; nothing for a store that the first write has yet to make. */
export async function storeProblems(
  root: string,
  options: { embedder?: Embedder } = {},
): Promise<StoreProblem[]> {
  const folders = new SkillFolders(root);
  const taken = placeProblems(root, folders);
  const left = await transactionProblems(root);
  // Half of a change is done: what else looks wrong is a part of it.
  if (left.length > 0) return [...taken, ...left];
  const { skills, broken } = folders.readAll();
  const ofFolders = await folderProblems(root, folders);
  // What calls a skill that a git merge is about waits for its end.
  const merging = ofFolders.some(({ kind }) => kind === "skill-conflicted");
  const isEmpty = skills.length + broken.length === 0;
  return [
    ...taken,
    ...(isEmpty ? [] : await storeFileProblems(root)),
    ...ofFolders,
    ...skills.flatMap((skill) => recordProblems(root, folders, skill)),
    ...(merging ? [] : pinProblems(root, folders, skills)),
    ...(await quarantineProblems(root)),
    ...(await candidateProblems(root)),
    ...useProblems(root),
    ...(await unfinishedWrites(root)),
    ...(await indexProblems(root, skills, options.embedder ?? builtInEmbedder())),
  ];
}

async function transactionProblems(root: string): Promise<StoreProblem[]> {
  return (await leftTransactions(root)).map(({ path, write }): StoreProblem => {
    if (write instanceof PortolanError) {
      const repair = "renames it to end in .broken";
      return { kind: "transaction-broken", severity: "error", path, message: write.message, repair };
    }
    const message = `A change of ${skillsIn(write).join(", ")} is decided and not finished.`;
    return { kind: "transaction-left", severity: "notice", path, message, repair: "finishes it" };
  });
}

async function quarantineProblems(root: string): Promise<StoreProblem[]> {
  const { broken } = await readQuarantined(root);
  return broken.map(({ file, error }) => ({
    kind: "quarantine-broken",
    severity: "error",
    path: join(storeLayout.quarantine(root), file),
    message: error.message,
    repair: "renames it to end in .broken",
  }));
}

async function unfinishedWrites(root: string): Promise<StoreProblem[]> {
  return (await leftWrites(root)).map((path) => ({
    kind: "write-left",
    severity: "notice",
    path,
    message: `A process that is gone left the unfinished write ${basename(path)}.`,
    repair: "deletes it; it never became part of the store",
  }));
}
