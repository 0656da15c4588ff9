import { existsSync } from "node:fs";
import { join } from "node:path";
import { builtInEmbedder } from "../src/embedders/built-in/built-in-embedder.ts";
import { embedFields } from "../src/embedders/weighted-fields.ts";
import {
  fieldText,
  keywordScores,
  type Measures,
  measure,
  readSuite,
  type RetrievalSuite,
} from "./retrieval-suite.ts";

/** Prints how well the built-in embedder finds what labelled queries ask for, alone and with BM25. */
const FILES = { A: "A_jsdoc2code", B: "B_crosslib", C: "C_mbxp", DEV: "DEV" };

/** Weights of name, description, and parameters with code; `undefined` embeds them as one text, as the store does. */
const FIELD_WEIGHTS: (readonly [number, number, number] | undefined)[] = [
  undefined,
  [1, 1, 1],
  [1, 0.7, 0.7],
  [1, 1, 0.5],
];

/** How much BM25, as a share of its best, counts beside the cosine. */
const KEYWORD_WEIGHTS = [1, 0.5];

const suites = process.env.PORTOLAN_SUITES;
if (!suites || !existsSync(join(suites, "retrieval"))) {
  console.log("Skipped: PORTOLAN_SUITES names no folder with retrieval/ in it.");
} else {
  const embedder = builtInEmbedder();
  console.log(embedder.id);
  console.log("MRR@10 (R@1 R@5)");
  for (const [name, file] of Object.entries(FILES)) {
    const suite = readSuite(join(suites, "retrieval", `${file}.json`));
    const scores = keywordScores(suite);
    const keywords = suite.queries.map((_, query) => shareOfBest(scores(query)));
    line(
      name,
      "BM25 alone",
      measure(suite, (query) => keywords[query] as Float64Array),
    );
    const queries = await embedder.embed(
      suite.queries.map(({ text }) => text),
      "query",
    );
    for (const weights of FIELD_WEIGHTS) {
      const documents = await documentVectors(suite, weights);
      const cosines = queries.map((query) => Float64Array.from(documents, (one) => product(query, one)));
      const title = weights ? `fields ${weights.join(" ")}` : "one text";
      line(
        name,
        `${title}, alone`,
        measure(suite, (query) => cosines[query] as Float64Array),
      );
      for (const share of KEYWORD_WEIGHTS) {
        const both = (query: number) =>
          (cosines[query] as Float64Array).map((cosine, i) => cosine + share * (keywords[query]?.[i] ?? 0));
        line(name, `${title}, + ${share} BM25`, measure(suite, both));
      }
    }
  }
}

async function documentVectors(
  suite: RetrievalSuite,
  weights: readonly [number, number, number] | undefined,
): Promise<Float32Array[]> {
  const parts = suite.docs.map((document) => {
    const text = (field: "name" | "desc" | "params" | "code") => fieldText(suite, document, field);
    return [text("name"), text("desc"), `${text("params")}\n${text("code")}`];
  });
  if (!weights) return builtInEmbedder().embed(parts.map((part) => part.join("\n")));
  const fields = parts.map((part) => part.map((text, i) => ({ text, weight: weights[i] as number })));
  return embedFields(builtInEmbedder(), fields);
}

function line(suite: string, title: string, { mrr, first, five }: Measures): void {
  const [a, b, c] = [mrr, first, five].map((value) => value.toFixed(3).slice(1));
  console.log(`${suite.padEnd(4)} ${title.padEnd(28)} ${a} (${b} ${c})`);
}

function shareOfBest(scores: Float64Array): Float64Array {
  const best = Math.max(...scores) || 1;
  return scores.map((score) => score / best);
}

function product(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, i) => sum + value * (b[i] as number), 0);
}
