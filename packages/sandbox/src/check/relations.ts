import type { Relation } from "@portolan/core";
import type { SourceFile } from "typescript/unstable/ast";
import { isTypeAliasDeclaration } from "typescript/unstable/ast/is";
import { NodeBuilderFlags, type Program, type Project } from "typescript/unstable/sync";
import type { RelateMessage } from "./messages.ts";
import { files, type Workspace } from "./workspace.ts";

/** Names of ours; a signature that uses one is none. */
const own = "Portolan$";

/** Where one type stands in the file. */
interface Place {
  start: number;
  end: number;
}

/** How each signature can serve where the wanted one is wanted, all in one check; `none` for what is no type. */
export function relationsOf(workspace: Workspace, message: RelateMessage): Relation[] {
  const types = [message.wanted, ...message.signatures];
  const wrong = types.map((type) => type.includes(own) || /@ts-/i.test(type));
  for (;;) {
    const { text, places } = fileOf(types.map((type, i) => (wrong[i] ? "never" : type)));
    const project = workspace.update({ written: [], removed: [] }, { contract: text });
    const broken = firstBroken(project.program, places);
    if (broken === undefined) return relationsIn(project, places, wrong);
    if (wrong[broken]) throw new Error("The types cannot be compared.");
    wrong[broken] = true;
  }
}

/** The relations of a file that holds nothing but types. A type with a mistake, such as a name that there is not, is none. */
function relationsIn(
  { program, checker }: Project,
  places: readonly Place[],
  wrong: readonly boolean[],
): Relation[] {
  const file = program.getSourceFile(files.contract) as SourceFile;
  const complaints = program.getSemanticDiagnostics(files.contract);
  const isWrong = ({ start, end }: Place, i: number): boolean =>
    wrong[i] === true || complaints.some(({ pos }) => pos >= start && pos < end);
  if (complaints.some(({ pos }) => pos >= (places.at(-1) as Place).end))
    throw new Error("The types cannot be compared.");
  const last = file.statements.at(-1);
  const type = last && isTypeAliasDeclaration(last) ? checker.getTypeFromTypeNode(last.type) : undefined;
  if (!type) throw new Error("TypeScript lost the relations.");
  const flags = NodeBuilderFlags.NoTruncation | NodeBuilderFlags.InTypeAlias;
  const found = JSON.parse(checker.typeToString(type, file, flags)) as Relation[];
  const [wanted, ...signatures] = places.map(isWrong);
  return found.map((relation, i) => (wanted || signatures[i] ? "none" : relation));
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

/** The first type that did more than be one: closed its alias, added statements, or hid what follows it. */
function firstBroken(program: Program, places: readonly Place[]): number | undefined {
  const file = program.getSourceFile(files.contract) as SourceFile;
  const at = Math.min(...program.getSyntacticDiagnostics(files.contract).map(({ pos }) => pos));
  const broken = places.findIndex(({ start, end }, i) => {
    const statement = file.statements[i];
    return (
      at <= end ||
      !statement ||
      !isTypeAliasDeclaration(statement) ||
      statement.type.getStart(file) < start ||
      statement.type.end > end
    );
  });
  if (broken >= 0) return broken;
  return at < Infinity || file.statements.length !== places.length + helperCount + 1
    ? places.length - 1
    : undefined;
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
