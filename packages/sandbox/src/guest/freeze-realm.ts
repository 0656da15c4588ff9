import { allowOverrides } from "./allow-overrides.ts";
import { freezeIntrinsics } from "./freeze-intrinsics.ts";
import { freezeSegments } from "./freeze-segments.ts";
import { hiddenIntrinsics } from "./hidden-intrinsics.ts";

/** Freezes the realm for good: called once, after everything of ours is in place and before any program is evaluated. */
export function freezeRealm(): void {
  const hidden = hiddenIntrinsics();
  allowOverrides();
  freezeSegments();
  freezeIntrinsics(hidden);
}
