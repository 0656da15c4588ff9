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

  const entry = compiled.get(entryKey) as Module;
  let importer = entryKey;
  try {
    entry.instantiateSync(context, (specifier, referrer) => {
      importer = keys.get(referrer) as string;
      return compiled.get(graph.resolve(specifier, importer) as string) as Module;
    });
  } catch (cause) {
    // No guest code has run yet: this message is V8's own.
    return unlinkable((cause as Error).message, graph, keys);
  }
  return entry;
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

function unlinkable(message: string, graph: ModuleGraph, keys: ReadonlyMap<Module, string>): Failure {
  const match = /module '(#tools\/[^']*)' does not provide an export named '([^']*)'/.exec(message);
  if (match) {
    const [, namespace, tool] = match as unknown as [string, string, string];
    // V8 does not say who imports it. It is one that imports from there, was not granted this tool, and names it.
    const asker = [...keys].find(
      ([module, key]) => module.dependencySpecifiers.includes(namespace) && graph.lacks(key, namespace, tool),
    );
    const by = asker ? graph.nameOf(asker[1]) : graph.run.name;
    return { kind: "denied", specifier: `${namespace}.${tool}`, by };
  }
  const mentioned = /module '([^']*)'/.exec(message)?.[1];
  return { kind: "type-error", diagnostics: [graph.unlinkable(message, mentioned)] };
}
