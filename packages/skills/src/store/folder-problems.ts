import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { PortolanError } from "@portolan/core";
import { parseFrontmatter } from "./frontmatter.ts";
import { linkIn } from "./read-own-file.ts";
import { READ_FILES } from "./skill-files.ts";
import type { SkillFolders } from "./skill-folders.ts";
import { hasThisFormat } from "./store-files.ts";
import { SKILL_FILES, storeLayout } from "./store-layout.ts";
import type { StoreProblem } from "./store-problem.ts";

/** Folders that hold no skill, lie in the wrong place, or are none. */
export async function folderProblems(root: string, folders: SkillFolders): Promise<StoreProblem[]> {
  const problems = folders.names().map((name) => problemOf(root, name, folders));
  const misplaced = (await hasThisFormat(root)) ? misplacedSkills(root, folders) : [];
  return [...problems, ...misplaced, ...folders.linkedFolders().map(linkedFolder)].filter(
    (problem) => problem !== undefined,
  );
}

function problemOf(root: string, skill: string, folders: SkillFolders): StoreProblem | undefined {
  const found = folders.read(skill);
  if (!(found instanceof PortolanError)) return undefined;
  const [place, other] = folders.placesOf(skill);
  const path = storeLayout.skill(root, skill, other ?? place);
  const common = { severity: "error", skill, path, message: found.message } as const;
  const link = READ_FILES.map((file) => linkIn(path, file)).find((one) => one !== undefined);
  if (link !== undefined) return linkedFile(common, link);
  const marked = READ_FILES.find((file) => hasConflictMarks(join(path, file)));
  if (marked !== undefined) return conflicted(common, marked);
  return other === undefined
    ? {
        ...common,
        kind: "skill-broken",
        repair: "moves the folder into quarantine/, where nothing runs or finds it",
      }
    : { ...common, kind: "name-twice", repair: "moves the folder under inactive/ into quarantine/" };
}

function linkedFile(common: Omit<StoreProblem, "kind" | "repair">, link: string): StoreProblem {
  return {
    ...common,
    kind: "skill-linked",
    message: `The skill folder ${common.skill} has a symbolic link, ${link}, which no read follows: its target may lie outside the store.`,
    repair: "keeps the link as it is; put what it stands for in its place",
  };
}

/** Setting it aside would leave a merge that is under way without the files that it is about. */
function conflicted(common: Omit<StoreProblem, "kind" | "repair">, file: string): StoreProblem {
  const { skill } = common;
  return {
    ...common,
    kind: "skill-conflicted",
    message: `The skill folder ${skill} has the conflict marks of a git merge in ${file}.`,
    repair: `keeps it as it is; take one side of the whole folder: \`git checkout --ours -- ${skill}\` or --theirs`,
  };
}

function hasConflictMarks(path: string): boolean {
  try {
    return /^<{7} /m.test(readFileSync(path, "utf8"));
  } catch {
    return false;
  }
}

function misplacedSkills(root: string, folders: SkillFolders): StoreProblem[] {
  return folders.readAll().skills.flatMap(({ name, status }): StoreProblem[] => {
    const [place] = folders.placesOf(name);
    const path = storeLayout.skill(root, name, place);
    const common = { kind: "skill-misplaced", severity: "error", skill: name, path } as const;
    if (place === "active" && status !== "active") {
      const message = `The skill ${name} is ${status} and lies among the active ones.`;
      return [{ ...common, message, repair: "moves it under inactive/" }];
    }
    if (place === "active" || statusIn(path) === status) return [];
    const message = `The skill ${name} lies under inactive/, and its SKILL.md says that it is active.`;
    return [
      {
        ...common,
        message,
        repair: "makes it deprecated; `portolan restore` verifies it and brings it back",
      },
    ];
  });
}

function statusIn(folder: string): string | undefined {
  return parseFrontmatter(readFileSync(join(folder, SKILL_FILES.markdown), "utf8")).metadata["status"];
}

function linkedFolder(path: string): StoreProblem {
  const skill = basename(path);
  return {
    kind: "skill-linked",
    severity: "error",
    skill,
    path,
    message: `The skill folder ${skill} is a symbolic link, which no read follows: its target may lie outside the store.`,
    repair: "keeps the link as it is; put the folder itself in its place",
  };
}
