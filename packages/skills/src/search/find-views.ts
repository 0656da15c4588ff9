import type { Embedder, SkillQuery } from "@portolan/core";
import type { BehaviourView } from "./behaviour-view.ts";
import type { FittingSignatures } from "./fitting-signatures.ts";
import { fuseViews } from "./fuse-views.ts";
import { stem, tellingWords } from "./identifier-tokens.ts";
import type { Library, LibraryQuery } from "./library.ts";
import { signatureView } from "./signature-view.ts";
import { textView } from "./text-view.ts";
import { vectorView } from "./vector-view.ts";
import type { View } from "./view.ts";

/** Skills that text and vector may propose each: far more than any search shows, so that the cut decides nothing. */
const PROPOSALS = 200;

/** What the views look with. */
export interface SearchTools {
  embedder: Embedder;
  fitting: FittingSignatures;
  behaviour: BehaviourView | undefined;
  /** When the search began, as `performance.now()` has it; now when absent. */
  startedAt?: number;
}

/** What every view finds that the query says something to. */
export async function findViews(query: SkillQuery, library: Library, tools: SearchTools): Promise<View[]> {
  const { text, signature, examples = [], filter = {} } = query;
  const proposals = await library.propose(await libraryQuery(query, tools.embedder));
  const views: View[] = [
    { name: "text", findings: textView(text, library, proposals) },
    { name: "vector", findings: vectorView(proposals) },
  ];
  if (signature !== undefined) {
    const worded = fuseViews(views).map(({ name }) => name);
    const findings = await signatureView(signature, library, { worded, fitting: tools.fitting, filter });
    views.push({ name: "signature", findings });
  }
  if (tools.behaviour && examples.length > 0) {
    const likely = fuseViews(views);
    const findings = await tools.behaviour.find(examples, likely, library, filter, tools.startedAt);
    views.push({ name: "behaviour", findings });
  }
  return views;
}

async function libraryQuery({ text, filter = {} }: SkillQuery, embedder: Embedder): Promise<LibraryQuery> {
  const [vector] = await embedder.embed([text], "query");
  // A vector of zeros is as near to everything as to nothing: the embedder knew no word.
  const known = vector?.some((value) => value !== 0) ? vector : undefined;
  return { tokens: [...new Set(tellingWords(text).map(stem))], vector: known, filter, limit: PROPOSALS };
}
