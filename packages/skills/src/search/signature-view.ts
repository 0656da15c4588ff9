import { signatureFit, SIGNATURE_FITS } from "./signature-fit.ts";
import type { Library } from "./library.ts";
import { signatureOrNothing } from "./skill-document.ts";
import type { Finding } from "./view.ts";

/**
 * Ranks between one fit and the next. Ranks are those of the fits, not of the skills: in a library of list skills dozens fit
 * exactly, and would push every helper of another type out of sight.
 */
const FIT_STEP = 3;

/** Skills whose types can serve the signature that the query states; nothing for a signature that cannot be read. */
export function signatureView(text: string, library: Library): Finding[] {
  const goal = signatureOrNothing(text);
  if (!goal) return [];
  return library.signatures().flatMap((signature) => {
    const offered = signatureOrNothing(signature);
    const fit = offered && signatureFit(goal, offered);
    if (!fit) return [];
    const rank = 1 + FIT_STEP * SIGNATURE_FITS.indexOf(fit);
    return library.withSignature(signature).map((name) => ({ name, rank, note: fit }));
  });
}
