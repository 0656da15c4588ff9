import { functionNameOf, type LinkedProgram } from "@portolan/core";
import type { CheckerMessage } from "./messages.ts";
import { reachableModules } from "./reachable-modules.ts";
import { SentModules } from "./sent-modules.ts";

/** Texts by specifier. */
type Texts = Readonly<Record<string, string>>;

/** What a checker is asked; `declarations` are of the tools that modules may import besides what is linked. */
export type CheckerRequest =
  | ({ declarations: Texts } & (
      | { kind: "check"; program: LinkedProgram }
      | { kind: "declare"; specifiers: readonly string[]; modules: Texts }
    ))
  | { kind: "parse"; source: string }
  | { kind: "relate"; wanted: string; signatures: readonly string[] };

/** How much source the modules that one question needs may have. */
export const mostModuleMib = 4;

/** Writes the messages to one checker process, with what that does not hold yet. */
export class Outbox {
  readonly #sent = new SentModules();

  /** Undefined when the modules are too large to be sent. */
  messageFor(request: CheckerRequest): CheckerMessage | undefined {
    if (request.kind === "parse") return request;
    if (request.kind === "relate") return { ...request, signatures: [...request.signatures] };
    const roots =
      request.kind === "check"
        ? [["", request.program.source] as const]
        : request.specifiers.map((one) => [one, request.modules[one] as string] as const);
    const { modules: linked } = request.kind === "check" ? request.program : request;
    const { modules, mentioned } = reachableModules(roots, linked);
    if ([...modules.values()].reduce((sum, text) => sum + text.length, 0) > mostModuleMib * 2 ** 20)
      return undefined;
    const wanted = new Map([...modules, ...Object.entries(request.declarations)]);
    if (request.kind === "declare") {
      for (const [specifier, text] of roots) wanted.set(specifier, text);
      return {
        kind: "declare",
        specifiers: [...request.specifiers],
        ...this.#sent.changesTo(wanted, mentioned),
      };
    }
    const { name, signature, source } = request.program;
    const specifiers = [...new Set([...Object.keys(request.declarations), ...Object.keys(linked)])];
    return {
      kind: "check",
      exported: functionNameOf(name),
      signature,
      source,
      ...this.#sent.linkedToSend(specifiers),
      ...this.#sent.changesTo(wanted, mentioned),
    };
  }
}
