import { compare } from "@portolan/bench";
import type { Json } from "@portolan/core";
import type { SailedArms } from "./sail-arms.ts";
import { voyageJson } from "./voyage-json.ts";

/** Both arms as `--json` prints them: a line for each voyage, then one for the comparison. */
export function comparisonJson({ withLibrary, without }: SailedArms): Record<string, Json>[] {
  const { levels, total, paired, funnel } = compare(withLibrary.record, without.record);
  const withoutGaps = levels.map((row) => ({ ...row, level: row.level ?? null }));
  return [
    voyageJson(withLibrary),
    voyageJson(without),
    {
      type: "comparison",
      ...total,
      level: null,
      levels: withoutGaps,
      paired: { ...paired },
      funnel: { ...funnel },
    },
  ];
}
