import type { DocPair } from "./comment-pairs.ts";

/**
 * The synsets of a WordNet data file (`data.verb`, …): its gloss describes its lemmas.
 * They teach which words mean the same where comments never say so.
 */
export function glossPairs(text: string): DocPair[] {
  return text.split("\n").flatMap((line) => {
    const [fields = "", gloss = ""] = line.split(" | ");
    const parts = fields.split(" ");
    const count = Number.parseInt(parts[3] ?? "", 16);
    if (line.startsWith(" ") || !(count > 0) || gloss === "") return [];
    const lemmas = Array.from({ length: count }, (_, i) =>
      (parts[4 + 2 * i] as string).replace(/\(.*\)$/, ""),
    );
    const summary = gloss.split(/; "|;\s*$/)[0]?.trim() ?? "";
    return [{ name: lemmas.join(" "), summary, details: "", params: "", code: "" }];
  });
}
