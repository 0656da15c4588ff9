import { nearestNames } from "@portolan/core/names";

/** What there is instead of a name that is missing: the names, likeliest first, and a clause that says so. */
export interface Instead {
  available: string[];
  clause: string;
}

/** How names are offered. */
export interface OfferOptions {
  /** Somebody else's guess. */
  likeliest?: string | undefined;
  /** The part of a name by which it is like another; all of it when absent. */
  wordOf?: (name: string) => string;
  /** Offer nothing rather than names that are not like the missing one, unless they are few. */
  onlyAlike?: boolean;
}

const mostNames = 8;
const mostNameChars = 80;
const mostConsidered = 2_000;

/**
 * The names to offer for one that is missing: all of them when they are few, else those that are like it, else the first. The
 * same names give the same offer, in whatever order they come.
 */
export function insteadOf(
  missing: string,
  names: Iterable<string>,
  { likeliest, wordOf = (name) => name, onlyAlike = false }: OfferOptions = {},
): Instead | undefined {
  const all = [...new Set(names)]
    .filter((name) => name !== missing && name.length <= mostNameChars)
    .toSorted()
    .slice(0, mostConsidered);
  const guesses = likeliest !== undefined && all.includes(likeliest) ? [likeliest] : [];
  const words = nearestNames(wordOf(missing).slice(0, mostNameChars), all.map(wordOf));
  const near = [
    ...new Set([...guesses, ...words.flatMap((word) => all.filter((name) => wordOf(name) === word))]),
  ].slice(0, mostNames);
  const few = all.length <= mostNames;
  const others = few || (near.length === 0 && !onlyAlike) ? all.filter((name) => !near.includes(name)) : [];
  const shown = others.slice(0, mostNames - near.length);
  if (near.length + shown.length === 0) return undefined;
  const more = others.length > shown.length ? `, and ${others.length - shown.length} more` : "";
  const guess = near.length > 0 ? [`Did you mean ${near.join(", ")}?`] : [];
  const rest =
    shown.length > 0 ? [`There is${near.length > 0 ? " also" : ""}: ${shown.join(", ")}${more}.`] : [];
  return { available: [...near, ...shown], clause: [...guess, ...rest].join(" ") };
}

/** The modules to offer for one that is missing: what they have in common, as `#skills/`, makes none of them likelier. */
export function moduleInsteadOf(missing: string, linked: Iterable<string>): Instead | undefined {
  return insteadOf(missing, linked, {
    wordOf: (specifier) => specifier.slice(specifier.lastIndexOf("/") + 1),
  });
}
