import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readCorpus } from "./corpus.ts";
import { makeExamples } from "./examples.ts";
import { readExclusions } from "./exclusions.ts";
import { modelCard } from "./model-card.ts";
import { quantize } from "./quantize.ts";
import { trainingSettings, vocabularyLimits } from "./settings.ts";
import { sourcePackages } from "./source-packages.ts";
import { trainTable } from "./train-table.ts";
import { writeModel } from "./write-model.ts";

/** Trains the built-in embedder anew, from the packages of `sources.json` to the files in `models/`. */
const folder = fileURLToPath(new URL("../models/portolan-words/", import.meta.url));
const suites = process.env.PORTOLAN_SUITES;

const sources = sourcePackages();
const exclusions = readExclusions(suites && join(suites, "retrieval"));
const corpus = await readCorpus(sources, exclusions);
exclusions.save();
const { vocabulary, examples } = makeExamples(corpus, vocabularyLimits);
console.log(`${corpus.length} pairs, ${vocabulary.length} entries`);
let last = Number.NaN;
const table = await trainTable(examples, vocabulary.length, trainingSettings, ({ epoch, loss }) => {
  last = loss;
  console.log(`epoch ${epoch} of ${trainingSettings.epochs}: loss ${loss.toFixed(4)}`);
});
writeModel(folder, vocabulary, quantize(table, trainingSettings.dimension));
const pairs = new Map<string, number>();
for (const { source } of corpus) pairs.set(source, (pairs.get(source) ?? 0) + 1);
const facts = { entries: vocabulary.length, settings: trainingSettings, loss: last, sources, pairs };
writeFileSync(join(folder, "README.md"), modelCard(facts));
