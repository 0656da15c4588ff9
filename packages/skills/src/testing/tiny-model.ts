import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { floatTensor, message, node, valueInfo } from "./onnx-bytes.ts";

const DIMENSION = 32;
const SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"];
const LETTERS = Array.from("abcdefghijklmnopqrstuvwxyz0123456789");
const WORDS = ["sort", "the", "words", "of", "a", "line", "sum", "all", "numbers", "remove", "first", "last"];
const VOCABULARY = [
  ...new Set([...SPECIAL, ...WORDS, ...LETTERS, ...LETTERS.map((letter) => `##${letter}`)]),
];

/**
 * Writes a model folder as transformers.js reads it: a word-piece tokenizer and an encoder of random but fixed weights
 * (embedding, one layer, normalisation). It knows nothing; it proves that a real model would be loaded and run.
 */
export function writeTinyModel(folder: string): void {
  mkdirSync(join(folder, "onnx"), { recursive: true });
  const write = (file: string, value: unknown) => writeFileSync(join(folder, file), JSON.stringify(value));
  write("config.json", {
    model_type: "bert",
    architectures: ["BertModel"],
    hidden_size: DIMENSION,
    vocab_size: VOCABULARY.length,
    num_attention_heads: 1,
    num_hidden_layers: 1,
    max_position_embeddings: 128,
    pad_token_id: 0,
  });
  write("tokenizer.json", tokenizer());
  write("tokenizer_config.json", {
    tokenizer_class: "BertTokenizer",
    model_max_length: 128,
    do_lower_case: true,
    unk_token: "[UNK]",
    sep_token: "[SEP]",
    pad_token: "[PAD]",
    cls_token: "[CLS]",
  });
  writeFileSync(join(folder, "onnx", "model.onnx"), encoder());
}

function tokenizer(): unknown {
  const [cls, sep] = ["[CLS]", "[SEP]"].map((id) => ({ SpecialToken: { id, type_id: 0 } }));
  const text = { Sequence: { id: "A", type_id: 0 } };
  return {
    version: "1.0",
    truncation: null,
    padding: null,
    added_tokens: SPECIAL.map(special),
    normalizer: {
      type: "BertNormalizer",
      clean_text: true,
      handle_chinese_chars: true,
      strip_accents: null,
      lowercase: true,
    },
    pre_tokenizer: { type: "BertPreTokenizer" },
    post_processor: {
      type: "TemplateProcessing",
      single: [cls, text, sep],
      pair: [cls, text, sep],
      special_tokens: {
        "[CLS]": { id: "[CLS]", ids: [2], tokens: ["[CLS]"] },
        "[SEP]": { id: "[SEP]", ids: [3], tokens: ["[SEP]"] },
      },
    },
    decoder: { type: "WordPiece", prefix: "##", cleanup: true },
    model: {
      type: "WordPiece",
      unk_token: "[UNK]",
      continuing_subword_prefix: "##",
      max_input_chars_per_word: 100,
      vocab: Object.fromEntries(VOCABULARY.map((word, id) => [word, id])),
    },
  };
}

function special(content: string, id: number): unknown {
  return { id, content, special: true, single_word: false, lstrip: false, rstrip: false, normalized: false };
}

function encoder(): Uint8Array {
  const next = randomNumbers(42);
  const weights = (count: number) => Array.from({ length: count }, next);
  const ones = Array.from({ length: DIMENSION }, () => 1);
  const graph = message(
    [1, node("Gather", ["embedding", "input_ids"], "embedded")],
    [1, node("MatMul", ["embedded", "weight"], "mixed")],
    [1, node("Tanh", ["mixed"], "bent")],
    [1, node("Add", ["embedded", "bent"], "summed")],
    [1, node("LayerNormalization", ["summed", "scale"], "last_hidden_state")],
    [2, "tiny"],
    [5, floatTensor("embedding", [VOCABULARY.length, DIMENSION], weights(VOCABULARY.length * DIMENSION))],
    [5, floatTensor("weight", [DIMENSION, DIMENSION], weights(DIMENSION * DIMENSION))],
    [5, floatTensor("scale", [DIMENSION], ones)],
    [11, valueInfo("input_ids", 7, ["batch", "sequence"])],
    [12, valueInfo("last_hidden_state", 1, ["batch", "sequence", DIMENSION])],
  );
  const operations = message([1, ""], [2, 17]);
  return message([1, 8], [7, graph], [8, operations]);
}

/** Numbers between -1 and 1, the same for a seed on every machine (mulberry32). */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b_79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 31 - 1;
  };
}
