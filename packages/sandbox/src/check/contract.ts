import { isReservedWord } from "@portolan/core/names";
import { type SourceFile, SyntaxKind } from "typescript/unstable/ast";
import { isTypeAliasDeclaration } from "typescript/unstable/ast/is";

/** A module that compiles when the program's function fits its signature, and the place of the signature in it. */
export interface Contract {
  text: string;
  typeText: { start: number; end: number };
}

/** Writes the contract; undefined when no function can have the name `exported`. */
export function contractFor(exported: string, signature: string): Contract | undefined {
  if (!/^[\p{ID_Start}$_][\p{ID_Continue}$]{0,200}$/u.test(exported) || isReservedWord(exported))
    return undefined;
  const head = `import { ${exported} } from "./program.ts";
type OrPromise<F> = F extends (...input: infer I) => infer O ? (...input: I) => O | Promise<O> : never;
type Signature = `;
  const text = `${head}${signature}
;
${exported} satisfies OrPromise<Signature>;
`;
  return { text, typeText: { start: head.length, end: head.length + signature.length + 1 } };
}

/** False when the signature did more than name a type: closed the contract's, added statements, or hid what follows it. */
export function isWhole(file: SourceFile, { typeText }: Contract): boolean {
  const kinds = file.statements.map(({ kind }) => kind);
  const [, , signature] = file.statements;
  return (
    kinds.length === 4 &&
    kinds[0] === SyntaxKind.ImportDeclaration &&
    kinds[1] === SyntaxKind.TypeAliasDeclaration &&
    signature !== undefined &&
    isTypeAliasDeclaration(signature) &&
    signature.type.getStart(file) >= typeText.start &&
    signature.type.end <= typeText.end &&
    kinds[3] === SyntaxKind.ExpressionStatement &&
    !/@ts-/i.test(file.text.slice(typeText.start, typeText.end))
  );
}
