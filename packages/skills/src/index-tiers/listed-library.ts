import type { SkillFilter } from "@portolan/core";
import type { CatalogView } from "../catalog/catalog-view.ts";
import type { Library, LibraryQuery, Proposal } from "../search/library.ts";
import { documentOf, type SkillDocument } from "../search/skill-document.ts";
import { type CompiledFilter, compileFilter, passesFilter } from "./compiled-filter.ts";
import type { IndexTier } from "./index-tier.ts";

/** Documents that are kept from one search to the next at most: some ten kilobytes each. */
const MOST_KEPT = 2_000;

/** The listed skills of a catalogue, and an index over them. What it was asked once, it does not read again. */
export class ListedLibrary implements Library {
  readonly #view: CatalogView;
  readonly #tier: IndexTier;
  /** Those of the searches before too, as long as nobody writes to the catalogue. */
  readonly #documents: Map<string, SkillDocument | undefined>;
  readonly #filters = new WeakMap<SkillFilter, CompiledFilter>();
  #signatures: string[] | undefined;

  constructor(view: CatalogView, tier: IndexTier) {
    this.#view = view;
    this.#tier = tier;
    this.#documents = view.database.remembered("documents looked at", () => new Map());
    if (this.#documents.size > MOST_KEPT) this.#documents.clear();
  }

  get size(): number {
    return this.#view.totals.documents;
  }

  propose(query: LibraryQuery): Promise<Proposal[]> {
    return this.#tier.propose(this.#view, query);
  }

  /** Made of what the catalogue keeps of the skill: without hidden cases and verdicts. */
  document(name: string): SkillDocument | undefined {
    if (!this.#documents.has(name)) {
      const id = this.#view.entryNamed(name)?.id;
      // Read at once: by the time that somebody looks, it may be gone.
      const skill = id === undefined ? undefined : this.#view.brief(id);
      this.#documents.set(name, skill && documentOf(skill));
    }
    return this.#documents.get(name);
  }

  signatures(): readonly string[] {
    return (this.#signatures ??= this.#view.signatures());
  }

  withSignature(signature: string): readonly string[] {
    return this.#view.withSignature(signature);
  }

  passes(name: string, filter: SkillFilter): boolean {
    const entry = this.#view.entryNamed(name);
    return entry !== undefined && passesFilter(this.#compiled(filter), entry);
  }

  #compiled(filter: SkillFilter): CompiledFilter {
    let compiled = this.#filters.get(filter);
    if (!compiled) this.#filters.set(filter, (compiled = compileFilter(this.#view, filter)));
    return compiled;
  }
}
