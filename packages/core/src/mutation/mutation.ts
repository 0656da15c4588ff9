import type { SyntaxNode } from "../sandbox/syntax-tree.ts";
import type { Edit, MutationOperator } from "./mutant.ts";

/** A change that an operator would make. */
export interface Mutation {
  operator: MutationOperator;
  edits: Edit[];
}

/** Puts a text in the place of a node. */
export function replace(operator: MutationOperator, { start, end }: SyntaxNode, text: string): Mutation {
  return { operator, edits: [{ start, end, text }] };
}

/** Has two nodes change places. */
export function swap(one: SyntaxNode, other: SyntaxNode, source: string): Mutation {
  const put = (place: SyntaxNode, by: SyntaxNode): Edit => ({
    start: place.start,
    end: place.end,
    text: bracketed(source.slice(by.start, by.end), place, by),
  });
  return { operator: "argument-swap", edits: [put(one, other), put(other, one)] };
}

/** An operand that takes another place keeps its meaning only in brackets. */
function bracketed(text: string, place: SyntaxNode, by: SyntaxNode): string {
  const compound = /^(?:BinaryExpression|ConditionalExpression|ArrowFunction)$/;
  return compound.test(by.kind) || (compound.test(place.kind) && by.kind === "PrefixUnaryExpression")
    ? `(${text})`
    : text;
}
