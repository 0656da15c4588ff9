/** What a source may hold at most: beyond it, it is refused as a whole. */
export const SOURCE_LIMITS = {
  files: 100_000,
  skills: 20_000,
  /** Of one file, or one line of a JSONL file. */
  fileBytes: 8 * 2 ** 20,
  totalBytes: 512 * 2 ** 20,
  /** Of folders within one another. */
  depth: 12,
  /** Of one program. */
  sourceBytes: 256 * 2 ** 10,
  /** Of values within one another in a case. */
  caseLevels: 100,
  /** Cases of one skill. */
  cases: 10_000,
} as const;
