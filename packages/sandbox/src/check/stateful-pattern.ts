import type { CallExpression, Node, SourceFile } from "typescript/unstable/ast";
import {
  isIdentifier,
  isPropertyAccessExpression,
  isRegularExpressionLiteral,
  isSourceFile,
  isVariableStatement,
} from "typescript/unstable/ast/is";

/**
 * True for `pattern.test(…)` and `pattern.exec(…)` when a constant at the top level of that name is a pattern with the flag g or
 * y: it keeps the place where the last search ended, and the next call begins there.
 */
export function statefulPattern(call: CallExpression): boolean {
  if (!isPropertyAccessExpression(call.expression)) return false;
  const { expression, name } = call.expression;
  if (!isIdentifier(expression) || (name.text !== "test" && name.text !== "exec")) return false;
  const pattern = constantOf(fileOf(call), expression.text);
  return (
    pattern !== undefined && isRegularExpressionLiteral(pattern) && /\/[a-z]*[gy][a-z]*$/.test(pattern.text)
  );
}

function fileOf(node: Node): SourceFile | undefined {
  let one: Node | undefined = node;
  while (one && !isSourceFile(one)) one = one.parent;
  return one;
}

function constantOf(file: SourceFile | undefined, name: string): Node | undefined {
  for (const statement of file?.statements ?? []) {
    if (!isVariableStatement(statement)) continue;
    for (const declaration of statement.declarationList.declarations)
      if (isIdentifier(declaration.name) && declaration.name.text === name) return declaration.initializer;
  }
  return undefined;
}
