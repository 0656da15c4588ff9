import { type Embedder, type Match, PortolanError, type SkillQuery } from "@portolan/core";
import { closureCheck } from "../store/pins.ts";
import type { SkillFolders } from "../store/skill-folders.ts";
import { guardedEmbedder } from "./guarded-embedder.ts";
import { stem, tellingWords } from "./identifier-tokens.ts";
import type { Library, Proposal } from "./library.ts";
import { FUSION, type Fused, fuseRanks } from "./rank-fusion.ts";
import { signatureView } from "./signature-view.ts";
import { textView } from "./text-view.ts";
import { usesView } from "./uses-view.ts";
import { rankByValue, type View } from "./view.ts";

const DEFAULT_LIMIT = 10;

/** The index is asked for more than takes part, so that its own cut decides nothing. */
const INDEX_LIMIT = 2 * FUSION.depth;

/** Searches a library by text, vector and signature; the same library gives the same matches whatever the index went through. */
export class SkillSearch {
  readonly #embedder: Embedder;
  readonly #folders: SkillFolders;
  readonly #library: () => Promise<Library>;

  constructor(options: { embedder: Embedder; library: () => Promise<Library> }, folders: SkillFolders) {
    this.#embedder = guardedEmbedder(options.embedder);
    this.#library = options.library;
    this.#folders = folders;
  }

  async search(query: SkillQuery): Promise<Match[]> {
    const library = await this.#library();
    if (library.size === 0) return [];
    const [vector] = await this.#embedder.embed([query.text]);
    const proposals = await library.propose({
      tokens: [...new Set(tellingWords(query.text).map(stem))],
      vector: vector?.some((value) => value !== 0) ? vector : undefined,
      filter: query.filter ?? {},
      limit: INDEX_LIMIT,
    });
    const views = viewsOf(query, library, proposals);
    const fused = fuseRanks([...views, { name: "uses", findings: usesView(fuseRanks(views), library) }]);
    return this.#matches(fused, query.limit ?? DEFAULT_LIMIT);
  }

  /** The best that still are whole and active, with all that they call, when read in full. */
  #matches(fused: Fused[], limit: number): Match[] {
    const matches: Match[] = [];
    const problemOf = closureCheck((name) => this.#folders.read(name));
    for (const { name, score, reasons } of fused) {
      if (matches.length >= limit) break;
      const skill = this.#folders.read(name);
      if (!skill || skill instanceof PortolanError || skill.status !== "active") continue;
      if (problemOf(skill) === undefined) matches.push({ skill, score, reasons });
    }
    return matches;
  }
}

function viewsOf(query: SkillQuery, library: Library, proposals: Proposal[]): View[] {
  const vector = proposals
    .map(({ name, cosine }) => ({ name, value: Number(cosine.toFixed(5)) }))
    .filter(({ value }) => value > 0)
    .map((finding) => ({ ...finding, note: finding.value.toFixed(2) }));
  return [
    { name: "text", findings: textView(query.text, library, proposals) },
    { name: "vector", findings: rankByValue(vector) },
    { name: "signature", findings: query.signature ? signatureView(query.signature, library) : [] },
  ];
}
