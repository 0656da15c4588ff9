/** A place that a stack of QuickJS names. */
export interface Place {
  name: string;
  line: number;
  column: number;
}

/** The places in a stack of QuickJS, innermost first. */
export function placesIn(stack: string): Place[] {
  return stack.split("\n").flatMap((text) => placeIn(text) ?? []);
}

/**
 * Rewrites a stack as V8 would have written it. QuickJS points at the parenthesis of a call, at the dot of an access and,
 * where a function returns what a call gives it, at the `return`; V8 at the name that is called or read. `moduleOf` gives
 * the file and the text behind a module's name.
 */
export function withPlaces(
  stack: string,
  moduleOf: (name: string) => { filename: string; code: string } | undefined,
): string {
  const lines = new Map<string, string[]>();
  const rewritten = stack.split("\n").map((text) => {
    const place = placeIn(text);
    const module = place && moduleOf(place.name);
    if (!place || !module) return text;
    const code = lines.get(place.name) ?? module.code.split("\n");
    lines.set(place.name, code);
    const column = nameColumn(code[place.line - 1] ?? "", place.column);
    return `    at ${module.filename}:${place.line}:${column}`;
  });
  return rewritten.join("\n");
}

function placeIn(text: string): Place | undefined {
  const match = /^\s*at .*?([^\s()]+):(\d+):(\d+)\)?$/.exec(text);
  return match ? { name: match[1] as string, line: Number(match[2]), column: Number(match[3]) } : undefined;
}

/** Columns count from 1. */
function nameColumn(line: string, column: number): number {
  const at = column - 1;
  if (line[at] === "." || line[at] === "[") return column + 1;
  const returned = /^return\s+(?:[\w$#]+\.)*(?=[\w$#]+\()/.exec(line.slice(at));
  if (returned) return column + returned[0].length;
  if (line[at] !== "(") return column;
  const called = /[\w$#]+\s*$/.exec(line.slice(0, at));
  if (!called) return column;
  const made = /\bnew\s+(?:[\w$#]+\s*\.\s*)*$/.exec(line.slice(0, called.index));
  return (made?.index ?? called.index) + 1;
}
