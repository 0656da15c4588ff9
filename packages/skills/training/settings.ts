import type { TrainingSettings } from "./train-table.ts";
import type { VocabularyLimits } from "./vocabulary.ts";

/** Chosen on the development set and on packages held out of training; `docs/results/embedder.md` has what was tried. */
export const trainingSettings: TrainingSettings = {
  dimension: 256,
  batch: 512,
  epochs: 12,
  rate: 0.03,
  temperature: 0.09,
  neighbours: 64,
  seed: 1,
  glossShare: 0.5,
};

/** The model has to stay under four megabytes. */
export const vocabularyLimits: VocabularyLimits = {
  leastCount: 4,
  words: 20_000,
  pieces: 1_500,
  compounds: 1_000,
};
