import type { Proposal } from "./library.ts";
import type { Finding } from "./view.ts";

/** Cosine of the query's vector and the skill's. It is no share of the nearest's: where nothing is near, that says little. */
export function vectorView(proposals: readonly Proposal[]): Finding[] {
  return proposals
    .map(({ name, cosine }) => ({ name, value: Number(cosine.toFixed(5)) }))
    .filter(({ value }) => value > 0)
    .map((finding) => ({ ...finding, note: finding.value.toFixed(2) }));
}
