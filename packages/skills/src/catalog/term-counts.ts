/** Pairs of a term's number and how often a document has it, in rising order of the numbers. */
export type TermCounts = Uint32Array;

/** Five bits a character, as the 64 that follow "0" in ASCII: the upper half of them says that more of the number follow. */
const FIRST = 48;
const BITS = 5;
const MORE = 1 << BITS;

/**
 * Such pairs as a text: each number as the step from the one before, both small. A database gives a text more cheaply than bytes,
 * each of which would be a buffer of its own, and three times as many documents fit on a page.
 */
export function textOfTerms(terms: TermCounts): string {
  let text = "";
  for (let i = 0, last = 0; i < terms.length; i += 2) {
    text += textOfNumber((terms[i] as number) - last) + textOfNumber(terms[i + 1] as number);
    last = terms[i] as number;
  }
  return text;
}

/** The pairs that such a text holds. */
export function termsOfText(text: string): TermCounts {
  const terms: number[] = [];
  readTerms(text, (term, count) => terms.push(term, count));
  return Uint32Array.from(terms);
}

/** Writes to `counts`, for each term that `places` knows, how often the document of such a text has it; other places stay as they are. */
export function countTerms(text: string, places: ReadonlyMap<number, number>, counts: Uint32Array): void {
  readTerms(text, (term, count) => {
    const place = places.get(term);
    if (place !== undefined) counts[place] = count;
  });
}

function readTerms(text: string, take: (term: number, count: number) => void): void {
  let term = 0;
  let step = -1;
  let number = 0;
  let shift = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i) - FIRST;
    number |= (code & (MORE - 1)) << shift;
    shift += BITS;
    if (code & MORE) continue;
    if (step < 0) step = number;
    else {
      term += step;
      take(term, number);
      step = -1;
    }
    number = 0;
    shift = 0;
  }
}

function textOfNumber(number: number): string {
  let text = "";
  let rest = number;
  for (; rest >= MORE; rest >>>= BITS) text += String.fromCharCode(FIRST + MORE + (rest & (MORE - 1)));
  return text + String.fromCharCode(FIRST + rest);
}
