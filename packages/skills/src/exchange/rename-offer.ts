import { type Candidate, functionNameOf } from "@portolan/core";

/**
 * A candidate under another name, calling skills that may have got other names. It works on text: the function keeps its own
 * name inside and is exported by the new one. What does not come out right does not pass the type checker.
 * @param callees new names by old ones
 */
export function renamedCandidate(
  candidate: Candidate,
  name: string,
  callees: ReadonlyMap<string, string>,
): Candidate {
  let source = candidate.source;
  for (const [from, to] of callees) if (from !== to) source = withCallee(source, from, to);
  if (name !== candidate.name) source = withExport(source, candidate.name, name);
  return { ...candidate, name, source };
}

function withExport(source: string, from: string, to: string): string {
  const [old, symbol] = [functionNameOf(from), functionNameOf(to)];
  const own = new RegExp(
    `\\bexport\\s+((?:async\\s+)?(?:function\\s*\\*?|const|let)\\s+${escaped(old)}(?![\\w$]))`,
  );
  if (own.test(source)) return `${source.replace(own, "$1").trimEnd()}\n\nexport { ${old} as ${symbol} };\n`;
  const listed = new RegExp(`(\\bexport\\s*\\{[^{}]*?)\\b${escaped(old)}(?![\\w$])(\\s*[,}])`);
  return source.replace(listed, (_, head: string, tail: string) => {
    const isAlias = /\bas\s+$/.test(head);
    return `${head}${isAlias ? symbol : `${old} as ${symbol}`}${tail}`;
  });
}

function withCallee(source: string, from: string, to: string): string {
  const [old, symbol] = [functionNameOf(from), functionNameOf(to)];
  const imported = new RegExp(`(\\bimport\\s*\\{)([^{}]*)(\\}\\s*from\\s*["'])#skills/${from}(["'])`, "g");
  const name = new RegExp(`(^|,)(\\s*)${escaped(old)}(\\s+as\\s+[\\w$]+)?(?=\\s*(?:,|$))`);
  return source.replace(imported, (_, head: string, names: string, middle: string, end: string) => {
    const renamed = names.replace(
      name,
      (_name, comma: string, space: string, as?: string) => `${comma}${space}${symbol}${as ?? ` as ${old}`}`,
    );
    return `${head}${renamed}${middle}#skills/${to}${end}`;
  });
}

function escaped(text: string): string {
  return text.replaceAll("$", "\\$");
}
