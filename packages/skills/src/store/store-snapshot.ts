import { PortolanError, type Skill, type SkillRef, type StoreState } from "@portolan/core";
import type { CatalogView } from "../catalog/catalog-view.ts";
import { readHistory } from "./skill-history.ts";
import type { SkillFolders } from "./skill-folders.ts";
import { readVersions } from "./skill-versions.ts";
import { storeLayout } from "./store-layout.ts";

/**
 * The store as its folders hold it now, to plan a change on: the catalogue says which skills a question is about, and each
 * of them is read from its folder, once.
 * @param level brings the catalogue level with the folders, when it is asked first
 */
export function storeSnapshot(root: string, folders: SkillFolders, level: () => CatalogView): StoreState {
  const skills = new Map<string, Skill | undefined>();
  let catalog: CatalogView | undefined;
  const view = (): CatalogView => (catalog ??= level());
  const folderOf = (name: string): string => storeLayout.skill(root, name, folders.placesOf(name)[0]);
  const skill = (name: string): Skill | undefined => {
    if (!skills.has(name)) {
      const found = folders.read(name);
      skills.set(name, found instanceof PortolanError ? undefined : found);
    }
    return skills.get(name);
  };
  const found = (refs: SkillRef[], passes: (one: Skill) => boolean): Skill[] =>
    refs.flatMap(({ name }) => skill(name) ?? []).filter(passes);
  return {
    skill,
    callersOf: (name) => found(view().usedBy(name), ({ uses }) => uses.some((pin) => pin.name === name)),
    shownTo: (name) =>
      found(view().shownTo(name), ({ evidence }) => evidence.shown.some((one) => one.name === name)),
    history: (name) => readHistory(name, folderOf(name)),
    earlier: (name) => readVersions(name, folderOf(name)).versions,
    changes: (idStart) => view().changed(idStart),
  };
}
