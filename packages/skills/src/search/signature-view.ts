import { signatureFit, SIGNATURE_FITS } from "./signature-fit.ts";
import { signatureOrNothing, type SkillDocument } from "./skill-document.ts";
import type { Finding } from "./view.ts";

/**
 * Ranks between one fit and the next. Ranks are those of the fits, not of the skills: in a library of list skills dozens fit
 * exactly, and would push every helper of another type out of sight.
 */
const FIT_STEP = 3;

/** Skills whose types can serve the signature that the query states; nothing for a signature that cannot be read. */
export function signatureView(text: string, library: SkillDocument[]): Finding[] {
  const goal = signatureOrNothing(text);
  if (!goal) return [];
  return library.flatMap(({ skill, signature }) => {
    const fit = signature && signatureFit(goal, signature);
    return fit ? [{ name: skill.name, rank: 1 + FIT_STEP * SIGNATURE_FITS.indexOf(fit), note: fit }] : [];
  });
}
