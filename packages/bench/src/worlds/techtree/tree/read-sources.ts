import { brokenLine, linesOf, numberIn, parts, words } from "./lines.ts";
import type { Source } from "./tree.ts";

/** How often a find fails where nothing else is said, in percent. */
const usualMisses = 15;

/** Reads the lines of sources; `data/sources.ts` says how they are written. */
export function readSources(text: string): Source[] {
  return linesOf(text).map((line) => {
    const [title = "", ...traits] = parts(line, ";");
    const [item = "", where = ""] = parts(title, ":");
    const [home, ...others] = parts(where, ",").map((part) => {
      const [place = "", percent] = part.split("~");
      return { place, chance: percent === undefined ? 1 : numberIn(percent, line) / 100 };
    });
    if (!home || home.chance !== 1) throw brokenLine(line, "the first place must always have it");
    const source: Source = { item, places: [home, ...others], yields: [1, 1], misses: usualMisses };
    for (const trait of traits) {
      const [key, first, second] = words(trait);
      if (key === "tool" && first) source.tool = { kind: first, tier: numberIn(second, line) };
      else if (key === "takes" && first) source.takes = first;
      else if (key === "yields") source.yields = [numberIn(first, line), numberIn(second, line)];
      else if (key === "misses") source.misses = numberIn(first, line);
      else throw brokenLine(line, `"${key}" is no trait of a source`);
    }
    return source;
  });
}
