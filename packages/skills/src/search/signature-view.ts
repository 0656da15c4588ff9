import type { SkillFilter } from "@portolan/core";
import type { Library, Proposal } from "./library.ts";
import { FIT_VALUES, type FittingSignatures } from "./fitting-signatures.ts";
import type { Finding } from "./view.ts";

/** How many skills whose types fit come in besides those that text and vector propose. */
const MOST_ADDED = 100;

/**
 * Skills whose types can serve the signature that the query states. Those that other views propose are all judged; of
 * others only the best fits come in, by name, so that a search for types alone finds something and costs little.
 */
export async function signatureView(
  stated: string,
  library: Library,
  proposals: readonly Proposal[],
  { fitting, filter }: { fitting: FittingSignatures; filter: SkillFilter },
): Promise<Finding[]> {
  const proposed = new Set(proposals.map(({ name }) => name));
  const signatureOf = (name: string): string => library.document(name)?.skill.signature ?? "";
  const fits = await fitting.of(stated, library.signatures(), new Set([...proposed].map(signatureOf)));
  const findings: Finding[] = [];
  const add = (name: string, signature: string): void => {
    const fit = fits.get(signature);
    if (fit) findings.push({ name, value: FIT_VALUES[fit], note: fit });
  };
  for (const name of proposed) add(name, signatureOf(name));
  const best = [...fits].toSorted(([a, x], [b, y]) => FIT_VALUES[y] - FIT_VALUES[x] || (a < b ? -1 : 1));
  let added = 0;
  for (const [signature] of best) {
    for (const name of library.withSignature(signature).toSorted()) {
      if (added >= MOST_ADDED) return findings;
      if (proposed.has(name) || !library.passes(name, filter)) continue;
      add(name, signature);
      added++;
    }
  }
  return findings;
}
