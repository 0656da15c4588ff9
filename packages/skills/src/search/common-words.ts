/** English words that join others and say nothing themselves; in a library of code they are rare, so rarity misjudges them. */
const COMMON_WORDS = new Set(
  (
    "a about all also an and any are as at be been both but by can could did do does each either else every for from had has " +
    "have having he her his how i if in into is it its may me more most must my no nor not of on one only or other our out over " +
    "own per same shall she should so some such than that the their them then there these they this those through to too under " +
    "until up upon us very was we were what when where whether which while who whose why will with within without would you your"
  ).split(" "),
);

/** True for a word that no search should hang on. */
export function isCommonWord(word: string): boolean {
  return COMMON_WORDS.has(word);
}
