import type { CheckOptions, CheckReport, LinkedProgram, Relation, SyntaxTree, ToolSet } from "@portolan/core";
import { CheckQueue } from "./check-queue.ts";
import type { CheckerAnswer } from "./checker-lane.ts";
import { refusal } from "./complaint.ts";
import { declareInParts } from "./declare-in-parts.ts";
import { grantedTools } from "./granted-tools.ts";
import { treeOf } from "./syntax-tree-of.ts";
import { relateInParts } from "./relate-in-parts.ts";
import { toolDeclarations } from "./tool-declarations.ts";

const mostSourceChars = 512 * 1024;
const mostParsedChars = 64 * 1024;
const mostSignatureChars = 10_000;
const defaultMemoryMb = 1_024;

/** Type-checks programs, and declares what modules export, in a warm process that is killed when one costs too much. */
export class TypeChecker {
  readonly #queue: CheckQueue;
  readonly #tools: ToolSet;
  readonly #declarations: Readonly<Record<string, string>>;

  /**
   * @param limitMs how long one check may take
   * @param tools for checks that name none of their own
   * @param memoryMb how much the checker and TypeScript may hold together, where it can be read (Linux)
   */
  constructor(limitMs: number, tools: ToolSet, memoryMb: number = defaultMemoryMb) {
    this.#queue = new CheckQueue({ limitMs, memoryMb });
    this.#tools = tools;
    this.#declarations = toolDeclarations(tools);
  }

  /** Rejects with PortolanError `interrupted` when the signal is aborted first. */
  async check(program: LinkedProgram, options: CheckOptions = {}): Promise<CheckReport> {
    const { source, signature } = program;
    if (source.length > mostSourceChars) return refusal(source, "The source is too long to be checked.");
    if (signature.length > mostSignatureChars)
      return refusal(source, "The signature is too long to be checked.");
    if (!source.isWellFormed() || !signature.isWellFormed())
      return refusal(
        source,
        "The source holds half of a surrogate pair; write it as an escape, such as \\ud83d.",
      );
    const declarations = this.#declarationsFor(program, options.tools);
    const answer = await this.#queue.ask({ kind: "check", program, declarations }, options.signal);
    return reportOf(answer, source);
  }

  /**
   * The declarations of modules by specifier, as TypeScript infers them from their sources: what a coder that may import them
   * needs to know. Every import of theirs must be among them, or be a tool.
   */
  declare(
    modules: Readonly<Record<string, string>>,
    options: { signal?: AbortSignal } = {},
  ): Promise<Record<string, string>> {
    return declareInParts(modules, (specifiers) =>
      this.#queue.ask(
        { kind: "declare", specifiers, modules, declarations: this.#declarations },
        options.signal,
      ),
    );
  }

  /** The syntax of sources, each within its own limits; undefined for what does not parse, or not within them. */
  parse(
    sources: readonly string[],
    options: { signal?: AbortSignal } = {},
  ): Promise<(SyntaxTree | undefined)[]> {
    const parseOne = async (source: string): Promise<SyntaxTree | undefined> => {
      if (source.length > mostParsedChars || !source.isWellFormed()) return undefined;
      const answer = await this.#queue.ask({ kind: "parse", source }, options.signal);
      return "reply" in answer && "syntax" in answer.reply && answer.reply.syntax !== null
        ? treeOf(source, answer.reply.syntax)
        : undefined;
    };
    return Promise.all(sources.map(parseOne));
  }

  /** How signatures can serve where another one is wanted; `none` for what is no type or takes too long. */
  relate(wanted: string, signatures: readonly string[]): Promise<Relation[]> {
    return relateInParts(wanted, signatures, (part) =>
      this.#queue.ask({ kind: "relate", wanted, signatures: part }),
    );
  }

  #declarationsFor(program: LinkedProgram, tools = this.#tools): Readonly<Record<string, string>> {
    const granted = program.grants?.[program.name];
    if (granted !== undefined) return toolDeclarations(grantedTools(tools, granted));
    return tools === this.#tools ? this.#declarations : toolDeclarations(tools);
  }

  dispose(): Promise<void> {
    return this.#queue.dispose();
  }
}

function reportOf(answer: CheckerAnswer, source: string): CheckReport {
  if ("gaveUp" in answer) return refusal(source, `The type checker gave up ${answer.gaveUp}.`);
  if ("reply" in answer && "report" in answer.reply) return answer.reply.report;
  const why = "reply" in answer && "failure" in answer.reply ? `: ${answer.reply.failure}` : ".";
  return refusal(source, `The type checker failed on this program${why}`);
}
