// A comment begins where no pattern does, and each alternative matches to some end, so that no text takes more than one pass.
const piece =
  /(?<text>"[^"\\\n]*(?:\\.[^"\\\n]*)*"?|'[^'\\\n]*(?:\\.[^'\\\n]*)*'?|`[^`\\]*(?:\\[^][^`\\]*)*`?)|(?<=^|[\s(,;{])(?:\/\*[^]*?(?:\*\/|$(?![^]))|\/\/[^\n]*)|\s+/gm;

/** Comments that do something: a program without them is another one. */
const silencer = /@ts-|\/\/\/\s*</;

/** What is left of a source without comments and spaces; those in strings stay, `join("")` is not `join(" ")`. */
export function bareSource(source: string): string {
  return source.replace(piece, (whole: string, text: string | undefined) =>
    silencer.test(whole) ? whole : (text ?? ""),
  );
}
