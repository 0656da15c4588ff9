import { readdir, rename, rm } from "node:fs/promises";
import { basename, join } from "node:path";
import { type Embedder, PortolanError } from "@portolan/core";
import { placeFile } from "./atomic-write.ts";
import { checkStore } from "./check-store.ts";
import { SkillFolders } from "./skill-folders.ts";
import { readHistory } from "./skill-history.ts";
import { openSkillStore } from "./open-skill-store.ts";
import { storeError } from "./store-errors.ts";
import { ensureStoreFiles } from "./store-files.ts";
import { storeLayout } from "./store-layout.ts";
import { withStoreLock } from "./store-lock.ts";
import type { StoreProblem } from "./store-problem.ts";
import { jsonLine } from "./stored-json.ts";
import { ensureFolder } from "./ensure-folder.ts";

/** What a repair did, and what is left for a person. */
export interface StoreRepair {
  repaired: StoreProblem[];
  left: StoreProblem[];
}

/**
 * Puts right what `checkStore` finds. It never deletes a skill: a broken folder is moved into `quarantine/`.
 * @throws PortolanError `store-unwritable`, `store-locked`
 */
export async function repairStore(root: string, options: { embedder?: Embedder } = {}): Promise<StoreRepair> {
  const repaired: StoreProblem[] = [];
  // A skill that leaves the library breaks the pins of its callers, so it is checked again until nothing changes.
  for (;;) {
    const problems = await checkStore(root, options);
    const tried = new Set(repaired.map(keyOf));
    const fresh = problems.filter((problem) => !tried.has(keyOf(problem)));
    if (fresh.length === 0)
      return { repaired: repaired.filter((one) => !isLeft(one, problems)), left: problems };
    for (const problem of fresh) await repairOne(root, problem);
    repaired.push(...fresh);
  }
}

async function repairOne(root: string, problem: StoreProblem): Promise<void> {
  try {
    const { kind } = problem;
    // A transition takes the lock itself.
    if (kind === "pin-broken") await deprecate(root, problem);
    else await withStoreLock(root, "store", () => repairs[kind](root, problem));
  } catch (error) {
    throw storeError(root, error);
  }
}

const repairs: Record<
  Exclude<StoreProblem["kind"], "pin-broken">,
  (root: string, problem: StoreProblem) => Promise<void>
> = {
  "store-file": ensureStoreFiles,
  "skill-broken": setAside,
  "history-broken": startHistory,
  "quarantine-broken": (_, { path }) => rename(path, `${path}.broken`),
  "write-left": (root, problem) => (problem.skill ? writeHistory(root, problem) : remove(problem)),
  "index-wrong": (_, problem) => remove(problem),
  "index-behind": (_, problem) => remove(problem),
};

async function setAside(root: string, { path, skill }: StoreProblem): Promise<void> {
  // It may have been put right, or set aside, since it was found.
  if (!(new SkillFolders(root).read(skill as string) instanceof PortolanError)) return;
  const folder = storeLayout.quarantine(root);
  await ensureFolder(folder);
  const taken = new Set(await readdir(folder));
  let number = 1;
  while (taken.has(`${basename(path)}-broken-${number}`)) number++;
  await rename(path, join(folder, `${basename(path)}-broken-${number}`));
}

async function deprecate(root: string, { skill, message }: StoreProblem): Promise<void> {
  await using store = await openSkillStore({ root });
  await store.transition(skill as string, "deprecated", `repair: ${message}`);
}

async function startHistory(root: string, { path, skill: name }: StoreProblem): Promise<void> {
  const skill = requireSkill(root, name as string);
  await rename(path, `${path.replace(/\.jsonl$/, "")}.broken`).catch(() => undefined);
  const { version, digest, status } = skill;
  const reason = "repair: the earlier history could not be read";
  await placeFile(root, path, jsonLine({ version, digest, status, reason }));
}

/** Writes the history without the line that SKILL.md does not confirm. */
async function writeHistory(root: string, { path, skill: name }: StoreProblem): Promise<void> {
  const entries = await readHistory(root, requireSkill(root, name as string));
  await placeFile(root, path, entries.map(jsonLine).join(""));
}

async function remove({ path }: StoreProblem): Promise<void> {
  await rm(path, { recursive: true, force: true });
}

function requireSkill(root: string, name: string) {
  const skill = new SkillFolders(root).read(name);
  if (skill instanceof PortolanError) throw skill;
  if (skill) return skill;
  throw new PortolanError("skill-unknown", `The skill ${name} left the store while it was repaired.`, {
    value: name,
    next: "Run the check again.",
  });
}

function keyOf({ kind, path }: StoreProblem): string {
  return `${kind} ${path}`;
}

function isLeft(problem: StoreProblem, problems: StoreProblem[]): boolean {
  return problems.some((other) => keyOf(other) === keyOf(problem));
}
