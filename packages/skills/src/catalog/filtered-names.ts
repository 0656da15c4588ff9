import { areAllowed, type SkillFilter, typesOf } from "@portolan/core";
import type { SQLInputValue } from "node:sqlite";
import { knownLabel, labelsWhere } from "./catalog-labels.ts";
import type { CatalogView } from "./catalog-view.ts";

/** Whether a filter leaves out more than statuses and aliases do. */
export function narrows({ tags = [], tools, author, suite, types }: SkillFilter): boolean {
  return tags.length > 0 || [tools, author, suite, types].some((part) => part !== undefined);
}

/** Finds which skills pass a filter, without reading their folders: what `list` would give. */
export class FilteredNames {
  /** Numbers of signatures by their types, of one catalogue, up to one of its labels. */
  #signatures = { instance: "", last: 0, byTypes: new Map<string, number[]>() };

  /** In order of name. */
  names(view: CatalogView, filter: SkillFilter): string[] {
    const { where, values } = this.#condition(view, filter);
    const rows = view.database.all(`SELECT name FROM skills WHERE ${where} ORDER BY name`, ...values);
    return rows.map(({ name }) => String(name));
  }

  count(view: CatalogView, filter: SkillFilter): number {
    const { where, values } = this.#condition(view, filter);
    return Number(view.database.one(`SELECT count(*) AS n FROM skills WHERE ${where}`, ...values)?.n);
  }

  #condition(view: CatalogView, filter: SkillFilter): { where: string; values: SQLInputValue[] } {
    const { status = ["active"], aliases = false, tags = [], tools, author, suite, types } = filter;
    const { database } = view;
    const parts: string[] = [];
    const values: SQLInputValue[] = [];
    const among = (column: string, allowed: readonly (string | number | undefined)[]): void => {
      parts.push(`${column} IN (SELECT value FROM json_each(?))`);
      values.push(JSON.stringify(allowed.filter((one) => one !== undefined)));
    };
    among("status", status);
    if (!aliases) parts.push("alias_of IS NULL");
    if (author !== undefined) among("author", [knownLabel(database, "author", author)]);
    if (suite !== undefined) among("suite", [knownLabel(database, "suite", suite)]);
    if (types !== undefined) among("signature", this.#withTypes(view, types));
    const lists = (kind: "tags" | "reach", passes: (list: string[]) => boolean): void => {
      const labels = labelsWhere(database, kind, passes);
      among(
        kind,
        labels.map(({ id }) => id),
      );
    };
    if (tags.length > 0) lists("tags", (list) => tags.every((tag) => list.includes(tag)));
    if (tools) lists("reach", (list) => areAllowed(list, tools));
    return { where: parts.join(" AND "), values };
  }

  /** A label stays what it is: only those that are new since the last question are parsed. */
  #withTypes(view: CatalogView, types: string): readonly number[] {
    if (this.#signatures.instance !== view.instance)
      this.#signatures = { instance: view.instance, last: 0, byTypes: new Map() };
    const known = this.#signatures;
    const rows = view.database.all(
      "SELECT id, text FROM labels WHERE id > ? AND kind = 'signature' ORDER BY id",
      known.last,
    );
    for (const { id, text } of rows) {
      const key = typesOf(String(text));
      known.byTypes.set(key, [...(known.byTypes.get(key) ?? []), Number(id)]);
      known.last = Number(id);
    }
    return known.byTypes.get(types) ?? [];
  }
}
