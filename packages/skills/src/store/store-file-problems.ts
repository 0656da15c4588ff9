import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { STORE_FILES } from "./store-files.ts";
import type { StoreProblem } from "./store-problem.ts";

/** What is wrong with the files of a store that belong to no skill. */
export async function storeFileProblems(root: string): Promise<StoreProblem[]> {
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
