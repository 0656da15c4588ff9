import { equalJson, type Json } from "../json/json.ts";
import type { LinkedProgram } from "../program/program.ts";
import { type CallResult, sameResult } from "../sandbox/call-all.ts";
import { callUntilStuck } from "../sandbox/call-until-stuck.ts";
import type { RunOptions, Sandbox } from "../sandbox/sandbox.ts";
import type { Case } from "../task/task.ts";

/** Where a program and another one part. */
export interface Disagreement {
  /** Position of the other one among the rivals. */
  rival: number;
  /** On how many of the inputs. */
  differs: number;
  /** The shortest input on which they do, and what each gives; absent where it gives no value. */
  input: Json[];
  values: [Json?, Json?];
}

/**
 * Compares a program with others that were written for the same task: those which are right on all examples too are told by
 * where they differ on the inputs. It says nothing of who is right.
 * @returns one entry for each rival that fits the examples and differs, and how many fit them
 */
export async function disagreement(
  sandbox: Sandbox,
  programs: { program: LinkedProgram; rivals: readonly LinkedProgram[] },
  { examples, inputs }: { examples: readonly Case[]; inputs: readonly Json[][] },
  options: RunOptions = {},
): Promise<{ fitting: number; found: Disagreement[] }> {
  const asked = [...examples.map(({ input }) => input), ...inputs];
  const [own, ...others] = await Promise.all(
    [programs.program, ...programs.rivals].map((one) => callUntilStuck(sandbox, one, asked, options)),
  );
  const fits = (results: readonly CallResult[]): boolean =>
    examples.every(({ output }, i) => {
      const result = at(results, i);
      return result.ok && equalJson(result.value, output);
    });
  const fitting = others.map((results, rival) => ({ results, rival })).filter(({ results }) => fits(results));
  const found = fitting.flatMap(({ results, rival }): Disagreement[] => {
    // What is known to be right is compared with nothing: among it are hidden cases, and what rivals give there is the result.
    const apart = inputs.flatMap((input, i) => {
      const place = examples.length + i;
      const [mine, theirs] = [at(own, place), at(results, place)];
      return sameResult(mine, theirs)
        ? []
        : [{ input, values: [valueOf(mine), valueOf(theirs)] as [Json?, Json?] }];
    });
    const [first] = apart.toSorted((a, b) => JSON.stringify(a.input).length - JSON.stringify(b.input).length);
    return first ? [{ rival, differs: apart.length, ...first }] : [];
  });
  return { fitting: fitting.length, found };
}

/** What comes after a call that hangs. */
const notRun: CallResult = { ok: false, failure: "not run" };

function at(results: readonly CallResult[] | undefined, i: number): CallResult {
  return results?.[i] ?? notRun;
}

function valueOf(result: CallResult): Json | undefined {
  return result.ok ? result.value : undefined;
}
