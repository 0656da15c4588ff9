/** Pairs of a term's number and how often a document has it, as a catalogue and a segment keep them. */
export type TermCounts = Uint32Array;

/** The bytes of such pairs. */
export function bytesOfTerms(terms: TermCounts): Uint8Array {
  return new Uint8Array(terms.buffer, terms.byteOffset, terms.byteLength);
}

/** The pairs that such bytes hold. */
export function termsOfBytes(bytes: Uint8Array): TermCounts {
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
  return new Uint32Array(aligned.buffer, aligned.byteOffset, Math.floor(aligned.byteLength / 4));
}
