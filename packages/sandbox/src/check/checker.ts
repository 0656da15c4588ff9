import type { CheckReport, Diagnostic } from "@portolan/core";
import { API, type Diagnostic as TypeScriptDiagnostic, type Snapshot } from "typescript/unstable/sync";
import type { SourceFile } from "typescript/unstable/ast";
import { diagnosticOf, judgeProgram, type RuleReport } from "./program-rules.ts";
import type { CheckMessage } from "./messages.ts";
import { ownersOf } from "./name-owners.ts";
import { contractFor, globalDeclarations, tsconfig } from "./project-files.ts";
import { VirtualFiles } from "./virtual-files.ts";

const root = "/portolan";
const config = `${root}/tsconfig.json`;
const program = `${root}/program.ts`;
const contract = `${root}/contract.ts`;
const mostFiles = 2_000;
const mostDiagnostics = 20;

/** A warm TypeScript that checks one program after another; between two checks only what changed is read again. */
export class Checker {
  readonly #files = new VirtualFiles();
  readonly #api: API;
  #snapshot: Snapshot;

  constructor() {
    this.#files.write(config, tsconfig);
    this.#files.write(`${root}/globals.d.ts`, globalDeclarations);
    this.#files.write(program, "export {};");
    this.#files.write(contract, "export {};");
    this.#api = new API({ cwd: root, fs: this.#files.fileSystem });
    this.#snapshot = this.#api.updateSnapshot({ openProjects: [config] });
    // The first check loads the libraries: better now than in somebody's time.
    this.#program().getSemanticDiagnostics(program);
  }

  check(message: CheckMessage): CheckReport {
    const { typeText, contractText } = contractFor(message.exported, message.signature);
    this.#update(message, contractText);
    const checked = this.#program();
    const file = checked.getSourceFile(program) as SourceFile;
    const syntax = checked.getSyntacticDiagnostics(program);
    if (syntax.length > 0)
      return { diagnostics: tidy(syntax.map((one) => translate(one, file))), imports: [] };

    const linked = new Set([...Object.keys(message.modules), ...Object.keys(message.declarations)]);
    const rules = judgeProgram(file, message.exported, linked, (names) =>
      ownersOf(this.#project(), program, names),
    );
    const types = checked
      .getSemanticDiagnostics(program)
      .filter(({ pos }) => !rules.saidAt.has(pos))
      .map((one) => translate(one, file));
    const broken = checked.getSyntacticDiagnostics(contract);
    const misfits = broken.length > 0 ? broken : checked.getSemanticDiagnostics(contract);
    const contracts = misfits.flatMap((one) => misfit(one, file, rules, typeText));
    return { diagnostics: tidy([...rules.diagnostics, ...types, ...contracts]), imports: rules.imports };
  }

  #update(message: CheckMessage, contractText: string): void {
    const texts = new Map([
      [program, message.source],
      [contract, contractText],
    ]);
    for (const [specifier, text] of Object.entries(message.modules))
      texts.set(pathOf(specifier, ".ts"), text);
    for (const [specifier, text] of Object.entries(message.declarations))
      texts.set(pathOf(specifier, ".d.ts"), text);
    // Files of earlier checks stay, in case they come again; the rules refuse imports of what is not linked now.
    const modules = `${root}/modules/`;
    const deleted =
      this.#files.size > mostFiles
        ? this.#files.prune((path) => !path.startsWith(modules) || texts.has(path))
        : [];
    const created: string[] = [];
    const changed: string[] = [];
    for (const [path, text] of texts) {
      const what = this.#files.write(path, text);
      if (what) (what === "created" ? created : changed).push(path);
    }
    const next = this.#api.updateSnapshot({ fileChanges: { created, changed, deleted } });
    this.#snapshot.dispose();
    this.#snapshot = next;
  }

  #program() {
    return this.#project().program;
  }

  #project() {
    const project = this.#snapshot.getProject(config);
    if (!project) throw new Error("TypeScript lost the project");
    return project;
  }
}

/** `#skills/first-line` → `/portolan/modules/skills/first-line.ts`; an extension in the specifier stays. */
function pathOf(specifier: string, extension: string): string {
  const path = `${root}/modules/${specifier.slice(1)}`;
  return path.endsWith(".ts") ? path : path + extension;
}

function translate(diagnostic: TypeScriptDiagnostic, file: SourceFile): Diagnostic {
  return diagnosticOf(file, textOf(diagnostic), diagnostic.pos, diagnostic.code);
}

/** The contract is ours, so its complaints are shown at the exported function. */
function misfit(
  diagnostic: TypeScriptDiagnostic,
  file: SourceFile,
  rules: RuleReport,
  typeText: { start: number; end: number },
): Diagnostic[] {
  const inSignature = diagnostic.pos >= typeText.start && diagnostic.pos < typeText.end;
  if (inSignature)
    return [diagnosticOf(file, `The signature is not a type: ${textOf(diagnostic)}`, 0, diagnostic.code)];
  return rules.exportedAt === undefined
    ? []
    : [diagnosticOf(file, textOf(diagnostic), rules.exportedAt, diagnostic.code)];
}

function textOf({ text, messageChain }: TypeScriptDiagnostic): string {
  return [text, ...(messageChain ?? []).map(textOf)].join(" ").slice(0, 2_000);
}

function tidy(diagnostics: Diagnostic[]): Diagnostic[] {
  return diagnostics.toSorted((a, b) => a.line - b.line || a.column - b.column).slice(0, mostDiagnostics);
}
