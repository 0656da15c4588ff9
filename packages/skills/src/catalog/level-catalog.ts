import { existsSync } from "node:fs";
import { SkillCatalog } from "./skill-catalog.ts";

/** Looks at every file of a store, for whoever changed some without telling the catalogue; nothing where there is no catalogue. */
export function levelCatalog(root: string): void {
  if (!existsSync(SkillCatalog.pathIn(root))) return;
  using catalog = new SkillCatalog({ root });
  catalog.level({ full: true });
}
