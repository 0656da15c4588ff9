import type { Declare, Offer, Offers, SourceOrigin } from "./offer.ts";
import { offersOf, type PlainSkill, readPlainSkill } from "./plain-skill.ts";
import { readSkillFolder, skillFoldersIn } from "./read-skill-folder.ts";
import { listFiles, sourceInvalid } from "./source-files.ts";
import { SOURCE_LIMITS } from "./source-limits.ts";

/**
 * Reads what a folder offers: every folder in it that has a SKILL.md, be it a skill of a store or an Agent Skill.
 * @throws PortolanError `source-invalid` when there is none, or too much
 */
export async function readFolder(root: string, source: SourceOrigin, declare: Declare): Promise<Offers> {
  const files = await listFiles(root);
  // What a store holds beside its active skills is no offer.
  const folders = skillFoldersIn(files).filter(
    ({ path }) => !/(?:^|\/)(?:inactive|quarantine|candidates)\//.test(path),
  );
  if (folders.length === 0) throw nothingThere(root);
  if (folders.length > SOURCE_LIMITS.skills) {
    const message = `The source has ${folders.length} skills; ${SOURCE_LIMITS.skills} are allowed.`;
    throw sourceInvalid(message, root, "Name a folder within it.");
  }
  const offers: Offer[] = [];
  const plain: PlainSkill[] = [];
  const skipped = files.skipped.slice(0, 100);
  for (const folder of folders) {
    try {
      const found = await readSkillFolder(root, folder, source, (head, read) =>
        readPlainSkill(head, read, source),
      );
      if ("candidate" in found) offers.push(found);
      else plain.push(found);
    } catch (error) {
      skipped.push({ what: folder.path || source.from, reason: (error as Error).message });
    }
  }
  const declared = await offersOf(plain, declare);
  return { offers: [...offers, ...declared.offers], skipped: [...skipped, ...declared.skipped] };
}

function nothingThere(root: string): Error {
  return sourceInvalid(
    "The source has no skill: no folder in it holds a SKILL.md.",
    root,
    "Name a store, a folder of Agent Skills, or a .jsonl or .parquet file that `portolan export` wrote.",
  );
}
