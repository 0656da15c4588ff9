import { commentPairs, type DocPair } from "./comment-pairs.ts";
import { descriptionKey, type Exclusions } from "./exclusions.ts";
import { glossPairs } from "./gloss-pairs.ts";
import { packageFiles, type SourcePackage } from "./source-packages.ts";

/** A pair with the package that it comes from. */
export interface CorpusPair extends DocPair {
  source: string;
}

const SOURCE_FILE = /\.(?:d\.ts|[cm]?[jt]s|resi)$/;
const TYPES_FILE = /\.d\.[cm]?ts$/;
/** Bundled work of others, which has licences of its own, and generated files. */
const FOREIGN_FILE = /node_modules|third|vendor|external|lodash|underscore|ramda|min\.[cm]?js$|bundle/i;
const MOST_SCRIPT_BYTES = 2_000_000;

/** The pairs of the packages, each once, without those whose description is excluded. */
export async function readCorpus(
  sources: readonly SourcePackage[],
  exclusions: Exclusions,
): Promise<CorpusPair[]> {
  const pairs = new Map<string, CorpusPair>();
  for (const source of sources) {
    for (const pair of await pairsOfPackage(source)) {
      const said = descriptionKey(pair.summary);
      const key = `${pair.name.toLowerCase()} ${said}`;
      const known = pairs.get(key);
      if (exclusions.has(said) || (known && known.code.length >= pair.code.length)) continue;
      pairs.set(key, { ...pair, source: known?.source ?? source.name });
    }
  }
  return [...pairs.values()];
}

async function pairsOfPackage(source: SourcePackage): Promise<DocPair[]> {
  const files = await packageFiles(source);
  return files.flatMap(({ path, bytes }) => {
    const text = () => Buffer.from(bytes).toString("utf8");
    if (/\/dict\/data\.(?:noun|verb|adj|adv)$/.test(path)) return glossPairs(text());
    const wanted = SOURCE_FILE.test(path) && !FOREIGN_FILE.test(path);
    if (!wanted || (bytes.length > MOST_SCRIPT_BYTES && !TYPES_FILE.test(path))) return [];
    return commentPairs(text());
  });
}
