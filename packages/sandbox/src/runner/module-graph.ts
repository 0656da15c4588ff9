import type { Diagnostic } from "@portolan/core";
import { entryModule, toolModule } from "../guest/guest-script.ts";
import type { RunMessage } from "../protocol.ts";
import { resolveSpecifier } from "./resolve-specifier.ts";
import { diagnosticAt, stripTypes } from "./strip-types.ts";

export const hookKey = "portolan:hook";
export const entryKey = "portolan:entry";
const programKey = "portolan:program";

/** A module as an engine compiles it. `filename` is what stack frames carry; several modules may share one. */
export interface ModuleText {
  filename: string;
  code: string;
  /** The TypeScript it was made from; absent for modules of ours. */
  source?: string;
}

interface Place {
  specifier: string;
  /** The tools it may use, `namespace.tool`. */
  granted: ReadonlySet<string>;
}

/**
 * What may be linked into a run, decided before any of its code runs: the program, its modules, and for each of them the
 * tools that it and all who import it on this path were granted. A module that two importers of different rights share
 * is there twice, once for each, so that rights are a matter of links and need no watching while it runs.
 */
export class ModuleGraph {
  readonly run: RunMessage;
  /** The TypeScript of every file in the graph, by the name in stack frames. */
  readonly sources = new Map<string, string>();
  readonly #places = new Map<string, Place>();
  readonly #all: ReadonlySet<string>;

  constructor(run: RunMessage) {
    this.run = run;
    const names = Object.entries(run.tools).flatMap(([space, tools]) =>
      tools.map((tool) => `${space}.${tool}`),
    );
    this.#all = new Set(names);
    this.#places.set(entryKey, { specifier: entryKey, granted: this.#all });
    this.#places.set(programKey, { specifier: run.name, granted: this.#own(run.name, this.#all) });
  }

  /** The key of the module that `specifier` means in the module `importer`; undefined when it may not be linked. */
  resolve(specifier: string, importer: string): string | undefined {
    if (importer === entryKey) return [hookKey, programKey].includes(specifier) ? specifier : undefined;
    if (isToolKey(importer)) return specifier === hookKey ? hookKey : undefined;
    const place = this.#places.get(importer) as Place;
    const from = importer === programKey ? programKey : place.specifier;
    const target = resolveSpecifier(specifier, from);
    if (target === undefined || !target.startsWith("#")) return undefined;
    // A module of the run can never stand in for a tool, nor take the names of ours.
    if (target.startsWith("#tools/")) return this.#toolKey(target.slice(7), place);
    if (!Object.hasOwn(this.run.modules, target)) return undefined;
    return this.#place(target, this.#own(target, place.granted));
  }

  /** Who a module is to people: `#skills/first-line`, or the name of the program. */
  nameOf(key: string): string {
    return this.#places.get(key)?.specifier ?? key;
  }

  /** The text of a module that `resolve` gave; one whose specifier ends with `.js` is JavaScript already. */
  load(key: string): ModuleText | { diagnostic: Diagnostic } {
    if (key === entryKey) return { filename: key, code: entryModule };
    if (isToolKey(key)) {
      const { namespace, tools, by } = JSON.parse(key.slice(5)) as ToolKey;
      return { filename: `#tools/${namespace}`, code: toolModule(namespace, tools, by) };
    }
    const filename = this.fileOf(key);
    const source = key === programKey ? this.run.source : (this.run.modules[filename] as string);
    const stripped = filename.endsWith(".js") ? { code: source } : stripTypes(source);
    if ("diagnostic" in stripped) return stripped;
    this.sources.set(filename, source);
    return { filename, code: stripped.code, source };
  }

  fileOf(key: string): string {
    return key === programKey ? `${this.run.name}.ts` : this.nameOf(key);
  }

  /** A fault in a module of the program says which one; the position is in that module. */
  inModule(diagnostic: Diagnostic, key: string): Diagnostic {
    if (key === programKey) return diagnostic;
    return { ...diagnostic, message: `${this.nameOf(key)}: ${diagnostic.message}` };
  }

  /** Who imports a tool that it was not granted, or that does not exist; engines do not tell. */
  whoLacks(specifier: string, tool: string): string {
    const name = `(?<![\\w$])${escaped(tool)}(?![\\w$])`;
    const imports = new RegExp(`\\{[^}]*${name}[^}]*\\}\\s*from\\s*["']${escaped(specifier)}["']`);
    for (const [key, { granted }] of this.#places) {
      if (granted.has(`${specifier.slice(7)}.${tool}`)) continue;
      if (imports.test(this.sources.get(this.fileOf(key)) ?? "")) return this.nameOf(key);
    }
    return this.run.name;
  }

  /** A complaint of the linker about a name that a module does not export: shown where the program mentions the module. */
  unlinkable(message: string, mentioned: string | undefined): Diagnostic {
    const { source } = this.run;
    const at = source.split("\n").findIndex((text) => mentioned !== undefined && text.includes(mentioned));
    return diagnosticAt(source, message, Math.max(at, 0) + 1, 1);
  }

  #own(specifier: string, limit: ReadonlySet<string>): ReadonlySet<string> {
    const named = Object.hasOwn(this.run.grants, specifier) ? this.run.grants[specifier] : undefined;
    if (named === undefined || limit.size === 0) return limit;
    const may = (tool: string): boolean =>
      named.includes(tool) || named.includes(tool.slice(0, tool.indexOf(".")));
    return new Set([...limit].filter(may));
  }

  #place(specifier: string, granted: ReadonlySet<string>): string {
    // The rights always stand behind the specifier, or a specifier could end as another's key does.
    const key = `${specifier} ${JSON.stringify([...granted])}`;
    if (!this.#places.has(key)) this.#places.set(key, { specifier, granted });
    return key;
  }

  #toolKey(namespace: string, { specifier, granted }: Place): string | undefined {
    if (!Object.hasOwn(this.run.tools, namespace)) return undefined;
    const tools = (this.run.tools[namespace] as string[]).filter((tool) =>
      granted.has(`${namespace}.${tool}`),
    );
    if (tools.length === 0) return undefined;
    return `tool ${JSON.stringify({ namespace, tools, by: specifier } satisfies ToolKey)}`;
  }
}

interface ToolKey {
  namespace: string;
  tools: readonly string[];
  by: string;
}

function isToolKey(key: string): boolean {
  return key.startsWith("tool ");
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
