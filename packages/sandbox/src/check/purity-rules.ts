import type { Identifier, Node, SourceFile } from "typescript/unstable/ast";
import {
  isExpressionWithTypeArguments,
  isIdentifier,
  isShorthandPropertyAssignment,
  isTypeNode,
} from "typescript/unstable/ast/is";
import { hiddenClock, refusedUse } from "./language-names.ts";
import type { Owner } from "./name-owners.ts";
import { refusedMember, refusedStatement } from "./shared-state.ts";
import { changedBy } from "./state-changes.ts";
import type { Suspect } from "./suspect.ts";
import { isUntypedJson } from "./untyped-json.ts";

/**
 * Judges whether a program is a function of its arguments and its tools: no clock, no chance, no code from text, nothing
 * kept from one call to the next. It finds what is written down; the frozen realm takes care of the rest, as far as it can.
 */
export function judgePurity(
  file: SourceFile,
  owners: (names: readonly Identifier[]) => Owner[],
  complain: (message: string, at: Node) => void,
): void {
  const suspects: Suspect[] = [];
  const walk = (node: Node): void => {
    // Types vanish before a program runs; `extends Date<…>` of a class only looks like one.
    if (isTypeNode(node) && !isExpressionWithTypeArguments(node)) return;
    if (isIdentifier(node) && !isLabel(node)) {
      const message = refusedUse(node);
      if (message !== undefined) suspects.push({ name: node, owners: ["language"], message, at: node });
    }
    const hidden = hiddenClock(node);
    if (hidden) suspects.push({ ...hidden, owners: ["language"], at: node });
    suspects.push(...changedBy(node));
    const member = refusedMember(node);
    if (member !== undefined) complain(member, node);
    if (isUntypedJson(node))
      complain(
        "JSON.parse gives any: say what it is, as in `const value: unknown = JSON.parse(text)`.",
        node,
      );
    node.forEachChild(walk);
  };
  for (const statement of file.statements) {
    const message = refusedStatement(statement);
    if (message !== undefined) complain(message, statement);
  }
  file.forEachChild(walk);

  const found = owners(suspects.map(({ name }) => name));
  const likely = suspects.filter((suspect, i) => suspect.owners.includes(found[i] as Owner));
  const methods = owners(likely.flatMap(({ method }) => method ?? []));
  for (const { message, at, method } of likely) {
    if (method === undefined || methods.shift() === "language") complain(message, at);
  }
}

/** True for names that are not uses: the `Date` of `log.Date`, of `{ Date: 1 }` and of `Date: for (;;) break Date`. */
function isLabel(node: Identifier): boolean {
  const { parent } = node as { parent: { name?: Node; propertyName?: Node; label?: Node } & Node };
  if (parent.propertyName === node || parent.label === node) return true;
  return parent.name === node && !isShorthandPropertyAssignment(parent);
}
