/**
 * The key of the module that `specifier` means inside the module `referrer`: itself, or for a relative one the path from
 * the referrer's folder (`./bank.ts` in `#synth/engine.ts` is `#synth/bank.ts`); undefined when it climbs out.
 */
export function resolveSpecifier(specifier: string, referrer: string): string | undefined {
  if (!/^\.\.?\//.test(specifier)) return specifier;
  const path = referrer.split("/").slice(0, -1);
  for (const part of specifier.split("/")) {
    if (part === ".") continue;
    if (part !== "..") path.push(part);
    else if (path.pop() === undefined) return undefined;
  }
  return path.join("/");
}
