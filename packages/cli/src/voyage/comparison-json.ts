import { compare, type VoyageRecord } from "@portolan/bench";
import type { Json } from "@portolan/core";

/** Two arms on the same tasks. */
export interface ArmPair {
  withLibrary: VoyageRecord;
  without: VoyageRecord;
}

/** A comparison as `--json` prints it. */
export function comparisonJson({ withLibrary, without }: ArmPair): Record<string, Json> {
  const { levels, total, paired, funnel } = compare(withLibrary, without);
  const withoutGaps = levels.map((row) => ({ ...row, level: row.level ?? null }));
  return {
    type: "comparison",
    suite: withLibrary.suite,
    ...total,
    level: null,
    levels: withoutGaps,
    paired: { ...paired },
    funnel: { ...funnel },
  };
}
