import type { Skill, StoreState } from "@portolan/core";
import { readHistory } from "./skill-history.ts";
import type { SkillFolders } from "./skill-folders.ts";
import { readVersions } from "./skill-versions.ts";
import { storeLayout } from "./store-layout.ts";

/** The store as its folders hold it now, to plan a change on; each part is read when they are asked for. */
export function storeSnapshot(root: string, folders: SkillFolders): StoreState {
  let skills: Map<string, Skill> | undefined;
  const folderOf = (name: string): string => storeLayout.skill(root, name, folders.placesOf(name)[0]);
  return {
    get skills() {
      skills ??= new Map(folders.readAll().skills.map((skill) => [skill.name, skill]));
      return skills;
    },
    history: (name) => readHistory(name, folderOf(name)),
    earlier: (name) => readVersions(name, folderOf(name)).versions,
  };
}
