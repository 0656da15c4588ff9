import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import type { Embedder } from "@portolan/core";
import { createSandbox } from "@portolan/sandbox";
import { builtInEmbedder } from "@portolan/skills";
import { tableOf } from "../../packages/sandbox/bench/table.ts";
import { FittingSignatures } from "../../packages/skills/src/search/fitting-signatures.ts";
import { builtInSets, type Half } from "./built-in-sets.ts";
import { foreignFunctions } from "./foreign-functions.ts";
import { grown, type LabelledSet } from "./labelled-set.ts";
import { type Arm, measure, type Row } from "./measure.ts";
import { isShared, sharedSet } from "./shared-sets.ts";

// `pnpm bench:retrieval [--sets A,B,C,built-in] [--sizes 100,1000,10000] [--half test] [--json FILE]`: where
// the right skill stands, by every view, by all together, and by all but one. A size below a set's own is its own.
const { values } = parseArgs({
  options: {
    sets: { type: "string", default: "A,B,C,built-in" },
    sizes: { type: "string", default: "100,1000,10000" },
    half: { type: "string", default: "test" },
    json: { type: "string" },
    summary: { type: "boolean", default: false },
  },
});

const head = ["ranking", "recall@1", "recall@5", "MRR@10"];

await using sandbox = createSandbox();
const remembered = remembering(builtInEmbedder());
const fitting = new FittingSignatures(sandbox);
const functions = await foreignFunctions();
const rows: Row[] = [];
for (const set of await setsOf(values.sets.split(","))) {
  console.log(`\n## ${set.name}: ${set.about}\n`);
  for (const size of sizesOf(set, values.sizes.split(",").map(Number))) {
    for (const arm of armsOf(set)) {
      const measured = await measure(grown(set, size, functions), arm, {
        embedder: remembered,
        sandbox,
        fitting,
      });
      rows.push(...measured);
      const shown = measured.filter(
        ({ ranking }) => !values.summary || ranking === "all" || ranking.endsWith("alone"),
      );
      console.log(
        `${size} skills, ${set.queries.length} queries, ${arm}\n\n${tableOf(head, shown.map(cellsOf))}\n`,
      );
    }
  }
}
if (values.json !== undefined)
  writeFileSync(
    values.json,
    `${JSON.stringify({ embedder: remembered.id, half: values.half, rows }, undefined, 2)}\n`,
  );

async function setsOf(names: string[]): Promise<LabelledSet[]> {
  const sets: LabelledSet[] = [];
  for (const name of names) {
    const set = isShared(name) ? sharedSet(name) : undefined;
    if (set) sets.push(set);
    else if (name === "built-in") sets.push(...(await builtInSets(values.half as Half)));
    else
      console.log(
        `There is no set ${name} here: PORTOLAN_SUITES names the folder that would have it. It is left out.`,
      );
  }
  return sets;
}

/** The sizes that are larger than the set, and its own where there are smaller ones. */
function sizesOf(set: LabelledSet, sizes: number[]): number[] {
  return [...new Set(sizes.map((size) => Math.max(size, set.skills.length)))].toSorted((a, b) => a - b);
}

function armsOf({ queries }: LabelledSet): Arm[] {
  if (!queries.some(({ signature }) => signature !== undefined)) return ["words"];
  const examples = queries.some((query) => query.examples) ? (["types and examples"] as const) : [];
  return ["words", "right types", "wrong types", ...examples];
}

/** An embedder that is asked for no text twice: every arm has the same skills. */
function remembering(embedder: Embedder): Embedder {
  const known = new Map<string, Float32Array>();
  return {
    id: embedder.id,
    dimension: embedder.dimension,
    embed: async (texts, as) => {
      const keyOf = (text: string) => `${as ?? "document"} ${text}`;
      const missing = [...new Set(texts)].filter((text) => !known.has(keyOf(text)));
      const made = missing.length > 0 ? await embedder.embed(missing, as) : [];
      for (const [i, text] of missing.entries()) known.set(keyOf(text), made[i] as Float32Array);
      return texts.map((text) => known.get(keyOf(text)) as Float32Array);
    },
  };
}

function cellsOf({ ranking, recallAt1, recallAt5, mrrAt10 }: Row): string[] {
  return [ranking, ...[recallAt1, recallAt5, mrrAt10].map((value) => value.toFixed(3))];
}
