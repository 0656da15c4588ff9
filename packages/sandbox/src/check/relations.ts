import type { Relation } from "@portolan/core";
import type { SourceFile } from "typescript/unstable/ast";
import { isTypeAliasDeclaration } from "typescript/unstable/ast/is";
import { NodeBuilderFlags } from "typescript/unstable/sync";
import type { RelateMessage } from "./messages.ts";
import { files, type Workspace } from "./workspace.ts";

/** Names of ours; a signature that uses one is none. */
const own = "Portolan$";

/** Where one type stands in the file. */
interface Place {
  start: number;
  end: number;
}

/**
 * How each signature can serve where the wanted one is wanted, all in one check.
 * @throws Error when one of them is more than a type, so that no place in the file can be trusted; alone, it is none.
 */
export function relationsOf(workspace: Workspace, message: RelateMessage): Relation[] {
  const { text, places } = fileOf([message.wanted, ...message.signatures]);
  const { program, checker } = workspace.update({ written: [], removed: [] }, { contract: text });
  const file = program.getSourceFile(files.contract) as SourceFile;
  if (program.getSyntacticDiagnostics(files.contract).length > 0 || !isAsWritten(file, places))
    throw new Error("A signature is not a type.");
  const complaints = program.getSemanticDiagnostics(files.contract);
  const wrong = places.map(({ start, end }) => complaints.some(({ pos }) => pos >= start && pos < end));
  if (complaints.some(({ pos }) => pos >= (places.at(-1) as Place).end))
    throw new Error("The types cannot be compared.");
  const last = file.statements.at(-1);
  const type = last && isTypeAliasDeclaration(last) ? checker.getTypeFromTypeNode(last.type) : undefined;
  const found = JSON.parse(
    type
      ? checker.typeToString(type, file, NodeBuilderFlags.NoTruncation | NodeBuilderFlags.InTypeAlias)
      : "[]",
  ) as Relation[];
  return found.map((relation, i) => (wrong[0] || wrong[i + 1] ? "none" : relation));
}

/** A file with one alias per type, the wanted one first, and a tuple of the relations last. */
function fileOf(types: readonly string[]): { text: string; places: Place[] } {
  let text = "";
  const places = types.map((type, i) => {
    text += `type ${own}${i} = `;
    const start = text.length;
    text += `${type}\n;\n`;
    return { start, end: start + type.length + 1 };
  });
  const relations = types.slice(1).map((_, i) => `${own}Relation<${own}${i + 1}>`);
  return { text: `${text}${helpers}type ${own}All = [${relations.join(", ")}];\n`, places };
}

/** False when a type did more than be one: closed its alias, added statements, or hid what follows it. */
function isAsWritten(file: SourceFile, places: readonly Place[]): boolean {
  return (
    file.statements.length === places.length + helperCount + 1 &&
    places.every(({ start, end }, i) => {
      const statement = file.statements[i];
      const type = file.text.slice(start, end);
      return (
        statement !== undefined &&
        isTypeAliasDeclaration(statement) &&
        statement.type.getStart(file) >= start &&
        statement.type.end <= end &&
        !/@ts-/i.test(type) &&
        !type.includes(own)
      );
    })
  );
}

// A promise of a result is as good as the result: programs await. `any` and `never` are assignable to everything, and say nothing.
// Parameters may come in another order; fewer than are given are assignable anyway.
const helpers = `
type Portolan$Input = Portolan$0 extends (...input: infer I) => unknown ? I : never;
type Portolan$Output = Portolan$0 extends (...input: never) => infer O ? Awaited<O> : never;
type Portolan$Wanted = (...input: Portolan$Input) => Portolan$Output | Promise<Portolan$Output>;
type Portolan$Orders = Portolan$Input extends [infer A, infer B]
  ? [A, B] | [B, A]
  : Portolan$Input extends [infer A, infer B, infer C]
    ? [A, B, C] | [A, C, B] | [B, A, C] | [B, C, A] | [C, A, B] | [C, B, A]
    : Portolan$Input;
type Portolan$Vague<T> = 0 extends 1 & T ? true : [T] extends [never] ? true : false;
type Portolan$Result<F> = F extends (...input: never) => infer O ? Awaited<O> : never;
type Portolan$Serves<F, I, O> = I extends unknown[] ? F extends (...input: I) => O | Promise<O> ? true : never : never;
type Portolan$Takes<F> = [Portolan$Input] extends [[]] ? false : F extends () => unknown ? false
  : [Portolan$Serves<F, Portolan$Orders, unknown>] extends [never] ? false : true;
type Portolan$Gives<F> = F extends (...input: any) => Portolan$Output | Promise<Portolan$Output> ? true : false;
type Portolan$Relation<F> = Portolan$Vague<F> extends true ? "none"
  : F extends (...input: any) => unknown
    ? Portolan$Vague<Portolan$Result<F>> extends true ? Portolan$Takes<F> extends true ? "accepts" : "none"
    : [F, Portolan$0] extends [Portolan$0, F] ? "same"
    : [Portolan$Serves<F, Portolan$Orders, Portolan$Output>] extends [never]
      ? Portolan$Gives<F> extends true ? "returns" : Portolan$Takes<F> extends true ? "accepts" : "none"
    : "assignable"
  : "none";
`;
const helperCount = 10;
