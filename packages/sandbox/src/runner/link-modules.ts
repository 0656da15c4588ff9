import type { Diagnostic } from "@portolan/core";
import type { Context, Isolate, Module } from "isolated-vm";
import { entryModule, hookModule, toolModule } from "../guest/guest-script.ts";
import type { RunMessage } from "../protocol.ts";
import { resolveSpecifier } from "./resolve-specifier.ts";
import { sourceColumn } from "./source-position.ts";
import { diagnosticAt, mappingsOf, stripTypes } from "./strip-types.ts";

/** The module to evaluate with the sources of every file in its graph, or why there is none. */
export type Linked =
  | { entry: Module; sources: ReadonlyMap<string, string> }
  | { denied: string }
  | { diagnostic: Diagnostic };

const hook = "portolan:hook";
const entry = "portolan:entry";
const program = "portolan:program";

/**
 * Compiles the program and every module it reaches, and links them. What may be linked is decided here, before any
 * guest code runs: the modules of the run, its tools, and nothing else.
 */
export function linkModules(isolate: Isolate, context: Context, run: RunMessage): Linked {
  const compiled = new Map<string, Module>();
  const keys = new Map<Module, string>();
  const sources = new Map<string, string>();
  const waiting: string[] = [entry];

  for (let key = waiting.pop(); key !== undefined; key = waiting.pop()) {
    if (compiled.has(key)) continue;
    const made = compile(key);
    if ("diagnostic" in made) return made;
    compiled.set(key, made.module);
    keys.set(made.module, key);
    for (const specifier of made.module.dependencySpecifiers) {
      const target = targetOf(specifier, key);
      if (target === undefined) return { denied: specifier };
      waiting.push(target);
    }
  }

  const root = compiled.get(entry) as Module;
  try {
    root.instantiateSync(context, (specifier, referrer) => {
      const target = targetOf(specifier, keys.get(referrer) as string);
      return compiled.get(target as string) as Module;
    });
  } catch (cause) {
    // No guest code has run yet: this message is V8's own.
    return unlinkable((cause as Error).message, run);
  }
  return { entry: root, sources };

  function targetOf(specifier: string, referrer: string): string | undefined {
    const ours = referrer === entry || referrer.startsWith("#tools/");
    if (ours && (specifier === hook || specifier === program)) return specifier;
    const key = resolveSpecifier(specifier, referrer);
    if (key === undefined) return undefined;
    // A module of the run can never stand in for a tool, nor take the names of ours.
    const known = key.startsWith("#tools/")
      ? Object.hasOwn(run.tools, key.slice(7))
      : key.startsWith("#") && Object.hasOwn(run.modules, key);
    return known ? key : undefined;
  }

  function compile(key: string): { module: Module } | { diagnostic: Diagnostic } {
    const own = ownSource(key, run);
    if (own !== undefined) return { module: isolate.compileModuleSync(own, { filename: key }) };
    const source = key === program ? run.source : (run.modules[key] as string);
    const filename = key === program ? run.file : key;
    const stripped = stripTypes(source);
    if ("diagnostic" in stripped) return { diagnostic: inModule(stripped.diagnostic, key) };
    sources.set(filename, source);
    try {
      return { module: isolate.compileModuleSync(stripped.code, { filename }) };
    } catch (cause) {
      return { diagnostic: inModule(syntaxDiagnostic(source, (cause as Error).message), key) };
    }
  }
}

/** The source of a module that the runner makes itself. */
function ownSource(key: string, run: RunMessage): string | undefined {
  if (key === hook) return hookModule;
  if (key === entry) return entryModule;
  if (!key.startsWith("#tools/")) return undefined;
  const namespace = key.slice(7);
  return toolModule(namespace, run.tools[namespace] as string[]);
}

/** V8 says `Unexpected token ';' [heading-of.ts:2:10]`. */
function syntaxDiagnostic(source: string, message: string): Diagnostic {
  const match = /^(.*) \[.*:(\d+):(\d+)\]$/s.exec(message);
  if (!match) return diagnosticAt(source, message, 1, 1);
  const line = Number(match[2]);
  return diagnosticAt(
    source,
    match[1] as string,
    line,
    sourceColumn(mappingsOf(source), line, Number(match[3])),
  );
}

function unlinkable(message: string, run: RunMessage): Linked {
  const match = /module '(#tools\/[^']*)' does not provide an export named '([^']*)'/.exec(message);
  if (match) return { denied: `${match[1]}.${match[2]}` };
  const missing = /module '([^']*)'/.exec(message)?.[1];
  const lines = run.source.split("\n");
  const line =
    missing === undefined
      ? 0
      : Math.max(
          0,
          lines.findIndex((text) => text.includes(missing)),
        );
  return { diagnostic: diagnosticAt(run.source, message, line + 1, 1) };
}

/** A fault in a module of the program says which one; the position is in that module. */
function inModule(diagnostic: Diagnostic, key: string): Diagnostic {
  return key === program ? diagnostic : { ...diagnostic, message: `${key}: ${diagnostic.message}` };
}
