import type { Embedder } from "@portolan/core";
import { expect, it } from "vitest";
import { embedDocuments } from "./embed-documents.ts";

const vectors: Record<string, number[]> = {
  name: [1, 0],
  description: [0, 1],
  "long code": [0, 1],
  unknown: [0, 0],
};
const asked: string[] = [];
const embedder: Embedder = {
  id: "of-words",
  dimension: 2,
  embed: async (texts) => {
    asked.push(...texts);
    return texts.map((text) => Float32Array.from(vectors[text] ?? [0, 0]));
  },
};

it("lets name, description and code count the same, and asks for no empty text", async () => {
  const documents = [
    ["name", "description", "long code"],
    ["name", " ", ""],
    ["unknown", "", ""],
  ];
  const found = await embedDocuments(
    embedder,
    documents.map((fields) => ({ fields })),
  );
  expect(found.map((vector) => [...vector])).toEqual([
    [expect.closeTo(1 / Math.sqrt(5)), expect.closeTo(2 / Math.sqrt(5))],
    [1, 0],
    [0, 0],
  ]);
  expect(asked).toEqual(["name", "description", "long code", "unknown"]);
});
