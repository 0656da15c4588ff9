import { allowOverrides } from "./allow-overrides.ts";
import { freezeSegments } from "./freeze-segments.ts";
import { hiddenIntrinsics } from "./hidden-intrinsics.ts";

/**
 * Freezes the realm for good: called once, after everything of ours is in place and before any program is evaluated.
 * `freeze` is `freezeIntrinsics`, or does the same.
 */
export function freezeRealm(freeze: (hidden: readonly object[]) => void): void {
  const hidden = hiddenIntrinsics();
  allowOverrides();
  freezeSegments();
  freeze(hidden);
}
