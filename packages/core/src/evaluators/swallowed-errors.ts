import { generateInputs } from "../generate/generate-inputs.ts";
import type { Edit } from "../mutation/mutant.ts";
import { visit } from "../mutation/syntax-query.ts";
import { tryMutants } from "../mutation/try-mutants.ts";
import { withoutTypes } from "../mutation/without-types.ts";
import type { Sandbox } from "../sandbox/sandbox.ts";
import type { SyntaxNode } from "../sandbox/syntax-tree.ts";
import { parseSignature } from "../task/signature.ts";
import { defineEvaluator } from "./define-evaluator.ts";
import type { Evaluator, Verdict } from "./evaluator.ts";
import { usesTools } from "./generated.ts";
import { judgedSyntax } from "./judged-syntax.ts";

const generated = { count: 100, seed: 1 };
const fails = 'throw new Error("made to fail");';

/**
 * Refuses programs that turn failures into values which no case asks for: all that they try could fail and no case would notice,
 * or on inputs near the cases they hide a failure of a kind that no case has. Programs without `try` cost nothing; those that use
 * tools are not run, and pass.
 */
export function swallowedErrorsEvaluator(sandbox: Sandbox): Evaluator {
  return defineEvaluator({
    id: "swallowed-errors",
    version: 2,
    settings: generated,
    evaluate: async (subject): Promise<Verdict> => {
      const { task, program, signal } = subject;
      // What has no such word has no such statement.
      if (!/\btry\b/.test(program.source) || usesTools(subject)) return passed({ tries: 0 });
      const tree = await judgedSyntax(sandbox, subject);
      if (!tree) return passed({ tries: 0 });
      if (returnsInFinally(tree.root))
        return { status: "failed", feedback: inFinally, evidence: { inFinally: true } };
      const tries = swallowingIn(tree.root);
      if (tries.length === 0) return passed({ tries: 0 });
      const mutants = tries.flatMap(({ tried, caught }) => [failingAt(tried), failingAt(caught)]);
      const cases = [...task.examples, ...task.cases];
      const further = generateInputs(parseSignature(task.signature), cases, generated);
      const bare = withoutTypes(tree);
      const plain = bare && { tree: bare, mutants };
      const trial = await tryMutants(sandbox, { program, tree, signal }, mutants, { cases, further }, plain);
      if (!trial) return passed({ tries: tries.length });
      const fateOf = (i: number) => trial.fates[i]?.fate;
      const unneeded = tries.filter((_, i) => fateOf(2 * i) !== "killed").length;
      const hiding = tries.filter((_, i) => fateOf(2 * i + 1) === "survived").length;
      const evidence = { tries: tries.length, unneeded, hiding, runs: trial.runs };
      if (unneeded + hiding === 0) return passed(evidence);
      return { status: "failed", feedback: unneeded > 0 ? noNotice : hidden, evidence };
    },
  });
}

const noNotice =
  "All that it tries could fail, and it would still pass: it swallows errors instead of doing the work. Remove the try.";
const hidden =
  "It turns a failure into a value where no example asks for that. Let the failure through, or catch only what the goal names.";
const inFinally = "A return in finally hides every failure: return in try.";

function passed(evidence: Record<string, number>): Verdict {
  return { status: "passed", evidence };
}

/** The blocks of the statements that catch whatever happens and throw nothing. */
function swallowingIn(root: SyntaxNode): { tried: SyntaxNode; caught: SyntaxNode }[] {
  const found: { tried: SyntaxNode; caught: SyntaxNode }[] = [];
  visit(root, ({ kind, children }) => {
    if (kind !== "TryStatement") return;
    const [, tried] = children;
    const caught = children.find((child) => child.kind === "CatchClause")?.children.at(-1);
    if (tried && caught && !has(caught, "ThrowStatement")) found.push({ tried, caught });
  });
  return found;
}

/** True where a `return` takes the place of whatever was thrown. */
function returnsInFinally(root: SyntaxNode): boolean {
  let found = false;
  visit(root, ({ kind, children }) => {
    const place = children.findIndex((child) => child.kind === "FinallyKeyword");
    if (kind === "TryStatement" && place >= 0)
      found ||= has(children[place + 1] as SyntaxNode, "ReturnStatement");
  });
  return found;
}

function has(node: SyntaxNode, kind: string): boolean {
  return node.kind === kind || node.children.some((child) => has(child, kind));
}

function failingAt({ start }: SyntaxNode): { edits: Edit[] } {
  return { edits: [{ start: start + 1, end: start + 1, text: fails }] };
}
