import type { CheckReport } from "@portolan/core";
import type { SourceFile } from "typescript/unstable/ast";
import type { Diagnostic as TypeScriptDiagnostic, Program } from "typescript/unstable/sync";
import { alternativesFor } from "./alternatives.ts";
import { type Complaint, refusal, diagnosticAt } from "./complaint.ts";
import { type Contract, contractFor, isWhole } from "./contract.ts";
import type { CheckMessage } from "./messages.ts";
import { ownersOf } from "./name-owners.ts";
import { judgeProgram } from "./program-rules.ts";
import { files, modulePath, type Workspace } from "./workspace.ts";

const mostDiagnostics = 20;

/** Checks one program after another. */
export class Checker {
  readonly #workspace: Workspace;
  #linked: ReadonlySet<string> = new Set();

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
  }

  check(message: CheckMessage): CheckReport {
    if (message.linked)
      this.#linked = new Set(message.linked.filter((specifier) => modulePath(specifier) !== undefined));
    const contract = contractFor(message.exported, message.signature);
    if (!contract)
      return refusal(message.source, `The name ${message.exported.slice(0, 100)} is no name of a function.`);
    const project = this.#workspace.update(message, { program: message.source, contract: contract.text });
    const { program } = project;
    const file = program.getSourceFile(files.program) as SourceFile;
    const syntax = program.getSyntacticDiagnostics(files.program);
    if (syntax.length > 0) return reportOf(file, syntax.map(fromTypeScript), []);

    const rules = judgeProgram(file, message.exported, this.#linked, (names) =>
      ownersOf(project, files.program, names),
    );
    const surroundings = {
      project,
      file,
      linked: this.#linked,
      toolsOf: (specifier: string) => this.#workspace.functionsOf(specifier),
    };
    const types = program
      .getSemanticDiagnostics(files.program)
      .filter(({ pos }) => !rules.saidAt.has(pos))
      .slice(0, 10 * mostDiagnostics)
      .map(fromTypeScript)
      .map((one) => ({
        ...one,
        instead: () => alternativesFor(one.code, one.position, one.message, surroundings),
      }));
    const contracts = misfitsOf(project.program, contract, message.signature, rules.exportedAt);
    return reportOf(file, [...rules.complaints, ...types, ...contracts], rules.imports);
  }
}

/** Whether the signature is a type, and the function fits it. The contract is ours: its complaints are shown at the function. */
function misfitsOf(
  program: Program,
  contract: Contract,
  signature: string,
  exportedAt: number | undefined,
): Complaint[] {
  const { start, end } = contract.typeText;
  const [broken] = program.getSyntacticDiagnostics(files.contract);
  if (broken) return [{ ...noType(fromTypeScript(broken).message), code: broken.code }];
  const file = program.getSourceFile(files.contract) as SourceFile;
  if (!isWhole(file, contract)) return [noType(signature)];
  return program.getSemanticDiagnostics(files.contract).flatMap((one) => {
    const { message, code } = fromTypeScript(one);
    if (one.pos >= start && one.pos < end) return [{ ...noType(message), code }];
    return exportedAt === undefined ? [] : [{ message, position: exportedAt, code }];
  });
}

function noType(why: string): Complaint {
  return { message: `The signature is not a type: ${why}`, position: 0 };
}

function fromTypeScript(diagnostic: TypeScriptDiagnostic): Complaint & { code: number } {
  const message = textOf(diagnostic)
    // Programs have neither packages nor other libraries.
    .replace(/ (?:Do you need to|Try `npm) .*$/s, "")
    .replaceAll("/portolan/modules/", "#")
    .replaceAll("/portolan/", "./");
  return { message, position: diagnostic.pos, code: diagnostic.code };
}

function textOf({ text, messageChain }: TypeScriptDiagnostic): string {
  return [text, ...(messageChain ?? []).map(textOf)].join(" ").slice(0, 2_000);
}

function reportOf(file: SourceFile, complaints: Complaint[], imports: string[]): CheckReport {
  const first = complaints.toSorted((a, b) => a.position - b.position).slice(0, mostDiagnostics);
  return { diagnostics: first.map((one) => diagnosticAt(file, one)), imports };
}
