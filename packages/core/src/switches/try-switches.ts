import { z } from "zod";
import type { Json } from "../json/json.ts";
import { withoutTypes } from "../mutation/without-types.ts";
import { functionNameOf, type LinkedProgram } from "../program/program.ts";
import { batchProgram } from "../sandbox/batch-source.ts";
import type { Outcome } from "../sandbox/outcome.ts";
import type { Sandbox } from "../sandbox/sandbox.ts";
import type { SyntaxTree } from "../sandbox/syntax-tree.ts";
import { sitesOf } from "./sites-of.ts";
import { switchedSource, switchesSpecifier } from "./switched-source.ts";
import { switchesSource } from "./switch-board-source.ts";
import { trialSource, trialSpecifier } from "./trial-source.ts";

/** Something that a program does on a further input alone, and what it does there is another result than without it. */
export interface Needless {
  /** Of the site. */
  line: number;
  /** What is looked at: a condition that holds or not, a value for what is missing, a clause that is entered, a call that is made. */
  what: "true" | "false" | "fallback" | "clause" | "term" | "call";
  /** The first such input. */
  input: Json[];
}

// Steps are counted. This is for what native code does in one, in time of its own, which other work on a machine leaves alone.
const limits = { cpuMs: 30_000, wallMs: 120_000 };

const replySchema = z.object({
  isCut: z.boolean(),
  failed: z.array(z.number()),
  found: z.array(
    z.object({
      site: z.number(),
      what: z.enum(["true", "false", "fallback", "clause", "term", "call"]),
      input: z.number(),
    }),
  ),
});

/** Inputs to try a program on, by how far they are from what is known. */
export interface Inputs {
  known: readonly Json[][];
  /** In the style of the known ones, a group of each kind; that it fails on the first group is told. */
  styled: readonly (readonly Json[][])[];
  /** Others, which may be none that it is made for. */
  others: readonly (readonly Json[][])[];
}

/**
 * Looks for what a program does that nothing known needs: ways at branches that none of the known inputs takes, and calls that could be
 * left out without any of them giving another result; they count where further inputs do give another one. On inputs far from the
 * known ones a guard may keep a program from failing: there, only another value counts. All is tried in one isolate.
 * @returns also the near inputs on which it gives no value; `undefined` where that took too many steps, or the isolate did not come to an end
 */
export async function trySwitches(
  sandbox: Sandbox,
  { program, tree, signal }: { program: LinkedProgram; tree: SyntaxTree; signal?: AbortSignal },
  { known, styled, others }: Inputs,
): Promise<{ sites: number; failed: Json[][]; needless: Needless[] } | undefined> {
  const groups = [...styled, ...others];
  const further = groups.flat();
  const found = sitesOf(tree);
  const plain = withoutTypes(tree);
  const kinds = found.sites.map((site) => {
    if (["method", "call", "bound"].includes(site.kind)) return "call";
    return site.kind === "operand" && site.sign === "??" ? site.fallback : site.kind;
  });
  const tried = (of: SyntaxTree, language: "ts" | "js"): Promise<Outcome> =>
    sandbox.run(
      switchedProgram(program, switchedSource(of, found), language),
      [[...known], further, kinds, groups.map(({ length }) => length), styled.length],
      { signal, limits },
    );
  const withoutStripping = plain && (await tried(plain, "js"));
  // Should a type have been taken for something else, what is left is no JavaScript: that must not keep a program from being looked at.
  const isBroken = !withoutStripping || withoutStripping.kind === "type-error";
  const outcome = isBroken ? await tried(tree, "ts") : withoutStripping;
  // What comes back was in one isolate with the program: it is read like any other data.
  const reply = outcome.kind === "value" ? replySchema.safeParse(outcome.value) : undefined;
  if (!reply?.success || (reply.data.isCut && reply.data.found.length === 0)) return undefined;
  const needless = reply.data.found.flatMap(({ site, what, input }) => {
    const line = found.sites[site]?.line;
    const on = further[input];
    return line === undefined || !on ? [] : [{ line, what, input: on }];
  });
  const failed = reply.data.failed.flatMap((i) => (further[i] ? [further[i]] : []));
  return { sites: found.sites.length, failed, needless };
}

function switchedProgram(program: LinkedProgram, source: string, language: "ts" | "js"): LinkedProgram {
  const name = functionNameOf(program.name);
  const specifier = `#program/switched.${language}`;
  return batchProgram(program, {
    name: "try-switches",
    signature:
      "(known: unknown[][], further: unknown[][], kinds: string[], groups: number[], styled: number) => unknown",
    body: `import { trySwitchesOf } from "${trialSpecifier}";
import { ${name} as call } from "${specifier}";
export const trySwitches = (...given) => trySwitchesOf(call, ...given);
`,
    subjects: { [specifier]: source },
    modules: { [switchesSpecifier]: switchesSource, [trialSpecifier]: trialSource },
  });
}
