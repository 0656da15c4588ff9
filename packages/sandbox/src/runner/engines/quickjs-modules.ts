import type { Failure, ThrownError } from "../engine.ts";
import { missingExport } from "../missing-export.ts";
import { entryKey, hookKey, type ModuleGraph, type ModuleText } from "../module-graph.ts";
import { sourceColumn } from "../source-position.ts";
import { diagnosticAt } from "../strip-types.ts";
import { type Place, placesIn, withPlaces } from "./quickjs-stack.ts";

/** The module of the engine itself, evaluated when a realm is prepared. */
export const engineKey = "portolan:engine";
/** Evaluated before the modules of a run, when all of them are linked. */
export const linkedKey = "portolan:linked";
// No module of a program can import these.
const own: Readonly<Record<string, string>> = {
  [engineKey]: "",
  [linkedKey]: `import { linked } from ${JSON.stringify(engineKey)};\nlinked();`,
};

interface Linked extends ModuleText {
  key: string;
}

/**
 * The modules of a run as QuickJS asks for them: by names, which its stacks show. They are the names of the files, with a
 * number where several modules come from one file.
 */
export class QuickJsModules {
  /** Why QuickJS was refused a module; what it says itself is only that linking failed. */
  failure: Failure | undefined;
  readonly #graph: ModuleGraph;
  readonly #names = new Map<string, string>();
  readonly #linked = new Map<string, Linked>();
  #latest = "";
  #closed = false;

  constructor(graph: ModuleGraph) {
    this.#graph = graph;
  }

  /** Nothing is linked any more: `import()` asks as imports do, only later. */
  close(): void {
    this.#closed = true;
  }

  /** The name of the module that `specifier` means in the module `importer`; throws when it may not be linked. */
  resolve(importer: string, specifier: string): string {
    if (this.#closed) throw new TypeError("Not supported");
    if ((importer === entryKey || importer === linkedKey) && Object.hasOwn(own, specifier)) return specifier;
    const from = this.#linked.get(importer)?.key ?? importer;
    const key = this.#graph.resolve(specifier, from);
    if (key === undefined) return this.#refuse({ kind: "denied", specifier, by: this.#graph.nameOf(from) });
    return key === hookKey ? key : this.#link(key);
  }

  /** The text of a module that `resolve` named. */
  load(name: string): string {
    if (Object.hasOwn(own, name)) return own[name] as string;
    // After a refusal QuickJS asks once more, for a module without a name.
    const linked = this.#linked.get(name);
    if (this.#closed || !linked) throw new TypeError("Not supported");
    this.#latest = name;
    return linked.code;
  }

  /** What an error of QuickJS itself means that ended linking: no code of the program has run yet. */
  linkFailure({ message, stack }: Omit<ThrownError, "kind">): Failure {
    if (this.failure) return this.failure;
    const match = /^Could not find export '(.*)' in module '(.*)'$/s.exec(message);
    const exporter = match && this.#linked.get(match[2] as string);
    if (match && exporter) return missingExport(this.#graph, exporter.filename, match[1] as string);
    return this.fault(
      message,
      placesIn(stack).find(({ name }) => this.#linked.has(name)),
    );
  }

  /** A fault in a source: at this place of the code, or in the module that came last. */
  fault(message: string, place?: Place): Failure {
    const { key, code, source } = this.#linked.get(place?.name ?? this.#latest) as Linked;
    const { line, column } = place ?? { line: 1, column: 1 };
    const shown = source === undefined ? column : sourceColumn(source, line, column);
    const diagnostic = diagnosticAt(source ?? code, message, line, shown);
    return { kind: "type-error", diagnostics: [this.#graph.inModule(diagnostic, key)] };
  }

  /** A stack as V8 writes it: with names of files, and columns where its own would be. */
  stackOf(stack: string): string {
    return withPlaces(stack, (name) => this.#linked.get(name));
  }

  #link(key: string): string {
    const known = this.#names.get(key);
    if (known !== undefined) return known;
    const text = this.#graph.load(key);
    if ("diagnostic" in text)
      return this.#refuse({ kind: "type-error", diagnostics: [this.#graph.inModule(text.diagnostic, key)] });
    if (text.code.includes("\0")) {
      // QuickJS would read it up to there: something else than what was checked.
      const diagnostic = diagnosticAt(text.source ?? text.code, "The source contains a NUL character.", 1, 1);
      return this.#refuse({ kind: "type-error", diagnostics: [this.#graph.inModule(diagnostic, key)] });
    }
    let name = text.filename;
    for (let number = 2; this.#linked.has(name); number++) name = `${text.filename}?${number}`;
    this.#names.set(key, name);
    this.#linked.set(name, { ...text, key });
    return name;
  }

  #refuse(failure: Failure): never {
    this.failure ??= failure;
    throw new TypeError("Not supported");
  }
}
