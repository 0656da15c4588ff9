import type { Json, LinkedProgram, Outcome, OutcomeKind, RunOptions, Tool, ToolSet } from "@portolan/core";
import { equalJson, runResultOf } from "@portolan/core";
import fc from "fast-check";
import { z } from "zod";
import type { ProcessSandbox } from "../src/index.ts";
import { grantGraph, toolNames } from "./grant-graphs.ts";
import { anyJson, deepJson, frozen, levelsOf, throughJson } from "./json-values.ts";
import { behaviour, callerOf, oddOutput, toolsOf } from "./odd-tools.ts";
import { anySource, computed } from "./sources.ts";

/** Something that must hold for whatever is generated; `share` is how often it is tried beside the others. */
export interface Property {
  name: string;
  share: number;
  over: (sandbox: ProcessSandbox) => fc.IAsyncProperty<unknown>;
}

// Every kind but `crash`, which says that a program brought its process down, and `cancelled`, which nobody asks for.
const kinds: ReadonlySet<OutcomeKind> = new Set<OutcomeKind>([
  "value",
  "error",
  "timeout",
  "memory",
  "limit",
  "denied",
  "type-error",
]);
const soon: RunOptions = { limits: { wallMs: 400 } };
const late: RunOptions = { limits: { wallMs: 60_000 } };
const same: RunOptions = { seed: 7, epochMs: 1_700_000_000_000 };

export const properties: readonly Property[] = [
  {
    name: "a right program gives what it computes",
    share: 3,
    over: (sandbox) =>
      fc.asyncProperty(computed, fc.integer({ min: -50, max: 50 }), async ({ source, value }, n) => {
        expectValue(await sandbox.run(subject(source), [n], late), value(n));
      }),
  },
  {
    name: "any text ends as one of the kinds, and the same way each time",
    share: 3,
    over: (sandbox) =>
      fc.asyncProperty(anySource, async (source) => {
        const [first, second] = [
          await sandbox.run(subject(source), [3], { ...soon, ...same }),
          await sandbox.run(subject(source), [3], { ...soon, ...same }),
        ];
        if (!kinds.has(first.kind)) throw new Error(`ended as ${JSON.stringify(first)}`);
        // How far a program got that had to be stopped is for the machine to say.
        if (first.kind === "timeout" || second.kind === "timeout") return;
        expectSame(first, second);
      }),
  },
  {
    name: "arguments come through unharmed and unchanged",
    share: 3,
    over: (sandbox) =>
      fc.asyncProperty(
        fc.array(fc.oneof({ arbitrary: anyJson, weight: 4 }, deepJson), { maxLength: 3 }),
        async (given) => {
          const before = JSON.stringify(given);
          const source =
            "export function subject(...given: unknown[]) { return [JSON.stringify(given), ...given]; }";
          const outcome = await sandbox.run(subject(source), frozen(given), late);
          if (JSON.stringify(given) !== before) throw new Error("the arguments were changed");
          if (levelsOf(given) > 500) return expectKind(outcome, "limit");
          expectValue(outcome, [before, ...(throughJson(given) as Json[])]);
        },
      ),
  },
  {
    name: "tools give their values and their failures, whatever they throw",
    share: 3,
    over: (sandbox) =>
      fc.asyncProperty(
        fc.array(behaviour, { minLength: 1, maxLength: 5 }),
        anyJson,
        async (behaviours, given) => {
          const tools = toolsOf(behaviours.map(({ tool }) => tool));
          const outcome = await sandbox.run(subject(callerOf(behaviours.length)), [given], {
            ...late,
            tools,
          });
          const settled = valueOf(outcome) as [boolean, Json][];
          const refused = JSON.stringify(given).includes('"__proto__"');
          for (const [i, { gives }] of behaviours.entries()) {
            const [ok, value] = settled[i] as [boolean, Json];
            if (gives === undefined || !ok) {
              const names = ["ToolError", "ToolFailure", ...(refused ? ["ToolInputError"] : [])];
              if (ok || (gives !== undefined && !refused) || !names.includes(value as string))
                throw new Error(`tool ${i} gave ${JSON.stringify(settled[i])}`);
              // A record of zod's loses a key named __proto__.
            } else if (!JSON.stringify(gives).includes('"__proto__"') && !equalJson(value, gives))
              throw new Error(`tool ${i} gave ${JSON.stringify(value)}`);
          }
        },
      ),
  },
  {
    name: "tools that give what is not JSON fail, and nothing else does",
    share: 2,
    over: (sandbox) =>
      fc.asyncProperty(fc.array(oddOutput, { minLength: 1, maxLength: 4 }), async (list) => {
        const outcome = await sandbox.run(subject(callerOf(list.length)), [1], {
          ...late,
          tools: toolsOf(list),
        });
        if ((valueOf(outcome) as Json[]).length !== list.length) throw new Error("an answer is missing");
      }),
  },
  {
    name: "a program is denied what the rules of grants deny it, and nothing else",
    share: 4,
    over: (sandbox) =>
      fc.asyncProperty(grantGraph, async ({ program, denied, calls }) => {
        const outcome = await sandbox.run(program, [], { ...late, tools: rightfulTools });
        if (denied.size > 0) {
          expectKind(outcome, "denied");
          if (outcome.kind === "denied" && !denied.has(outcome.by))
            throw new Error(`by ${outcome.by}, not by ${[...denied].join(" or ")}`);
          if (outcome.toolCalls.length > 0) throw new Error("it called a tool");
          return;
        }
        const made = outcome.toolCalls.map(({ by, tool }) => `${by} ${tool}`);
        if (!equalJson(made, calls))
          throw new Error(
            `called ${made.join()}, not ${calls.join()}: ${JSON.stringify(runResultOf(outcome))}`,
          );
      }),
  },
  {
    name: "a recording replays without a divergence",
    share: 3,
    over: (sandbox) =>
      fc.asyncProperty(
        fc.array(
          fc.oneof(
            behaviour.map(({ tool }) => tool),
            oddOutput,
          ),
          { maxLength: 5 },
        ),
        anyJson,
        async (list, given) => {
          const source =
            list.length > 0 ? callerOf(list.length) : "export function subject() { return Math.random(); }";
          const options = { ...late, tools: toolsOf(list), record: true };
          const { recording } = await sandbox.run(subject(source), [given], options);
          const { divergence } = await sandbox.replay(JSON.parse(JSON.stringify(recording)));
          if (divergence) throw new Error(JSON.stringify(divergence));
        },
      ),
  },
];

