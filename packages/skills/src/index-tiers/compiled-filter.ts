import { areAllowed, type SkillFilter } from "@portolan/core";
import { knownLabel, labelsWhere } from "../catalog/catalog-labels.ts";
import type { CatalogEntry, CatalogView } from "../catalog/catalog-view.ts";

type Columns = Pick<CatalogEntry, "tags" | "author" | "suite" | "reach">;

/** A filter as numbers of labels; what is absent does not narrow. */
export interface CompiledFilter {
  /** No listed skill can pass. */
  nothing: boolean;
  author?: number;
  suite?: number;
  tags?: ReadonlySet<number>;
  reach?: ReadonlySet<number>;
}

/** Translates a filter, in time that depends on the different lists of tags and tools there are, not on the skills. */
export function compileFilter(view: CatalogView, filter: SkillFilter): CompiledFilter {
  const { status, tags, tools, author, suite } = filter;
  const { database } = view;
  const compiled: CompiledFilter = { nothing: status !== undefined && !status.includes("active") };
  // A label that nobody has is -1, which no row has.
  if (author !== undefined) compiled.author = knownLabel(database, "author", author) ?? -1;
  if (suite !== undefined) compiled.suite = knownLabel(database, "suite", suite) ?? -1;
  if (tags && tags.length > 0)
    compiled.tags = ids(labelsWhere(database, "tags", (list) => tags.every((tag) => list.includes(tag))));
  if (tools) compiled.reach = ids(labelsWhere(database, "reach", (list) => areAllowed(list, tools)));
  return compiled;
}

export function passesFilter(filter: CompiledFilter, row: Columns): boolean {
  return (
    !filter.nothing &&
    (filter.author === undefined || filter.author === row.author) &&
    (filter.suite === undefined || filter.suite === row.suite) &&
    (filter.tags?.has(row.tags) ?? true) &&
    (filter.reach?.has(row.reach) ?? true)
  );
}

export function narrows({ nothing, author, suite, tags, reach }: CompiledFilter): boolean {
  return nothing || [author, suite, tags, reach].some((part) => part !== undefined);
}

function ids(labels: { id: number }[]): Set<number> {
  return new Set(labels.map(({ id }) => id));
}
