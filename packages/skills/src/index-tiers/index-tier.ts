import type { CatalogView } from "../catalog/catalog-view.ts";
import type { LibraryQuery, Proposal } from "../search/library.ts";

/** A way of finding skills by text and vector. Both give the same proposals, up to what the second does not find. */
export interface IndexTier extends AsyncDisposable {
  /** Takes in what changed in the catalogue; embeds what it has no vector of. */
  catchUp(view: CatalogView): Promise<void>;
  propose(view: CatalogView, query: LibraryQuery): Promise<Proposal[]>;
  /** What can wait until an answer is out: segments are written, tables compacted. */
  maintain(): Promise<void>;
}
