import { type Candidate, PortolanError } from "@portolan/core";
import { SOURCE_LIMITS } from "./source-limits.ts";

/**
 * Refuses what could keep those busy who read it.
 * @throws PortolanError `store-invalid`
 */
export function requireModest({ name, source, evals }: Candidate): void {
  const { sourceBytes, caseLevels } = SOURCE_LIMITS;
  const tooMuch =
    Buffer.byteLength(source) > sourceBytes
      ? `its source has more than ${sourceBytes} bytes`
      : isDeeper(evals, caseLevels) && `its cases are nested more than ${caseLevels} levels deep`;
  if (tooMuch === false) return;
  throw new PortolanError("store-invalid", `The skill ${name} is not taken: ${tooMuch}.`, {
    value: name,
    next: "Make it smaller where it comes from.",
  });
}

/** Without recursion, which is what too many levels would break. */
function isDeeper(value: unknown, levels: number): boolean {
  let layer = [value];
  for (let level = 0; layer.length > 0; level++) {
    if (level > levels) return true;
    layer = layer.flatMap((one) => (typeof one === "object" && one !== null ? Object.values(one) : []));
  }
  return false;
}
