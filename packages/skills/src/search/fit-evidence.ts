import { SIGNATURE_FITS, type SignatureFit } from "./signature-fit.ts";

/** How often what is looked for fits so when the stated types are right: the less a program has to add, the oftener. */
const FITS_SO: Readonly<Record<SignatureFit, number>> = {
  exact: 0.8,
  "fits as it is": 0.05,
  "same result from the given types": 0.035,
  "same result from the given types and constants": 0.03,
  "usable on elements": 0.025,
  "gives the result type": 0.02,
  "takes the given types": 0.015,
};

/** The odds at which a statement of types is taken for right before anything else is known; see `pnpm bench:retrieval`. */
const ODDS = 0.1;
/** Before any skill is counted: as if one in ten of so many fitted so. */
const SUPPOSED = 5;
const SUPPOSED_SHARE = 0.1;
/** What says most: one fit among a few hundred. */
const MOST_TELLING = 600;

/**
 * How much each fit says, from 0 to 1. A fit tells by how much rarer it is among skills that are near what the query's words
 * say, though not the best of them (`background`, `undefined` for a skill whose types do not fit), than it would be in what is looked for;
 * and since a statement may be wrong, it grows with the logarithm only.
 */
export function fitEvidence(background: readonly (SignatureFit | undefined)[]): Record<SignatureFit, number> {
  const counts = new Map<SignatureFit | undefined, number>();
  for (const fit of background) counts.set(fit, (counts.get(fit) ?? 0) + 1);
  const shareOf = (fit: SignatureFit): number =>
    ((counts.get(fit) ?? 0) + SUPPOSED * SUPPOSED_SHARE) / (background.length + SUPPOSED);
  const valueOf = (fit: SignatureFit): number => {
    const likelihood = Math.min(MOST_TELLING, FITS_SO[fit] / shareOf(fit));
    return Math.log1p(ODDS * likelihood) / Math.log1p(ODDS * MOST_TELLING);
  };
  return Object.fromEntries(SIGNATURE_FITS.map((fit) => [fit, valueOf(fit)])) as Record<SignatureFit, number>;
}
