import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { floatTensor, message, node, rawTensor, valueInfo } from "../src/testing/onnx-bytes.ts";
import type { QuantizedTable } from "./quantize.ts";
import { PADDING, UNKNOWN } from "./vocabulary.ts";

const MOST_WORDS = 1_024;

/** ONNX's number for the element type of packed entries. */
const UINT8 = 2;

/**
 * Writes a table as a model that transformers.js loads: a word-piece tokenizer over words that are already stems, and a
 * graph that looks rows up. Beside it `table.json` says what it is, so that nothing else need be read to know its space.
 */
export function writeModel(folder: string, vocabulary: readonly string[], table: QuantizedTable): void {
  const { dimension } = table;
  const write = (file: string, value: unknown) =>
    writeFileSync(join(folder, file), `${JSON.stringify(value)}\n`);
  const weights = graphBytes(vocabulary.length, table);
  const tokenizer = tokenizerOf(vocabulary);
  mkdirSync(join(folder, "onnx"), { recursive: true });
  write("config.json", {
    model_type: "bert",
    architectures: ["BertModel"],
    hidden_size: dimension,
    vocab_size: vocabulary.length,
    num_attention_heads: 1,
    num_hidden_layers: 1,
    max_position_embeddings: MOST_WORDS,
    pad_token_id: 0,
  });
  write("tokenizer.json", tokenizer);
  write("tokenizer_config.json", {
    tokenizer_class: "BertTokenizer",
    model_max_length: MOST_WORDS,
    do_lower_case: false,
    unk_token: UNKNOWN,
    pad_token: PADDING,
  });
  writeFileSync(join(folder, "onnx", "model_quantized.onnx"), weights);
  const digest = createHash("sha256").update(weights).update(JSON.stringify(tokenizer)).digest("hex");
  write("table.json", { digest: digest.slice(0, 12), dimension, entries: vocabulary.length });
}

function tokenizerOf(vocabulary: readonly string[]): unknown {
  const flags = { special: true, single_word: false, lstrip: false, rstrip: false, normalized: false };
  return {
    version: "1.0",
    truncation: null,
    padding: null,
    added_tokens: [PADDING, UNKNOWN].map((content, id) => ({ id, content, ...flags })),
    normalizer: null,
    pre_tokenizer: { type: "WhitespaceSplit" },
    post_processor: null,
    decoder: { type: "WordPiece", prefix: "##", cleanup: false },
    model: {
      type: "WordPiece",
      unk_token: UNKNOWN,
      continuing_subword_prefix: "##",
      max_input_chars_per_word: 100,
      vocab: Object.fromEntries(vocabulary.map((entry, id) => [entry, id])),
    },
  };
}

/** Two entries a byte: the first half of a row in the high four bits, the second half in the low four. */
function graphBytes(entries: number, { packed, scales, dimension }: QuantizedTable): Uint8Array {
  const graph = message(
    [1, node("Gather", ["packed", "input_ids"], "bytes")],
    [1, node("Cast", ["bytes"], "numbers", [["to", 1]])],
    [1, node("Mul", ["numbers", "sixteenth"], "shifted")],
    [1, node("Floor", ["shifted"], "high")],
    [1, node("Mul", ["high", "sixteen"], "high_part")],
    [1, node("Sub", ["numbers", "high_part"], "low")],
    [1, node("Concat", ["high", "low"], "both", [["axis", 2]])],
    [1, node("Sub", ["both", "eight"], "signed")],
    [1, node("Gather", ["scales", "input_ids"], "scale")],
    [1, node("Mul", ["signed", "scale"], "last_hidden_state")],
    [2, "table"],
    [5, rawTensor("packed", UINT8, [entries, dimension / 2], packed)],
    [5, floatTensor("scales", [entries, 1], [...scales])],
    [5, floatTensor("sixteenth", [], [1 / 16])],
    [5, floatTensor("sixteen", [], [16])],
    [5, floatTensor("eight", [], [8])],
    [11, valueInfo("input_ids", 7, ["batch", "sequence"])],
    [12, valueInfo("last_hidden_state", 1, ["batch", "sequence", dimension])],
  );
  return message([1, 8], [7, graph], [8, message([1, ""], [2, 17])]);
}
