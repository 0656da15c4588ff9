import type { Failure } from "./engine.ts";
import type { ModuleGraph } from "./module-graph.ts";

/** What an import of a name that its module does not export ends as: for a tool the run has none of that name to give. */
export function missingExport(graph: ModuleGraph, filename: string, name: string): Failure {
  if (filename.startsWith("#tools/"))
    return { kind: "denied", specifier: `${filename}.${name}`, by: graph.whoLacks(filename, name) };
  const message = `The requested module '${filename}' does not provide an export named '${name}'`;
  return { kind: "type-error", diagnostics: [graph.unlinkable(message, filename)] };
}
