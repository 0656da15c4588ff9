import type { Example } from "./examples.ts";

const DESCRIPTION_DROPOUT = 0.1;
const DETAILS_SHARE = 0.15;
/** How often a document is seen as what another package says of a function of its name. */
const PARAPHRASE_SHARE = 0.4;
/** How often, and how much of, the words that both sides share is left out: what remains has to be learned by meaning. */
const OVERLAP_SHARE = 0.5;
const OVERLAP_DROPOUT = 0.5;

/** A description as a query may put it: some words are missing, sometimes the details are there. */
export function descriptionBag(example: Example, random: () => number): number[] {
  const { summary, details } = example;
  const words = random() < DETAILS_SHARE ? [...summary, ...details] : summary;
  const kept = words.filter(() => random() >= DESCRIPTION_DROPOUT);
  return kept.length > 0 ? kept : summary;
}

/** What is seen of a document this time: its name, with more or less of the rest. */
export function documentBag(example: Example, description: number[], random: () => number): number[] {
  const { name, params, details, code } = example;
  const { paraphrases } = example;
  if (paraphrases.length > 0 && random() < PARAPHRASE_SHARE) {
    const other = paraphrases[Math.floor(random() * paraphrases.length)] as number[];
    return random() < 0.5 ? other : [...new Set([...name, ...other])];
  }
  const view = random();
  const words =
    view < 0.3
      ? name
      : view < 0.5
        ? [...name, ...params, ...details]
        : view < 0.8
          ? [...name, ...params, ...code]
          : [...name, ...params, ...code, ...details];
  const unique = [...new Set(words)];
  if (random() >= OVERLAP_SHARE) return unique;
  const shared = new Set(description);
  const kept = unique.filter((id) => !shared.has(id) || random() >= OVERLAP_DROPOUT);
  return kept.length > 0 ? kept : unique;
}
