import { resolveSpecifier } from "../runner/resolve-specifier.ts";

/** What a source can reach of the modules that are linked, and all that it and they seem to mention. */
export interface Reached {
  modules: Map<string, string>;
  mentioned: ReadonlySet<string>;
}

/**
 * Finds the modules a source can reach. It reads text, not syntax (untrusted source is never parsed in the host): whatever
 * stands after a quote and looks like a specifier counts. Too many do no harm, and one that is written with escapes is not
 * found by the checker either.
 */
export function reachableModules(
  roots: readonly (readonly [specifier: string, text: string])[],
  linked: Readonly<Record<string, string>>,
): Reached {
  const modules = new Map<string, string>();
  const mentioned = new Set<string>();
  const waiting = [...roots];
  for (let one = waiting.pop(); one; one = waiting.pop()) {
    for (const specifier of mentionedIn(one[1], one[0])) {
      if (mentioned.has(specifier)) continue;
      mentioned.add(specifier);
      // The modules of tools are made from the tools alone.
      if (specifier.startsWith("#tools/") || !Object.hasOwn(linked, specifier)) continue;
      const text = linked[specifier] as string;
      modules.set(specifier, text);
      waiting.push([specifier, text]);
    }
  }
  return { modules, mentioned };
}

function mentionedIn(text: string, referrer: string): Set<string> {
  const found = new Set<string>();
  for (const [, quoted] of text.matchAll(/["'`]((?:#|\.\.?\/)[^"'`\s\\]{1,200})(?=["'`])/g)) {
    const specifier = resolveSpecifier(quoted as string, referrer);
    if (specifier?.startsWith("#")) found.add(specifier);
  }
  return found;
}