const call = async (): Promise<Json> => null;
const tool: Tool = {
  description: "",
  input: z.json(),
  output: z.json(),
  effect: "read",
  call,
};
const rightfulTools: ToolSet = Object.fromEntries(
  ["a", "b"].map((namespace) => [
    namespace,
    Object.fromEntries(
      toolNames.filter((name) => name.startsWith(namespace)).map((name) => [name.slice(2), tool]),
    ),
  ]),
);

function subject(source: string): LinkedProgram {
  return { name: "subject", signature: "(...given: never[]) => unknown", source, modules: {} };
}

function expectKind(outcome: Outcome, kind: OutcomeKind): void {
  if (outcome.kind !== kind)
    throw new Error(`not ${kind} but ${JSON.stringify(runResultOf(outcome)).slice(0, 500)}`);
}

function valueOf(outcome: Outcome): Json {
  if (outcome.kind === "value") return outcome.value;
  throw new Error(`ended as ${JSON.stringify(runResultOf(outcome)).slice(0, 500)}`);
}

/** Exactly, as text: `-0` is no `0` here, and keys have their order. */
function expectValue(outcome: Outcome, expected: Json): void {
  const text = JSON.stringify(valueOf(outcome));
  if (text !== JSON.stringify(expected)) throw new Error(`not ${JSON.stringify(expected)} but ${text}`);
}

function expectSame(first: Outcome, second: Outcome): void {
  const [a, b] = [first, second].map((one) => JSON.stringify([runResultOf(one), one.logs]));
  if (a !== b) throw new Error(`first ${a}, then ${b}`);
}
