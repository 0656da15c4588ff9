import { readdir, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { type Embedder, PortolanError, type Skill } from "@portolan/core";
import { hashEmbedder } from "../embedders/hash-embedder.ts";
import { indexProblems } from "../index-tiers/index-problems.ts";
import { leftWrites } from "./left-writes.ts";
import { closureCheck } from "./pins.ts";
import { readQuarantined } from "./quarantine-folder.ts";
import { SkillFolders } from "./skill-folders.ts";
import { readHistoryLines } from "./skill-history.ts";
import { storeFileProblems } from "./store-file-problems.ts";
import { SKILL_FILES, storeLayout } from "./store-layout.ts";
import type { StoreProblem } from "./store-problem.ts";

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
  const own = new Set([".portolan", "quarantine"]);
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
  const skillFolders = new SkillFolders(root);
  const { skills, broken } = skillFolders.readAll();
  const folders = broken.map(({ name, error }) => brokenFolder(root, name, error));
  const histories = await Promise.all(skills.map((skill) => historyProblems(root, skill)));
  const isEmpty = skills.length + broken.length === 0;
  return [
    ...(isEmpty ? [] : await storeFileProblems(root)),
    ...folders,
    ...skillFolders.linkedNames().map((name) => linkedFolder(root, name)),
    ...histories.flat(),
    ...pinProblems(root, skills, skillFolders),
    ...(await quarantineProblems(root)),
    ...(await unfinishedWrites(root)),
    ...(await indexProblems(root, skills, options.embedder ?? hashEmbedder())),
  ];
}

function brokenFolder(root: string, skill: string, error: PortolanError): StoreProblem {
  return {
    kind: "skill-broken",
    severity: "error",
    skill,
    path: storeLayout.skill(root, skill),
    message: error.message,
    repair: "moves the folder into quarantine/, where nothing runs or finds it",
  };
}

function linkedFolder(root: string, skill: string): StoreProblem {
  return {
    kind: "skill-linked",
    severity: "error",
    skill,
    path: storeLayout.skill(root, skill),
    message: `The skill folder ${skill} is a symbolic link, which no read follows: its target may lie outside the store.`,
    repair: "keeps the link as it is; put the folder itself in its place",
  };
}

function pinProblems(root: string, skills: Skill[], folders: SkillFolders): StoreProblem[] {
  const problemOf = closureCheck((name) => folders.read(name));
  const active = skills.filter(({ status }) => status === "active");
  return active.flatMap((skill): StoreProblem[] => {
    const problem = problemOf(skill);
    if (problem === undefined) return [];
    return [
      {
        kind: "pin-broken",
        severity: "error",
        skill: skill.name,
        path: join(storeLayout.skill(root, skill.name), SKILL_FILES.markdown),
        message: `The skill ${skill.name} cannot work: ${problem}.`,
        repair: "makes the skill and all that call it deprecated, so that no coder is shown them",
      },
    ];
  });
}

async function historyProblems(root: string, skill: Skill): Promise<StoreProblem[]> {
  const path = join(storeLayout.skill(root, skill.name), SKILL_FILES.history);
  const problem = { skill: skill.name, path };
  try {
    const last = (await readHistoryLines(root, skill.name)).at(-1);
    if (last?.status === skill.status) return [];
    const message = `The history of ${skill.name} ends with a change to ${last?.status} that SKILL.md does not confirm.`;
    const repair = last?.status === "active" ? "drops the line" : `completes the change to ${last?.status}`;
    return [{ ...problem, kind: "write-left", severity: "notice", message, repair }];
  } catch (error) {
    const { message } = error as Error;
    const repair = "keeps the file beside it as history.broken and starts a new history";
    return [{ ...problem, kind: "history-broken", severity: "error", message, repair }];
  }
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
