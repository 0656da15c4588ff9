/* oxlint-disable typescript/unbound-method -- taken off its object before programs can replace it, called through Reflect.apply */
import { freezeIntrinsics } from "./freeze-intrinsics.ts";

/**
 * Has the prototypes of what a segmenter gives frozen when a program first asks for it. Nothing else leads to them, and
 * loading the rules of segmentation at every start would take longer than finding all other hidden prototypes.
 */
export function freezeSegments(): void {
  // QuickJS has none.
  if (typeof Intl === "undefined") return;
  const { prototype } = Intl.Segmenter;
  const { segment } = prototype;
  const { apply } = Reflect;
  const { getPrototypeOf } = Object;
  let frozen = false;
  const value = function (this: Intl.Segmenter, text: string): Intl.Segments {
    const segments = apply(segment, this, [text]);
    if (!frozen)
      freezeIntrinsics([segments, segments[Symbol.iterator]()].map((one) => getPrototypeOf(one) as object));
    frozen = true;
    return segments;
  };
  Object.defineProperty(prototype, "segment", { value, configurable: true, writable: true });
}
