import type { Diagnostic } from "@portolan/core";
import type { Context, Isolate, Module } from "isolated-vm";
import type { Failure } from "../engine.ts";
import { missingExport } from "../missing-export.ts";
import { entryKey, hookKey, type ModuleGraph, type ModuleText } from "../module-graph.ts";
import { sourceColumn } from "../source-position.ts";
import { diagnosticAt } from "../strip-types.ts";

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
    return unlinkable((cause as Error).message, graph);
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
  const column = sourceColumn(source, line, Number(match[3]));
  return diagnosticAt(source, match[1] as string, line, column);
}

function unlinkable(message: string, graph: ModuleGraph): Failure {
  const match = /module '([^']*)' does not provide an export named '([^']*)'$/.exec(message);
  if (match) return missingExport(graph, match[1] as string, match[2] as string);
  const mentioned = /module '([^']*)'/.exec(message)?.[1];
  return { kind: "type-error", diagnostics: [graph.unlinkable(message, mentioned)] };
}
