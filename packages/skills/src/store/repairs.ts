import { readdir, rename, rm } from "node:fs/promises";
import { basename, join, relative } from "node:path";
import { PortolanError, type Skill } from "@portolan/core";
import { placeFile } from "./atomic-write.ts";
import { ensureFolder } from "./ensure-folder.ts";
import { openSkillStore } from "./open-skill-store.ts";
import { SkillFolders } from "./skill-folders.ts";
import { readHistory, readHistoryLines } from "./skill-history.ts";
import { historyOf } from "./status-change.ts";
import { ensureStoreFiles } from "./store-files.ts";
import { storeLayout } from "./store-layout.ts";
import { withStoreLock } from "./store-lock.ts";
import type { StoreProblem } from "./store-problem.ts";
import { jsonLine } from "./stored-json.ts";

/** What a repair did. */
export interface Done {
  /** In the past tense. */
  repair: string;
  /** Where a broken folder or file lies now. */
  movedTo?: string;
}

type Repair = (root: string, problem: StoreProblem) => Promise<Done>;

/** How each kind of problem is put right. */
export const repairs: Record<StoreProblem["kind"], Repair> = {
  "store-file": locked(writeStoreFiles),
  "skill-broken": locked(setAside),
  "skill-linked": async (_, { repair }) => ({ repair }),
  "pin-broken": deprecate,
  "history-broken": locked(startHistory),
  "quarantine-broken": locked((root, { path }) => move(root, path, `${path}.broken`)),
  "candidate-broken": locked((root, { path }) => move(root, path, `${path}.broken`)),
  "write-left": (root, problem) =>
    problem.skill ? settleChange(root, problem) : removeLocked(root, problem),
  "index-wrong": removeLocked,
  "index-behind": removeLocked,
};

/** Under the store's lock; a repair that opens the store must not hold it already. */
function locked(repair: Repair): Repair {
  return (root, problem) => withStoreLock(root, "store", () => repair(root, problem));
}

async function writeStoreFiles(root: string, { path }: StoreProblem): Promise<Done> {
  await ensureStoreFiles(root);
  return { repair: `wrote ${basename(path)}` };
}

async function setAside(root: string, { path, skill }: StoreProblem): Promise<Done> {
  if (!(new SkillFolders(root).read(skill as string) instanceof PortolanError))
    return { repair: "changed nothing: another process had put the folder right, or set it aside" };
  const folder = storeLayout.quarantine(root);
  await ensureFolder(folder);
  const taken = new Set(await readdir(folder));
  let number = 1;
  while (taken.has(`${basename(path)}-broken-${number}`)) number++;
  return move(root, path, join(folder, `${basename(path)}-broken-${number}`));
}

async function move(root: string, path: string, movedTo: string): Promise<Done> {
  await rename(path, movedTo);
  return { repair: `moved it to ${relative(root, movedTo)}`, movedTo };
}

async function deprecate(root: string, { skill, message }: StoreProblem): Promise<Done> {
  await using store = await openSkillStore({ root });
  await store.transition(skill as string, "deprecated", `repair: ${message}`);
  return { repair: "made the skill and all that call it deprecated" };
}

/** A skill that was to leave the library leaves it: its callers may have left already. One that was to come back stays out. */
async function settleChange(root: string, problem: StoreProblem): Promise<Done> {
  const name = problem.skill as string;
  const last = (await readHistoryLines(root, name)).at(-1);
  if (!last || last.status === "active") return locked(dropLine)(root, problem);
  await using store = await openSkillStore({ root });
  await store.transition(name, last.status, last.reason);
  return { repair: `completed the change to ${last.status}` };
}

/** Writes the history without the line that SKILL.md does not confirm. */
async function dropLine(root: string, { path, skill: name }: StoreProblem): Promise<Done> {
  const entries = await readHistory(root, requireSkill(root, name as string));
  await placeFile(root, path, entries.map(jsonLine).join(""));
  return { repair: "dropped the line" };
}

async function startHistory(root: string, { path, skill: name }: StoreProblem): Promise<Done> {
  const skill = requireSkill(root, name as string);
  const movedTo = `${path.replace(/\.jsonl$/, "")}.broken`;
  const kept = await rename(path, movedTo).then(
    () => true,
    () => false,
  );
  await placeFile(root, path, jsonLine(historyOf(skill, "repair: the earlier history could not be read")));
  if (!kept) return { repair: "started a new history" };
  return { repair: `moved the file to ${relative(root, movedTo)} and started a new history`, movedTo };
}

function removeLocked(root: string, { path }: StoreProblem): Promise<Done> {
  return withStoreLock(root, "store", async () => {
    await rm(path, { recursive: true, force: true });
    return { repair: `deleted ${relative(root, path)}` };
  });
}

function requireSkill(root: string, name: string): Skill {
  const skill = new SkillFolders(root).read(name);
  if (skill instanceof PortolanError) throw skill;
  if (skill) return skill;
  throw new PortolanError("skill-unknown", `The skill ${name} left the store while it was repaired.`, {
    value: name,
    next: "Run the check again.",
  });
}
