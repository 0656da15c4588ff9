import type { Diagnostic } from "@portolan/core";
import { type Options, transform } from "sucrase";

/** JavaScript made from a TypeScript source; lines stay where they were, columns may move. */
export type Stripped = { code: string } | { diagnostic: Diagnostic };

const options: Options = { transforms: ["typescript"], disableESTransforms: true, keepUnusedImports: true };
const cache = new Map<string, Stripped>();
const cacheChars = 8 * 1024 * 1024;
let cachedChars = 0;

/**
 * Strips the types of a source, once for each source text. Sucrase does it because it alone fails cleanly on every hostile
 * source (others hang, crash or break for good), and because Node's own stripper needs WebAssembly, which --jitless lacks.
 */
export function stripTypes(source: string): Stripped {
  const known = cache.get(source);
  if (known) {
    cache.delete(source);
    cache.set(source, known);
    return known;
  }
  const stripped = strip(source);
  cache.set(source, stripped);
  cachedChars += source.length;
  for (const oldest of cache.keys()) {
    if (cachedChars <= cacheChars) break;
    cache.delete(oldest);
    cachedChars -= oldest.length;
  }
  return stripped;
}

/** A diagnostic at a place of a source, clipped: messages quote identifiers, which may be as long as a source. */
export function diagnosticAt(source: string, message: string, line: number, column: number): Diagnostic {
  const sourceLine = (source.split("\n")[line - 1] ?? "").slice(0, 500);
  return { message: message.slice(0, 1_000), line, column, sourceLine };
}

function strip(source: string): Stripped {
  try {
    return { code: transform(source, options).code };
  } catch (cause) {
    const { message, loc } = cause as Error & { loc?: { line: number; column: number } };
    if (cause instanceof RangeError)
      return { diagnostic: diagnosticAt(source, "The source is nested too deeply.", 1, 1) };
    const line = loc?.line ?? 1;
    // Sucrase counts columns from 1, and ends its message with the place.
    return { diagnostic: diagnosticAt(source, message.replace(/ \(\d+:\d+\)$/, ""), line, loc?.column ?? 1) };
  }
}
