import { toGradients } from "./contrastive-loss.ts";
import type { Example } from "./examples.ts";
import { type Kernel, makeKernel } from "./kernel.ts";
import { randomNumbers, shuffledBlocks } from "./random-numbers.ts";
import { descriptionBag, documentBag } from "./views.ts";

export interface TrainingSettings {
  dimension: number;
  /** Pairs a step: each description is told from the documents of all the others. */
  batch: number;
  epochs: number;
  /** Falls linearly to a tenth. */
  rate: number;
  temperature: number;
  seed: number;
  /** So many pairs that follow each other in the corpus stay together in a batch: what is alike has to be told apart. */
  neighbours: number;
  /** Share of the dictionary's entries that an epoch sees. */
  glossShare: number;
}

/** What one epoch came to. */
export interface EpochReport {
  epoch: number;
  /** Mean cross-entropy of both directions, in nats. */
  loss: number;
}

/** The first entries, padding and unknown, stay zero. */
const ZERO_ROWS = 2;
const MOST_ENTRIES_A_BAG = 256;
const FIRST_SQUARE = 1e-7;

/**
 * Trains a table of one row an entry of the vocabulary, so that the sum of a description's rows points where the sum of
 * its document's rows points, and away from the other documents of the batch. The same inputs give the same bytes.
 */
export async function trainTable(
  examples: readonly Example[],
  entries: number,
  settings: TrainingSettings,
  onEpoch: (report: EpochReport, table: Float32Array) => void = () => {},
): Promise<Float32Array> {
  const { dimension, batch, epochs } = settings;
  const random = randomNumbers(settings.seed);
  const kernel = await makeKernel(memoryBytes(entries, settings));
  const table = kernel.floats(entries * dimension);
  const squares = kernel.floats(entries * dimension);
  squares.values.fill(FIRST_SQUARE);
  startTable(table.values, examples, settings, random);
  const step = stepper(kernel, { table: table.at, squares: squares.at, ...settings });
  const rated = examples.map(({ gloss }) => gloss);
  for (let epoch = 0; epoch < epochs; epoch++) {
    const order = shuffledBlocks(examples.length, settings.neighbours, random).filter(
      (i) => !rated[i] || random() < settings.glossShare,
    );
    const steps = Math.floor(order.length / batch);
    let loss = 0;
    for (let i = 0; i < steps; i++) {
      const chosen = order.slice(i * batch, (i + 1) * batch).map((index) => examples[index] as Example);
      const done = (epoch + i / steps) / epochs;
      loss += step(chosen, settings.rate * (1 - 0.9 * done), random);
    }
    onEpoch({ epoch: epoch + 1, loss: loss / steps }, table.values);
  }
  return table.values.slice();
}

function memoryBytes(entries: number, { dimension, batch }: TrainingSettings): number {
  const bags = 2 * batch * (MOST_ENTRIES_A_BAG + 2);
  return 4 * (2 * entries * dimension + bags + batch * batch + 4 * batch * (dimension + 1)) + 65_536;
}

/** Rows of chance, shorter for entries that every document has: their share in a sum is their weight. */
function startTable(
  table: Float32Array,
  examples: readonly Example[],
  { dimension }: TrainingSettings,
  random: () => number,
): void {
  const counts = new Float64Array(table.length / dimension);
  for (const { summary, name, code } of examples) {
    for (const id of [...summary, ...name, ...code]) counts[id] = (counts[id] as number) + 1;
  }
  for (let row = ZERO_ROWS; row < counts.length; row++) {
    const rarity = Math.log((3 * examples.length) / ((counts[row] as number) + 10));
    const size = Math.max(0.3, rarity / 6) / Math.sqrt(dimension);
    // The sum of three is close enough to a normal distribution.
    for (let d = 0; d < dimension; d++) {
      table[row * dimension + d] = 2 * size * (random() + random() + random() - 1.5);
    }
  }
}

type Step = (chosen: readonly Example[], rate: number, random: () => number) => number;

function stepper(kernel: Kernel, options: TrainingSettings & { table: number; squares: number }): Step {
  const { table, squares, dimension, batch, temperature } = options;
  const side = () => ({
    ids: kernel.integers(batch * MOST_ENTRIES_A_BAG),
    starts: kernel.integers(batch + 1),
    vectors: kernel.floats(batch * dimension),
    gradients: kernel.floats(batch * dimension),
    norms: kernel.floats(batch),
  });
  const [descriptions, documents] = [side(), side()];
  const products = kernel.floats(batch * batch);
  const { encode, similarities, weightedSums, update } = kernel.run;
  return (chosen, rate, random) => {
    const bags = chosen.map((example) => descriptionBag(example, random));
    fill(descriptions, bags);
    fill(
      documents,
      chosen.map((example, i) => documentBag(example, bags[i] as number[], random)),
    );
    for (const { ids, starts, vectors, norms } of [descriptions, documents]) {
      encode(table, ids.at, starts.at, batch, dimension, vectors.at, norms.at);
    }
    similarities(
      descriptions.vectors.at,
      documents.vectors.at,
      batch,
      dimension,
      1 / temperature,
      products.at,
    );
    const loss = toGradients(products.values, chosen, temperature);
    weightedSums(products.at, documents.vectors.at, batch, dimension, false, descriptions.gradients.at);
    weightedSums(products.at, descriptions.vectors.at, batch, dimension, true, documents.gradients.at);
    for (const { ids, starts, vectors, norms, gradients } of [descriptions, documents]) {
      const bagAddresses = [ids.at, starts.at, batch, dimension] as const;
      update(table, squares, ...bagAddresses, vectors.at, norms.at, gradients.at, rate);
    }
    return loss;
  };
}

function fill(side: { ids: { values: Int32Array }; starts: { values: Int32Array } }, bags: number[][]): void {
  let at = 0;
  for (const [i, bag] of bags.entries()) {
    side.starts.values[i] = at;
    const kept = bag.slice(0, MOST_ENTRIES_A_BAG);
    side.ids.values.set(kept, at);
    at += kept.length;
  }
  side.starts.values[bags.length] = at;
}
