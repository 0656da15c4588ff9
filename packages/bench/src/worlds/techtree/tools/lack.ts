import { ToolFailure } from "@portolan/core";

/** One thing that a tool needs and does not have. */
export interface Lack {
  /** What would help, by name: an item or a place. */
  name: string;
  /** How many of it are not there. */
  count: number;
  /** How many are needed in all; as many as are missing when absent. */
  needed?: number;
  /** How to say it where `3 more velmet` does not. */
  text?: string;
}

/**
 * The failure of a tool that lacks something, all of it at once: `missing` the names, `counts` how many of each are not there,
 * `needs` how many are needed in all.
 */
export function lacking(what: string, lacks: readonly Lack[]): ToolFailure {
  const said = lacks.map(({ name, count, text }) => text ?? `${count} more ${name}`);
  return new ToolFailure(`cannot ${what}: needs ${said.join(", ")}`, {
    missing: lacks.map(({ name }) => name),
    counts: Object.fromEntries(lacks.map(({ name, count }) => [name, count])),
    needs: Object.fromEntries(lacks.map(({ name, count, needed = count }) => [name, needed])),
  });
}

/** The failure of a tool that will never do this, whatever one has. */
export function noWay(what: string): ToolFailure {
  return new ToolFailure(`no way to ${what}`, null);
}

/** The failure of a tool whose yield there is no room for. */
export function noRoom(what: string): ToolFailure {
  return new ToolFailure(`cannot ${what}: the inventory is full`, { full: true });
}

/** `a brank`, `an orrin-drun`. */
export function withArticle(name: string): string {
  return `${/^[aeiou]/.test(name) ? "an" : "a"} ${name}`;
}
