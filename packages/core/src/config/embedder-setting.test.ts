import { expect, it } from "vitest";
import { parseEmbedderSetting } from "./embedder-setting.ts";

it.each([
  ["built-in", { kind: "built-in" }],
  ["transformers:./models/mine", { kind: "transformers", model: "./models/mine", options: {} }],
  [
    "transformers:Xenova/bge-small-en-v1.5?dtype=q8&pooling=cls&queryPrefix=query%3A%20&allowRemoteModels=true",
    {
      kind: "transformers",
      model: "Xenova/bge-small-en-v1.5",
      options: { dtype: "q8", pooling: "cls", queryPrefix: "query: ", allowRemoteModels: true },
    },
  ],
  [
    "openai:text-embedding-3-small?dimensions=512",
    { kind: "openai", model: "text-embedding-3-small", options: { dimensions: 512 } },
  ],
])("reads %s", (setting, expected) => {
  expect(parseEmbedderSetting(setting)).toEqual(expected);
});

it.each([
  ["magic", /neither built-in/],
  ["transformers:", /neither built-in/],
  ["transformers:m?dtype=tiny", /dtype/],
  ["transformers:m?colour=red", /colour/],
  ["openai:m?dimensions=-3", /dimensions/],
])("refuses %s", (setting, message) => {
  expect(() => parseEmbedderSetting(setting)).toThrow(message);
});
