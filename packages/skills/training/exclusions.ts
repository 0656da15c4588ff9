import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { identifierTokens } from "../src/search/identifier-tokens.ts";

const listed = new URL("excluded-descriptions.json", import.meta.url);

/** Descriptions that must not be trained on, because the table is measured with them. */
export interface Exclusions {
  has(key: string): boolean;
}

/** What two descriptions share that say the same in other punctuation. */
export function descriptionKey(text: string): string {
  return identifierTokens(text).slice(0, 24).join(" ");
}

/**
 * The digests that are listed beside this file, and those of the labelled queries and documents of a folder, where it is
 * there. What the folder adds is added to the list as soon as a pair of the corpus has it, so that training without the
 * folder gives the same table.
 */
export function readExclusions(suites: string | undefined): Exclusions & { save(): void } {
  const known = new Set(existsSync(listed) ? (JSON.parse(readFileSync(listed, "utf8")) as string[]) : []);
  const labelled = new Set(suites && existsSync(suites) ? [...suiteKeys(suites)].map(digestOf) : []);
  return {
    has: (key) => {
      const digest = digestOf(key);
      if (labelled.has(digest)) known.add(digest);
      return known.has(digest);
    },
    save: () => writeFileSync(listed, `${JSON.stringify([...known].toSorted(), undefined, 2)}\n`),
  };
}

function suiteKeys(folder: string): Set<string> {
  const keys = new Set<string>();
  for (const file of readdirSync(folder).filter((name) => name.endsWith(".json"))) {
    const { docs, queries } = JSON.parse(readFileSync(join(folder, file), "utf8")) as {
      docs: { desc?: string }[];
      queries: { text: string }[];
    };
    for (const text of [...docs.map(({ desc }) => desc ?? ""), ...queries.map((query) => query.text)]) {
      // A comment may be cut after its first sentence, or after its second.
      const [first = "", second = ""] = text.split(/(?<=[.!?])\s+/);
      keys
        .add(descriptionKey(text))
        .add(descriptionKey(first))
        .add(descriptionKey(`${first} ${second}`));
    }
  }
  keys.delete("");
  return keys;
}

function digestOf(key: string): string {
  return createHash("sha256").update(key).digest("hex").slice(0, 16);
}
