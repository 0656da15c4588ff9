import { join } from "node:path";
import { closureCheck, type HistoryEntry, type Skill } from "@portolan/core";
import type { SkillFolders } from "./skill-folders.ts";
import { readHistory } from "./skill-history.ts";
import { readVersions } from "./skill-versions.ts";
import { SKILL_FILES, storeLayout, versionFile } from "./store-layout.ts";
import type { StoreProblem } from "./store-problem.ts";

/** What is wrong with the history and the earlier versions of a whole skill. */
export function recordProblems(root: string, folders: SkillFolders, skill: Skill): StoreProblem[] {
  const folder = storeLayout.skill(root, skill.name, folders.placesOf(skill.name)[0]);
  const history = historyIn(skill, folder);
  if (!Array.isArray(history)) return [history];
  const { versions, broken } = readVersions(skill.name, folder);
  const unknown = versions.filter(
    ({ version, digest }) => !history.some((entry) => entry.version === version && entry.digest === digest),
  );
  return [
    ...behind(skill, history, join(folder, SKILL_FILES.history)),
    ...broken.map(({ path, error }) => versionProblem(skill, path, error.message)),
    ...unknown.map(({ version, digest }) =>
      versionProblem(
        skill,
        join(folder, versionFile(digest)),
        `The history of ${skill.name} knows no version ${version} of digest ${digest.slice(0, 12)}.`,
      ),
    ),
  ];
}

/** Active skills that cannot work, since what they reach is not as pinned; and other names of nothing. */
export function pinProblems(root: string, folders: SkillFolders, skills: Skill[]): StoreProblem[] {
  const problemOf = closureCheck((name) => folders.read(name));
  const active = skills.filter(({ status }) => status === "active");
  return active.flatMap((skill): StoreProblem[] => {
    const { name, aliasOf, uses } = skill;
    const path = join(storeLayout.skill(root, name), SKILL_FILES.markdown);
    const repair = "makes the skill and all that call it deprecated, so that no coder is shown them";
    const common = { severity: "error", skill: name, path, repair } as const;
    const lacksTarget =
      aliasOf !== undefined && (!uses.some((pin) => pin.name === aliasOf) || !folders.read(aliasOf));
    if (lacksTarget) {
      const message = `The skill ${name} is another name of ${aliasOf}, which is not there, or which it does not call.`;
      return [{ ...common, kind: "alias-broken", message }];
    }
    const problem = problemOf(skill);
    if (problem === undefined) return [];
    return [{ ...common, kind: "pin-broken", message: `The skill ${name} cannot work: ${problem}.` }];
  });
}

function historyIn({ name }: Skill, folder: string): HistoryEntry[] | StoreProblem {
  try {
    return readHistory(name, folder);
  } catch (error) {
    return {
      kind: "history-broken",
      severity: "error",
      skill: name,
      path: join(folder, SKILL_FILES.history),
      message: (error as Error).message,
      repair: "keeps the file beside it as history.broken and starts a new history",
    };
  }
}

function behind({ name, ...skill }: Skill, history: HistoryEntry[], path: string): StoreProblem[] {
  const last = history.at(-1);
  const isLevel =
    last?.status === skill.status && last.digest === skill.digest && last.version === skill.version;
  if (isLevel) return [];
  const message = `The history of ${name} does not end with what it is: ${skill.status}, version ${skill.version}.`;
  return [
    {
      kind: "history-behind",
      severity: "error",
      skill: name,
      path,
      message,
      repair: "adds a line that says it",
    },
  ];
}

function versionProblem({ name }: Skill, path: string, message: string): StoreProblem {
  const repair = "renames it to end in .broken";
  return { kind: "version-broken", severity: "error", skill: name, path, message, repair };
}
