/** Words that no function and no parameter of a module can have as its name. */
const words = new Set(
  (
    "arguments await break case catch class const continue debugger default delete do else enum eval export extends false " +
    "finally for function if implements import in instanceof interface let new null package private protected public " +
    "return static super switch this throw true try typeof undefined var void while with yield"
  ).split(" "),
);

/** True for a word of the language, such as `delete`. */
export function isReservedWord(name: string): boolean {
  return words.has(name);
}
