import type { CatalogView, NamedDocument } from "../catalog/catalog-view.ts";

/** A skill and its vector, as they are measured. */
export interface KnownDocument extends NamedDocument {
  vector?: Float32Array;
}

/** So many, at about 2 kB each. */
const MOST_KNOWN = 8_192;

/**
 * Documents that were measured lately, so that those that many searches find are read from SQLite once. It is brought level with the
 * catalogue whenever it is asked: what changed is forgotten.
 */
export class KnownDocuments {
  readonly #documents = new Map<string, KnownDocument>();
  #instance: string | undefined;
  #seq = 0;

  /** Those of these names that are known, by name. */
  of(view: CatalogView, names: readonly string[]): Map<string, KnownDocument> {
    this.#level(view);
    const found = new Map<string, KnownDocument>();
    for (const name of names) {
      const document = this.#documents.get(name);
      if (!document) continue;
      found.set(name, document);
      // The one that was asked for longest ago is the first of the map.
      this.#documents.delete(name);
      this.#documents.set(name, document);
    }
    return found;
  }

  /** Keeps what was read of this very view. */
  keep(view: CatalogView, documents: readonly KnownDocument[]): void {
    if (view.instance !== this.#instance || view.seq !== this.#seq) return;
    for (const document of documents) this.#documents.set(document.name, document);
    for (const name of this.#documents.keys()) {
      if (this.#documents.size <= MOST_KNOWN) return;
      this.#documents.delete(name);
    }
  }

  #level(view: CatalogView): void {
    const { instance, seq } = view;
    if (instance === this.#instance && seq === this.#seq) return;
    if (instance === this.#instance) {
      for (const { name } of view.changesSince(this.#seq)) this.#documents.delete(name);
    } else this.#documents.clear();
    this.#instance = instance;
    this.#seq = seq;
  }
}
