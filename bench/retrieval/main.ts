import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import type { Embedder } from "@portolan/core";
import { createSandbox } from "@portolan/sandbox";
import { builtInEmbedder } from "@portolan/skills";
import { FittingSignatures } from "../../packages/skills/src/search/fitting-signatures.ts";
import { builtInSets, type Half } from "./built-in-sets.ts";
import { foreignFunctions } from "./foreign-functions.ts";
import { type LabelledSet, sized } from "./labelled-set.ts";
import { type Arm, measure, type Measured } from "./measure.ts";
import { detailsOf, type Measurement, reportOf } from "./report.ts";
import { isShared, sharedSet, typedDev } from "./shared-sets.ts";

// `pnpm bench:retrieval [--sets A,B,C,built-in] [--sizes 100,1000,10000] [--half test] [--json FILE] [--page FILE]`: where the right
// skill stands, by every view, by all together, and by all but one. A larger set is sampled down to a smaller size.
// `--from FILES` reports what earlier runs wrote with --json, so that sets and sizes can be measured one after the other.
// With `--checker` the type checker also compares types, as in `portolan search`: minutes more for each set.
const { values } = parseArgs({
  options: {
    sets: { type: "string", default: "A,B,C,built-in" },
    sizes: { type: "string", default: "100,1000,10000" },
    half: { type: "string", default: "test" },
    json: { type: "string" },
    page: { type: "string" },
    from: { type: "string" },
    checker: { type: "boolean", default: false },
  },
});

/** In larger libraries no examples are run: thousands of runs say nothing new. */
const MOST_RUN = 1_000;

await using sandbox = createSandbox();
const remembered = remembering(builtInEmbedder());
const fitting = new FittingSignatures(values.checker ? sandbox : undefined);
const functions = values.from === undefined ? await foreignFunctions() : [];
const measurements: Measurement[] = [];
if (values.from !== undefined) measurements.push(...values.from.split(",").flatMap(measuredEarlier));
for (const set of values.from === undefined ? await setsOf(values.sets.split(",")) : []) {
  console.log(`\n## ${set.name}: ${set.about}`);
  for (const size of values.sizes.split(",").map(Number)) {
    const chosen = sized(set, size, functions);
    const { name, skills, queries } = chosen;
    const arms = await measure(chosen, armsOf(set, size), { embedder: remembered, sandbox, fitting });
    measurements.push({ set: name, skills: skills.length, queries: queries.length, arms });
    // At once: a run takes an hour.
    if (values.json !== undefined) writeMeasurements(values.json);
    for (const [arm, measured] of arms)
      console.log(`\n${skills.length} skills, ${queries.length} queries, ${arm}\n\n${detailsOf(measured)}`);
  }
}
const report = reportOf(measurements);
console.log(`\n${report}`);
if (values.page !== undefined) {
  const now = readFileSync(values.page, "utf8").replace(
    /(<!-- retrieval -->).*(<!-- \/retrieval -->)/s,
    (_, start: string, end: string) => `${start}\n\n${report}\n\n${end}`,
  );
  writeFileSync(values.page, now);
}

function measuredEarlier(path: string): Measurement[] {
  const { measurements: rows } = JSON.parse(readFileSync(path, "utf8")) as {
    measurements: (Omit<Measurement, "arms"> & { arms: Record<Arm, Measured[]> })[];
  };
  return rows.map(({ arms, ...one }) => ({
    ...one,
    arms: new Map(Object.entries(arms) as [Arm, Measured[]][]),
  }));
}

async function setsOf(names: string[]): Promise<LabelledSet[]> {
  const sets: LabelledSet[] = [];
  for (const name of names) {
    const set = isShared(name) ? sharedSet(name) : undefined;
    if (set) sets.push(name === "DEV" ? await typedDev(set) : set);
    else if (name === "built-in") sets.push(...(await builtInSets(values.half as Half)));
    else
      console.log(
        `There is no set ${name} here: PORTOLAN_SUITES names the folder that would have it. It is left out.`,
      );
  }
  return sets;
}

function armsOf({ queries }: LabelledSet, size: number): Arm[] {
  if (!queries.some(({ signature }) => signature !== undefined)) return ["words"];
  const examples =
    size <= MOST_RUN && queries.some((query) => query.examples) ? (["types and examples"] as const) : [];
  return ["words", "right types", "wrong types", ...examples];
}

/** An embedder that is asked for no text twice: every arm has the same skills. */
function remembering(inner: Embedder): Embedder {
  const known = new Map<string, Float32Array>();
  return {
    id: inner.id,
    dimension: inner.dimension,
    embed: async (texts, as) => {
      const keyOf = (text: string) => `${as ?? "document"} ${text}`;
      const missing = [...new Set(texts)].filter((text) => !known.has(keyOf(text)));
      const made = missing.length > 0 ? await inner.embed(missing, as) : [];
      for (const [i, text] of missing.entries()) known.set(keyOf(text), made[i] as Float32Array);
      return texts.map((text) => known.get(keyOf(text)) as Float32Array);
    },
  };
}

function writeMeasurements(path: string): void {
  const rows = measurements.map(({ arms, ...one }) => ({ ...one, arms: Object.fromEntries(arms) }));
  const { half } = values;
  writeFileSync(path, `${JSON.stringify({ embedder: remembered.id, half, measurements: rows })}\n`);
}
