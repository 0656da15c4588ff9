import { describe, expect, it } from "vitest";
import type { Embedder } from "../skills/embedder.ts";

const TEXTS = [
  "sort the words of a line",
  "sort words",
  "the sum of all numbers",
  "sort the words of a line",
];

/**
 * What every embedder must do.
 * @param known texts of which it knows at least one word
 */
export function embedderConformance(
  name: string,
  make: () => Embedder | Promise<Embedder>,
  known: readonly string[] = TEXTS,
): void {
  describe(`${name} is an embedder`, () => {
    it("names its space and keeps its dimension", async () => {
      const embedder = await make();
      expect(embedder.id).not.toBe("");
      const vectors = await embedder.embed([...known]);
      expect(vectors.map(({ length }) => length)).toEqual(known.map(() => embedder.dimension));
    });

    it("returns unit vectors of finite numbers", async () => {
      for (const vector of await (await make()).embed([...known])) {
        expect(Math.hypot(...vector)).toBeCloseTo(1, 4);
      }
    });

    it("returns a vector a text, and none for none", async () => {
      const embedder = await make();
      expect(await embedder.embed([])).toEqual([]);
      expect(await embedder.embed([known[0] as string])).toHaveLength(1);
    });

    it("takes a document when nothing else is said, and takes queries", async () => {
      const embedder = await make();
      const [plain] = await embedder.embed([known[0] as string]);
      const [document] = await embedder.embed([known[0] as string], "document");
      const [query] = await embedder.embed([known[0] as string], "query");
      expect(cosine(plain as Float32Array, document as Float32Array)).toBeGreaterThan(0.9999);
      expect(query).toHaveLength(embedder.dimension);
      expect(Math.hypot(...(query as Float32Array))).toBeCloseTo(1, 4);
    });

    it("takes a text without any word", async () => {
      const embedder = await make();
      const [vector] = await embedder.embed([""]);
      expect(vector).toHaveLength(embedder.dimension);
      expect([...(vector as Float32Array)].every(Number.isFinite)).toBe(true);
    });

    it("gives a text the same vector alone, in a batch, and from another instance", async () => {
      const embedder = await make();
      const batch = await embedder.embed([...known]);
      for (const [i, text] of known.entries()) {
        const [alone] = await embedder.embed([text]);
        const [other] = await (await make()).embed([text]);
        expect(cosine(batch[i] as Float32Array, alone as Float32Array)).toBeGreaterThan(0.9999);
        expect(cosine(batch[i] as Float32Array, other as Float32Array)).toBeGreaterThan(0.9999);
      }
    });

    it("tells different texts apart", async () => {
      const [a, b] = await (await make()).embed([known[0] as string, known[2] as string]);
      expect(cosine(a as Float32Array, b as Float32Array)).toBeLessThan(0.9999);
    });
  });
}

function cosine(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, i) => sum + value * (b[i] as number), 0);
}
