import type { Relation } from "@portolan/core";
import type { CheckerAnswer } from "./checker-lane.ts";

const partSize = 200;
const mostSignatureChars = 10_000;

/**
 * Asks for relations in parts, so that others get their turn between two of them. A part with a signature that is no type
 * is asked for in halves, down to the one; that one has no relation.
 */
export async function relateInParts(
  wanted: string,
  signatures: readonly string[],
  ask: (signatures: readonly string[]) => Promise<CheckerAnswer>,
): Promise<Relation[]> {
  if (!isAskable(wanted)) return signatures.map(() => "none");
  const askable = [...new Set(signatures)].filter(isAskable);
  const found = new Map<string, Relation>();
  for (let at = 0; at < askable.length; at += partSize)
    await relatePart(askable.slice(at, at + partSize), ask, found);
  return signatures.map((signature) => found.get(signature) ?? "none");
}

async function relatePart(
  signatures: readonly string[],
  ask: (signatures: readonly string[]) => Promise<CheckerAnswer>,
  found: Map<string, Relation>,
): Promise<void> {
  const answer = await ask(signatures);
  if ("reply" in answer && "relations" in answer.reply) {
    for (const [i, relation] of answer.reply.relations.entries())
      found.set(signatures[i] as string, relation);
    return;
  }
  if (signatures.length < 2) return;
  const middle = signatures.length / 2;
  for (const half of [signatures.slice(0, middle), signatures.slice(middle)])
    await relatePart(half, ask, found);
}

function isAskable(signature: string): boolean {
  return signature.length <= mostSignatureChars && signature.isWellFormed();
}
