import type { Sandbox } from "../sandbox/sandbox.ts";
import type { SyntaxTree } from "../sandbox/syntax-tree.ts";
import type { Subject } from "./evaluator.ts";

const known = new WeakMap<Subject, Promise<SyntaxTree | undefined>>();

/**
 * The syntax of the judged program, parsed once for all evaluators that judge the same subject; `undefined` where nothing parses,
 * or it does not.
 */
export async function judgedSyntax(sandbox: Sandbox, subject: Subject): Promise<SyntaxTree | undefined> {
  const tree = known.get(subject) ?? parsed(sandbox, subject);
  known.set(subject, tree);
  return tree;
}

async function parsed(sandbox: Sandbox, { program, signal }: Subject): Promise<SyntaxTree | undefined> {
  const [tree] = (await sandbox.parse?.([program.source], { signal })) ?? [];
  return tree;
}
