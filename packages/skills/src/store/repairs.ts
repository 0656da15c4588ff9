import { readdir, readFile, rename, rm } from "node:fs/promises";
import { basename, dirname, join, relative } from "node:path";
import { type HistoryEntry, PortolanError, type Skill } from "@portolan/core";
import { levelCatalog } from "../catalog/level-catalog.ts";
import { SkillCatalog } from "../catalog/skill-catalog.ts";
import { placeFile } from "./atomic-write.ts";
import { ensureFolder } from "./ensure-folder.ts";
import { withMetadata } from "./frontmatter.ts";
import { openSkillStore } from "./open-skill-store.ts";
import { finishLeft } from "./prepare-store.ts";
import { SkillFolders } from "./skill-folders.ts";
import { readHistory } from "./skill-history.ts";
import { lstatOrNothing } from "./stat-or-nothing.ts";
import { ensureStoreFiles } from "./store-files.ts";
import { folderOfSkill, type Place, SKILL_FILES, storeLayout } from "./store-layout.ts";
import { withStoreLock } from "./store-lock.ts";
import type { StoreProblem } from "./store-problem.ts";
import { watchers } from "./store-watcher.ts";
import { keepWholeUses } from "./use-problems.ts";
import { jsonLine } from "./stored-json.ts";
import { commit } from "./transaction.ts";

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
  "place-taken": clearPlace,
  "skill-broken": locked(setAside),
  "skill-linked": leave,
  "skill-conflicted": leave,
  "skill-misplaced": locked(putInPlace),
  "name-twice": locked(setAside),
  "pin-broken": deprecate,
  "alias-broken": deprecate,
  "history-broken": locked(startHistory),
  "candidate-broken": locked(markBroken),
  "history-behind": locked(addLine),
  "uses-broken": locked(keepUses),
  "version-broken": locked(markBroken),
  "quarantine-broken": locked(markBroken),
  "transaction-left": locked(finishWrites),
  "transaction-broken": locked(markBroken),
  "write-left": locked(remove),
  "index-wrong": locked(remove),
  "index-behind": locked(catchUp),
};

/** Under the store's lock; a repair that opens the store must not hold it already. */
function locked(repair: Repair): Repair {
  return (root, problem) => withStoreLock(root, "store", () => repair(root, problem));
}

async function leave(_: string, { repair }: StoreProblem): Promise<Done> {
  return { repair };
}

async function writeStoreFiles(root: string, { path }: StoreProblem): Promise<Done> {
  await ensureStoreFiles(root);
  return { repair: `wrote ${basename(path)}` };
}

/** The lock lies under `.portolan/`, so that a file in the place of that is moved without it. */
async function clearPlace(root: string, problem: StoreProblem): Promise<Done> {
  if (lstatOrNothing(problem.path)?.isSymbolicLink()) return leave(root, problem);
  return problem.path === storeLayout.hidden(root)
    ? markBroken(root, problem)
    : locked(markBroken)(root, problem);
}

async function finishWrites(root: string): Promise<Done> {
  await finishLeft(root, watchers());
  return { repair: "finished it" };
}

async function setAside(root: string, { path, skill }: StoreProblem): Promise<Done> {
  if (!(new SkillFolders(root).read(skill as string) instanceof PortolanError))
    return { repair: "changed nothing: another process had put the folder right, or set it aside" };
  const folder = storeLayout.quarantine(root);
  await ensureFolder(folder);
  return move(root, path, join(folder, `${basename(path)}-broken`));
}

function markBroken(root: string, { path }: StoreProblem): Promise<Done> {
  return move(root, path, `${path}.broken`);
}

async function move(root: string, path: string, wanted: string): Promise<Done> {
  const movedTo = await freePath(wanted);
  await rename(path, movedTo);
  return { repair: `moved it to ${relative(root, movedTo)}`, movedTo };
}

