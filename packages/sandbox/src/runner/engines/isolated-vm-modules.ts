import type { Diagnostic } from "@portolan/core";
import type { Context, Isolate, Module } from "isolated-vm";
import type { Failure } from "../engine.ts";
import { entryKey, hookKey, type ModuleGraph, type ModuleText } from "../module-graph.ts";
import { sourceColumn } from "../source-position.ts";
import { diagnosticAt, mappingsOf } from "../strip-types.ts";

/** Compiles and links what the entry module reaches, and gives the entry; before any guest code runs. */
export function linkModules(
  isolate: Isolate,
  context: Context,
  graph: ModuleGraph,
  hook: Module,
): Module | Failure {
  const all = compileModules(isolate, graph, hook);
  if ("kind" in all) return all;
  const entry = all.compiled.get(entryKey) as Module;
  try {
    entry.instantiateSync(context, all.link);
  } catch (cause) {
    // No guest code has run yet: this message is V8's own.
    const by = firstUnlinkable(context, graph, compileModules(isolate, graph, hook) as Compiled);
    return unlinkable((cause as Error).message, graph, by);
  }
  return entry;
}

interface Compiled {
  compiled: ReadonlyMap<string, Module>;
  link: (specifier: string, referrer: Module) => Module;
}

function compileModules(isolate: Isolate, graph: ModuleGraph, hook: Module): Compiled | Failure {
  const compiled = new Map<string, Module>([[hookKey, hook]]);
  const keys = new Map<Module, string>();
  const waiting: string[] = [entryKey];

  for (let key = waiting.pop(); key !== undefined; key = waiting.pop()) {
    if (compiled.has(key)) continue;
    const text = graph.load(key);
    const made = "diagnostic" in text ? text : compile(isolate, text);
    if ("diagnostic" in made)
      return { kind: "type-error", diagnostics: [graph.inModule(made.diagnostic, key)] };
    compiled.set(key, made);
    keys.set(made, key);
    for (const specifier of made.dependencySpecifiers) {
      const target = graph.resolve(specifier, key);
      if (target === undefined) return { kind: "denied", specifier, by: graph.nameOf(key) };
      waiting.push(target);
    }
  }

  const link = (specifier: string, referrer: Module): Module =>
    compiled.get(graph.resolve(specifier, keys.get(referrer) as string) as string) as Module;
  return { compiled, link };
}

/** Who asks for what another module does not export: linked from the bottom up, the first that cannot be. V8 does not say. */
function firstUnlinkable(context: Context, graph: ModuleGraph, { compiled, link }: Compiled): string {
  const visited = new Set<string>([hookKey]);
  const visit = (key: string): string | undefined => {
    if (visited.has(key)) return undefined;
    visited.add(key);
    const module = compiled.get(key) as Module;
    for (const specifier of module.dependencySpecifiers) {
      const found = visit(graph.resolve(specifier, key) as string);
      if (found !== undefined) return found;
    }
    try {
      module.instantiateSync(context, link);
      return undefined;
    } catch {
      return key;
    }
  };
  return graph.nameOf(visit(entryKey) ?? entryKey);
}

function compile(
  isolate: Isolate,
  { filename, code, source }: ModuleText,
): Module | { diagnostic: Diagnostic } {
  try {
    return isolate.compileModuleSync(code, { filename });
  } catch (cause) {
    return { diagnostic: syntaxDiagnostic(source ?? code, (cause as Error).message) };
  }
}

/** V8 says `Unexpected token ';' [heading-of.ts:2:10]`. */
function syntaxDiagnostic(source: string, message: string): Diagnostic {
  const match = /^(.*) \[.*:(\d+):(\d+)\]$/s.exec(message);
  if (!match) return diagnosticAt(source, message, 1, 1);
  const line = Number(match[2]);
  const column = sourceColumn(mappingsOf(source), line, Number(match[3]));
  return diagnosticAt(source, match[1] as string, line, column);
}

function unlinkable(message: string, graph: ModuleGraph, by: string): Failure {
  const match = /module '(#tools\/[^']*)' does not provide an export named '([^']*)'/.exec(message);
  if (match) return { kind: "denied", specifier: `${match[1]}.${match[2]}`, by };
  const mentioned = /module '([^']*)'/.exec(message)?.[1];
  return { kind: "type-error", diagnostics: [graph.unlinkable(message, mentioned)] };
}
