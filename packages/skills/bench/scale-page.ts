import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

const BEGIN = "<!-- scale: written by pnpm bench:store -->";
const END = "<!-- scale: end -->";

/** Puts the tables between the markers of a page; one that has none gets a section for them. */
export function writePage(path: string, report: string): void {
  const section = `${BEGIN}\n\n${report}\n${END}`;
  const page = existsSync(path) ? readFileSync(path, "utf8") : "# Skills: what was measured\n";
  const [begin, end] = [page.indexOf(BEGIN), page.indexOf(END)];
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(
    path,
    begin >= 0 && end > begin
      ? page.slice(0, begin) + section + page.slice(end + END.length)
      : `${page.trimEnd()}\n\n## Scale\n\n${INTRODUCTION}\n\n${section}\n`,
  );
}

const INTRODUCTION = `\`pnpm bench:store --page docs/results/skills.md\` writes this section. Every arm runs in a process of its own, with the same
questions and 100 results per list; the lists by words and by vector are asked for together. A search of ours includes looking
whether anything changed. "Open" is the first answer of a store whose catalogue and index are there, "build" the first ever one;
"admit" ends when the skill is in its folder, flushed, and found.`;