/** The path itself, or one with a number: what an earlier repair set aside stays. */
async function freePath(path: string): Promise<string> {
  const taken = new Set(await readdir(dirname(path)));
  let free = path;
  for (let number = 2; taken.has(basename(free)); number++) free = `${path}-${number}`;
  return free;
}

async function deprecate(root: string, { skill, message }: StoreProblem): Promise<Done> {
  await using store = await openSkillStore({ root });
  await store.transition(skill as string, "deprecated", `repair: ${message}`, { by: "store check" });
  return { repair: "made the skill and all that call it deprecated" };
}

/** One that is not active leaves the active ones; one that only says so is not made active by that. */
async function putInPlace(root: string, { skill: name }: StoreProblem): Promise<Done> {
  const { skill, place, folder } = requireSkill(root, name as string);
  const to = folderOfSkill(skill.name, "inactive");
  if (place === "active") {
    await commit(root, { files: {}, moves: [{ from: skill.name, to }] });
    return { repair: `moved it to ${to}` };
  }
  const markdown = await readFile(join(folder, SKILL_FILES.markdown), "utf8");
  const files = { [`${to}/${SKILL_FILES.markdown}`]: withMetadata(markdown, "status", skill.status) };
  await commit(root, { files, moves: [] });
  return { repair: `made it ${skill.status}` };
}

async function startHistory(root: string, { path, skill: name }: StoreProblem): Promise<Done> {
  const { skill } = requireSkill(root, name as string);
  const movedTo = await freePath(`${path.replace(/\.jsonl$/, "")}.broken`);
  const kept = await rename(path, movedTo).then(
    () => true,
    () => false,
  );
  const line = jsonLine(entryOf(skill, "repair: the earlier history could not be read"));
  await writeHistory(root, { path, name: skill.name }, line);
  if (!kept) return { repair: "started a new history" };
  return { repair: `moved the file to ${relative(root, movedTo)} and started a new history`, movedTo };
}

async function addLine(root: string, { path, skill: name }: StoreProblem): Promise<Done> {
  const { skill } = requireSkill(root, name as string);
  const entries = readHistory(skill.name, dirname(dirname(path)));
  const line = entryOf(skill, "repair: the history did not end with what SKILL.md says");
  await writeHistory(root, { path, name: skill.name }, [...entries, line].map(jsonLine).join(""));
  return { repair: "added a line that says it" };
}

/** The catalogue knows the changes in histories. */
async function writeHistory(
  root: string,
  { path, name }: { path: string; name: string },
  text: string,
): Promise<void> {
  using catalog = new SkillCatalog({ root });
  await catalog.watching([name], () => placeFile(root, path, text));
}

function entryOf({ version, digest, status }: Skill, reason: string): HistoryEntry {
  return { version, digest, status, reason, by: "store check" };
}

async function keepUses(root: string, { path }: StoreProblem): Promise<Done> {
  const movedTo = await freePath(`${path}.broken`);
  const kept = await keepWholeUses(root, path, movedTo);
  return { repair: `kept it as ${kept}, and its whole records where they were`, movedTo };
}

async function remove(root: string, { path }: StoreProblem): Promise<Done> {
  await rm(path, { recursive: true, force: true });
  return { repair: `deleted ${relative(root, path)}` };
}

/** A catalogue is brought level, every file looked at: to make it anew would read all that is in it already. */
async function catchUp(root: string, problem: StoreProblem): Promise<Done> {
  if (problem.path !== SkillCatalog.pathIn(root)) return remove(root, problem);
  levelCatalog(root);
  return { repair: "brought it level with the folders" };
}

function requireSkill(root: string, name: string): { skill: Skill; place: Place; folder: string } {
  const folders = new SkillFolders(root);
  const skill = folders.read(name);
  if (skill instanceof PortolanError) throw skill;
  const [place] = folders.placesOf(name);
  if (skill && place) return { skill, place, folder: storeLayout.skill(root, name, place) };
  throw new PortolanError("skill-unknown", `The skill ${name} left the store while it was repaired.`, {
    value: name,
    next: "Run the check again.",
  });
}
