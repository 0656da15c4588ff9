const common = new Set(
  "the and for with that this from into its are all each whose which when where than then returns return given".split(
    " ",
  ),
);

/** The words of a text that tell what it is about, in their plainest form, so that `numbers` and `number` are one. */
export function goalWords(text: string): Set<string> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return new Set(
    words
      .filter((word) => word.length > 2 && !common.has(word))
      .map((word) => word.replace(/(?<=..[^s])s$/, "")),
  );
}

/** How many of the words of one set are in another, from 0 to 1; 0 for none. */
export function shareOf(words: ReadonlySet<string>, others: ReadonlySet<string>): number {
  if (words.size === 0) return 0;
  return [...words].filter((word) => others.has(word)).length / words.size;
}
