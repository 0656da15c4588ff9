import { cachedEmbedder } from "../embedders/cached-embedder.ts";
import { letterEmbedder } from "./letter-embedder.ts";

/** A process of its own for tests: embeds `count` texts into a cache, and says after each batch how far it is. */
const [, , folder, count, start = "0"] = process.argv as [string, string, string, string, string?];
const texts = Array.from({ length: Number(count) }, (_, i) => `text number ${Number(start) + i}`);
const inner = letterEmbedder();
const slow: typeof inner = {
  ...inner,
  embed: async (part, as) => {
    await new Promise((resolve) => setTimeout(resolve, 5));
    return inner.embed(part, as);
  },
};
const onProgress = ({ done }: { done: number }) => process.stdout.write(`${done}\n`);
await cachedEmbedder(slow, folder, { batch: 8, onProgress }).embed(texts);
