import type { SkillFilter } from "@portolan/core";
import { fitEvidence } from "./fit-evidence.ts";
import type { FittingSignatures } from "./fitting-signatures.ts";
import type { Library } from "./library.ts";
import { byFit } from "./signature-fit.ts";
import type { Finding } from "./view.ts";

/** How many skills whose types fit come in besides those that text and vector propose. */
const MOST_ADDED = 100;
/** What is looked for is likely one of so many; those after them show how often types fit by chance. */
const LIKELY = 10;

/** What the signature view looks at besides the stated types. */
export interface SignatureSearch {
  /** What the words found, best first. */
  worded: readonly string[];
  fitting: FittingSignatures;
  filter: SkillFilter;
}

/**
 * Skills whose types can serve the signature that the query states, those that its words find and, of others, the
 * best fits by name: so that a search for types alone finds something and costs little.
 */
export async function signatureView(
  stated: string,
  library: Library,
  { worded, fitting, filter }: SignatureSearch,
): Promise<Finding[]> {
  const signatures = worded.map((name) => library.document(name)?.skill.signature ?? "");
  const fits = await fitting.of(stated, library.signatures(), new Set(signatures));
  const values = fitEvidence(signatures.slice(LIKELY).map((signature) => fits.get(signature)));
  const findings: Finding[] = [];
  const add = (name: string, signature: string): void => {
    const fit = fits.get(signature);
    if (fit) findings.push({ name, value: values[fit], note: fit });
  };
  for (const [i, name] of worded.entries()) add(name, signatures[i] as string);
  const known = new Set(worded);
  const best = [...fits].toSorted(([a, x], [b, y]) => byFit(x, y) || (a < b ? -1 : 1));
  let added = 0;
  for (const [signature] of best) {
    for (const name of library.withSignature(signature).toSorted()) {
      if (added >= MOST_ADDED) return findings;
      if (known.has(name) || !library.passes(name, filter)) continue;
      add(name, signature);
      added++;
    }
  }
  return findings;
}
