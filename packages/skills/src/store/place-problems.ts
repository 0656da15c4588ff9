import { basename, join, relative } from "node:path";
import type { SkillFolders } from "./skill-folders.ts";
import { lstatOrNothing } from "./stat-or-nothing.ts";
import { STORE_FILES } from "./store-files.ts";
import { storeLayout, VERSIONS } from "./store-layout.ts";
import type { StoreProblem } from "./store-problem.ts";

/** Files and links where the store keeps folders, and folders where it keeps files: no write could get past them. */
export function placeProblems(root: string, folders: SkillFolders): StoreProblem[] {
  const { inactive, quarantine, candidates, guidance, uses, transactions, hidden } = storeLayout;
  // That of the locks first: no other is cleared without it.
  const own = [hidden, inactive, quarantine, candidates, guidance, uses, transactions].map((of) => of(root));
  return [
    ...own.flatMap((path) => noFolder(root, path)),
    ...folders.names().flatMap((skill) => noVersions(root, skill, folders)),
    ...Object.keys(STORE_FILES).flatMap((file) => noFile(join(root, file))),
  ];
}

function noFolder(root: string, path: string): StoreProblem[] {
  const found = lstatOrNothing(path);
  if (!found || found.isDirectory()) return [];
  if (!found.isSymbolicLink())
    return [taken(path, `A file lies in the place of the folder ${relative(root, path)}.`)];
  // What can be made again, a person may keep elsewhere.
  if (path === storeLayout.hidden(root)) return [];
  const message = `A symbolic link lies in the place of the folder ${relative(root, path)}, through which nothing is written.`;
  return [taken(path, message, "keeps the link as it is; put the folder itself in its place")];
}

/** A link there is told of with the versions that are not read through it. */
function noVersions(root: string, skill: string, folders: SkillFolders): StoreProblem[] {
  const path = join(storeLayout.skill(root, skill, folders.placesOf(skill)[0]), VERSIONS);
  if (!lstatOrNothing(path)?.isFile()) return [];
  return noFolder(root, path).map((problem) => ({ ...problem, skill }));
}

function noFile(path: string): StoreProblem[] {
  if (!lstatOrNothing(path)?.isDirectory()) return [];
  return [taken(path, `A folder lies in the place of the file ${basename(path)}.`)];
}

function taken(path: string, message: string, repair = "renames it to end in .broken"): StoreProblem {
  return { kind: "place-taken", severity: "error", path, message, repair };
}
