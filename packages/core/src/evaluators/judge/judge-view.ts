import type { Json } from "../../json/json.ts";
import { callEach } from "../../sandbox/call-all.ts";
import { type Outcome, runResultOf } from "../../sandbox/outcome.ts";
import type { Sandbox } from "../../sandbox/sandbox.ts";
import type { World } from "../../world/world.ts";
import type { Subject } from "../evaluator.ts";
import { perturb } from "./perturb.ts";

/** What a judge gets to see of a result. It never holds hidden cases, the program's text, or who wrote it. */
export interface JudgeView {
  runs?: { input: Json[]; outcome: Json }[];
  /** State of the world, where there is one. */
  before?: Json;
  after?: Json;
}

/** Makes the view on a program; runs it. `settings` are part of the judge's digest. */
export interface Viewer {
  settings: Json;
  view(subject: Subject): Promise<JudgeView>;
}

/** The program's runs on the inputs of the visible examples and on inputs near them, each in an isolate of its own. */
export function runsViewer(
  sandbox: Sandbox,
  { examples = 8, perturbed = 8 }: { examples?: number; perturbed?: number } = {},
): Viewer {
  return {
    settings: { kind: "runs", examples, perturbed },
    view: async ({ task, program, signal }) => {
      const shown = task.examples.slice(0, examples).map(({ input }) => input);
      const inputs = [...shown, ...perturb(shown, perturbed)];
      const outcomes = await callEach(sandbox, program, inputs, { signal });
      return {
        runs: inputs.map((input, i) => ({ input, outcome: outcomeJson(outcomes[i] as Outcome) })),
      };
    },
  };
}

/** One run on the first example's input in a world that is reset before, with its state before and after. */
export function worldViewer(sandbox: Sandbox, world: World, { seed = 0 }: { seed?: number } = {}): Viewer {
  return {
    settings: { kind: "world", seed },
    view: async ({ task, program, signal }) => {
      await world.reset(seed);
      const before = structuredClone(world.observe());
      const input = task.examples[0]?.input ?? [];
      const outcome = await sandbox.run(program, input, { tools: world.tools, signal, seed });
      return {
        runs: [{ input, outcome: outcomeJson(outcome) }],
        before,
        after: structuredClone(world.observe()),
      };
    },
  };
}

/** Without stacks, which name the program's parts. */
function outcomeJson(outcome: Outcome): Json {
  const result = runResultOf(outcome);
  if (result.kind === "value") return { returned: result.value };
  if (result.kind === "error") return { threw: { name: result.name, message: result.message } };
  return { failed: result.kind };
}
