import * as fc from "fast-check";

/** Letters, digits, spaces, or anything else. */
const runs = /\p{L}+|\p{N}+|\s+|[^\p{L}\p{N}\s]+/gu;
const mostTemplates = 8;

/**
 * Texts that are written as the given ones are: the same runs of letters, digits and marks in the same order, with other letters
 * and digits in them; some with a piece more or less.
 */
export function nearText(seen: readonly string[]): fc.Arbitrary<string> {
  const texts = [...new Set(seen)];
  if (texts.length === 0) return fc.string({ maxLength: 12 });
  const alphabet = [...new Set(texts.join(""))].toSorted();
  if (alphabet.length === 0) return fc.constantFrom(...texts);
  const pool = Map.groupBy(
    texts.flatMap((text) => text.match(runs) ?? []),
    kindOf,
  );
  const templates = spread(texts, mostTemplates).map((text) => templated(text, pool));
  const lengths = texts.map((text) => text.length);
  const minLength = Math.min(...lengths);
  const drawn = fc.string({
    unit: fc.constantFrom(...alphabet),
    minLength,
    maxLength: Math.max(...lengths) + 1,
  });
  // One mark is a separator or the like: other letters would be no longer near.
  if (Math.max(...lengths) <= 1) return fc.constantFrom(...texts);
  return fc.oneof(
    { weight: 5, arbitrary: fc.oneof(...templates) },
    { weight: 2, arbitrary: shortened(texts, minLength) },
    { weight: 1, arbitrary: joined(texts, pool) },
    ...(hasMarks(texts) ? [] : [{ weight: 2, arbitrary: drawn }]),
  );
}

/** Evenly spread over a list, not more than so many. */
function spread<T>(items: readonly T[], limit: number): T[] {
  const step = Math.max(1, items.length / limit);
  return Array.from({ length: Math.min(limit, items.length) }, (_, i) => items[Math.floor(i * step)] as T);
}

/** The text with each run of letters or digits replaced by another one; marks and spaces stay. */
function templated(text: string, pool: ReadonlyMap<string, readonly string[]>): fc.Arbitrary<string> {
  const parts = (text.match(runs) ?? []).map((run) => {
    const others = pool.get(kindOf(run)) ?? [run];
    if (/^\p{N}/u.test(run)) return fc.oneof(fc.constant(run), digits(run), fc.constantFrom(...others));
    if (/^\p{L}/u.test(run)) return fc.oneof(fc.constant(run), fc.constantFrom(...others), scrambled(run));
    return fc.constant(run);
  });
  return fc.tuple(...parts).map((chosen) => chosen.join(""));
}

/** As many digits; none before them is 0 that was none before. */
function digits(run: string): fc.Arbitrary<string> {
  const first = run.startsWith("0") || run.length === 1 ? 0 : 10 ** (run.length - 1);
  if (run.length > 9) return fc.constant(run);
  return fc
    .integer({ min: first, max: 10 ** run.length - 1 })
    .map((n) => String(n).padStart(run.length, "0"));
}

/** The letters of a word in another order: of the same case and alphabet. */
function scrambled(run: string): fc.Arbitrary<string> {
  const used = Array.from(run);
  const first = fc.constant(used[0] as string);
  if (used.length === 1) return first;
  return fc
    .tuple(
      first,
      fc.string({ unit: fc.constantFrom(...used.slice(1)), minLength: 1, maxLength: used.length }),
    )
    .map((two) => two.join(""));
}

/** A given text without one of its characters or its end. */
function shortened(texts: readonly string[], minLength: number): fc.Arbitrary<string> {
  const longer = texts.filter((text) => text.length > Math.max(minLength, 1));
  if (longer.length === 0) return fc.constantFrom(...texts);
  return fc.tuple(fc.constantFrom(...longer), fc.nat({ max: 40 }), fc.boolean()).map(([text, at, isEnd]) => {
    const letters = Array.from(text);
    const place = at % letters.length;
    return isEnd && place >= minLength
      ? letters.slice(0, Math.max(place, 1)).join("")
      : letters.toSpliced(place, 1).join("");
  });
}

/** A given text with one more of its own runs, where there are several. */
function joined(
  texts: readonly string[],
  pool: ReadonlyMap<string, readonly string[]>,
): fc.Arbitrary<string> {
  return fc.tuple(fc.constantFrom(...texts), fc.nat({ max: 20 })).map(([text, at]) => {
    const parts = text.match(runs) ?? [];
    if (parts.length < 3) return `${text}${(pool.get(kindOf(parts[0] ?? "")) ?? [""])[at % 3] ?? ""}`;
    const place = at % (parts.length - 1);
    return parts.toSpliced(place, 0, parts[place] as string, parts[place + 1] as string).join("");
  });
}

/** Several kinds of runs in most texts: a format, which letters drawn at random would not keep. */
function hasMarks(texts: readonly string[]): boolean {
  return texts.filter((text) => (text.match(runs) ?? []).length > 1).length * 2 > texts.length;
}

/** Runs that may stand for one another: of letters of the same case, or of digits. */
function kindOf(run: string): string {
  if (/^\p{Lu}+$/u.test(run)) return run.length > 1 ? "UPPER" : "Title";
  if (/^\p{Lu}/u.test(run)) return "Title";
  if (/^\p{L}/u.test(run)) return "lower";
  if (/^\p{N}/u.test(run)) return "digits";
  return run;
}
