import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { type Embedder, PortolanError, type Skill } from "@portolan/core";
import { hashEmbedder } from "../embedders/hash-embedder.ts";
import { indexProblems } from "../search/index-problems.ts";
import { leftWrites } from "./left-writes.ts";
import { pinProblem } from "./pins.ts";
import { readQuarantined } from "./quarantine-folder.ts";
import { SkillFolders } from "./skill-folders.ts";
import { readHistoryLines } from "./skill-history.ts";
import { STORE_FILES } from "./store-files.ts";
import { SKILL_FILES, storeLayout } from "./store-layout.ts";
import type { StoreProblem } from "./store-problem.ts";

/**
 * Finds everything that is wrong with a store: folders that do not hold what they say, broken pins, unfinished writes, an
 * index that differs from the folders. It changes nothing. `embedder` names the index to look at.
 */
export async function checkStore(
  root: string,
  options: { embedder?: Embedder } = {},
): Promise<StoreProblem[]> {
  const { skills, broken } = new SkillFolders(root).readAll();
  const folders = broken.map(({ name, error }) => brokenFolder(root, name, error));
  const histories = await Promise.all(skills.map((skill) => historyProblems(root, skill)));
  const isEmpty = skills.length + broken.length === 0;
  return [
    ...(isEmpty ? [] : await storeFileProblems(root)),
    ...folders,
    ...histories.flat(),
    ...pinProblems(root, skills),
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

function pinProblems(root: string, skills: Skill[]): StoreProblem[] {
  const byName = new Map(skills.map((skill) => [skill.name, skill]));
  const active = skills.filter(({ status }) => status === "active");
  return active.flatMap((skill) =>
    skill.uses.flatMap((pin): StoreProblem[] => {
      const problem = pinProblem(pin, byName.get(pin.name));
      if (problem === undefined) return [];
      return [
        {
          kind: "pin-broken",
          severity: "error",
          skill: skill.name,
          path: join(storeLayout.skill(root, skill.name), SKILL_FILES.markdown),
          message: `The skill ${skill.name} cannot work: ${problem}.`,
          repair: "makes the skill deprecated, so that no coder is shown it",
        },
      ];
    }),
  );
}

async function historyProblems(root: string, skill: Skill): Promise<StoreProblem[]> {
  const path = join(storeLayout.skill(root, skill.name), SKILL_FILES.history);
  const problem = { skill: skill.name, path };
  try {
    const last = (await readHistoryLines(root, skill.name)).at(-1);
    if (last?.status === skill.status) return [];
    const message = `The history of ${skill.name} ends with a change to ${last?.status} that SKILL.md does not confirm.`;
    return [{ ...problem, kind: "write-left", severity: "notice", message, repair: "drops the line" }];
  } catch (error) {
    const { message } = error as Error;
    const repair = "keeps the file beside it as history.broken and starts a new history";
    return [{ ...problem, kind: "history-broken", severity: "error", message, repair }];
  }
}

async function storeFileProblems(root: string): Promise<StoreProblem[]> {
  const problems: StoreProblem[] = [];
  for (const file of Object.keys(STORE_FILES)) {
    const path = join(root, file);
    const text = await readFile(path, "utf8").catch(() => undefined);
    const repair = text === undefined ? "writes it" : "keeps it as it is; correct it by hand";
    const common = { kind: "store-file", severity: "error", path, repair } as const;
    if (text === undefined) problems.push({ ...common, message: `The store has no ${file}.` });
    else if (file === "package.json" && !mapsSkills(text)) {
      problems.push({
        ...common,
        message: "The store's package.json does not map #skills/* to ./*/scripts/skill.ts.",
      });
    }
  }
  return problems;
}

function mapsSkills(text: string): boolean {
  try {
    const { imports } = JSON.parse(text) as { imports?: Record<string, unknown> };
    return imports?.["#skills/*"] === "./*/scripts/skill.ts";
  } catch {
    return false;
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
