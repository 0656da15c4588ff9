import {
  callAll,
  type CallResult,
  equalJson,
  functionNameOf,
  type Json,
  type LinkedProgram,
  type Sandbox,
  type Task,
} from "@portolan/core";
import { callUntilStuck } from "../../packages/core/src/sandbox/call-until-stuck.ts";
import type { Fault } from "./fault.ts";
import type { Programs } from "./right-programs.ts";
import { userInputs } from "./user-inputs.ts";

/**
 * Where a fault shows: on an input that the suite keeps hidden, on nothing but a visible example, or on another input that a user could give; and that input.
 * `calls`: only when it is called again, at another time, or by who looks at the arguments afterwards.
 */
export interface Shown {
  on: "examples" | "hidden" | "user" | "calls";
  input: Json[];
  /** Whether it is right on all visible examples, so that a coder would hand it in. */
  fits: boolean;
}

/** What the right programs of a task say of its hidden inputs and of users'. */
export interface Oracle {
  examples: Known[];
  hidden: Known[];
  user: Known[];
}

export interface Known {
  input: Json[];
  value: Json;
}

const mostPrograms = 4;
/** Of a mutant that does not end. */
const limits = { cpuMs: 1_000 };
const times = [
  { seed: 1, epochMs: Date.UTC(2026, 2, 1) },
  { seed: 2, epochMs: Date.UTC(2026, 2, 1, 0, 0, 1, 1) },
  { seed: 3, epochMs: Date.UTC(2033, 5, 6, 7, 8, 9, 11) },
  { seed: 4, epochMs: Date.UTC(2027, 5, 6, 7, 8, 9, 600) },
];

/** Asks the right programs; an input on which one of them fails or says otherwise is not one that tells right from wrong. */
export async function oracleOf(
  task: Task,
  set: readonly Task[],
  { right }: Programs,
  sandbox: Sandbox,
): Promise<Oracle> {
  const inputs = userInputs(task, set);
  const answers: CallResult[][] = [];
  for (const { program } of right.slice(0, mostPrograms))
    answers.push(await callAll(sandbox, program, inputs));
  const user = inputs.flatMap((input, i) => {
    const [first, ...others] = answers.map((all) => all[i] as CallResult);
    return first?.ok && others.every((other) => isSame(other, first.value))
      ? [{ input, value: first.value }]
      : [];
  });
  return { examples: knownFrom(task.examples), hidden: knownFrom([...task.cases, ...task.score]), user };
}

/** Where a fault shows, `undefined` where it does not. */
export async function shownBy(fault: Fault, oracle: Oracle, sandbox: Sandbox): Promise<Shown | undefined> {
  const { examples, hidden, user } = oracle;
  const all = [...examples, ...hidden, ...user];
  const results = await callUntilStuck(sandbox, fault.program, inputsOf(all), { limits });
  const isWrong = (i: number): boolean => {
    const result = results[i];
    return result !== undefined && !isSame(result, all[i]?.value as Json);
  };
  const fits = !examples.some((_, i) => isWrong(i));
  const onCalls = async (): Promise<Known | undefined> => {
    if (fault.kind === "changes its input") return fits ? changed(fault.program, all, sandbox) : undefined;
    if (fault.kind === "order-dependent")
      return firstWrong(fault.program, [...all, ...all.toReversed()], sandbox);
    for (const time of times) {
      const wrong = await firstWrong(fault.program, all, sandbox, time);
      if (wrong) return wrong;
    }
    return undefined;
  };
  if (["changes its input", "order-dependent", "time-dependent"].includes(fault.kind)) {
    const wrong = await onCalls();
    return wrong && { on: "calls", input: wrong.input, fits };
  }
  const hiddenAt = all.findIndex((_, i) => i >= examples.length && isWrong(i));
  const at = hiddenAt < 0 ? examples.findIndex((_, i) => isWrong(i)) : hiddenAt;
  if (at < 0) return undefined;
  const isUsers = at >= examples.length + hidden.length;
  return {
    on: isUsers ? "user" : hiddenAt < 0 ? "examples" : "hidden",
    input: all[at]?.input as Json[],
    fits,
  };
}

async function firstWrong(
  program: LinkedProgram,
  all: readonly Known[],
  sandbox: Sandbox,
  options: { seed?: number; epochMs?: number } = {},
): Promise<Known | undefined> {
  const results = await callAll(sandbox, program, inputsOf(all), options);
  return all.find(({ value }, i) => !isSame(results[i] as CallResult, value));
}

/** The first input that is not what it was after the call; the result has to be right, or it would be another kind of fault. */
async function changed(
  program: LinkedProgram,
  all: readonly Known[],
  sandbox: Sandbox,
): Promise<Known | undefined> {
  const results = await callAll(
    sandbox,
    lookingBack(program),
    all.map(({ input }) => [input]),
  );
  const isChanged = all.map(({ input, value }, i) => {
    const result = results[i];
    if (!result?.ok) return undefined;
    const [returned, after] = result.value as [Json, Json];
    return equalJson(returned, value) ? !equalJson(after, input) : undefined;
  });
  return isChanged.includes(undefined) ? undefined : all[isChanged.indexOf(true)];
}

/** A program that calls another one and returns also what became of the arguments. */
function lookingBack(program: LinkedProgram): LinkedProgram {
  const name = functionNameOf(program.name);
  return {
    name: "looking-back",
    signature: "(input: unknown[]) => unknown[]",
    source: `import { ${name} as call } from "#program/${name}";
export async function lookingBack(input: any[]): Promise<any[]> {
  return [JSON.parse(JSON.stringify(await (call as any)(...input))), input];
}`,
    modules: { ...program.modules, [`#program/${name}`]: program.source },
    grants: { ...program.grants },
  };
}

function knownFrom(cases: Task["cases"]): Known[] {
  return cases.map(({ input, output }) => ({ input, value: output }));
}

function inputsOf(all: readonly Known[]): Json[][] {
  return all.map(({ input }) => input);
}

function isSame(result: CallResult, value: Json): boolean {
  return result.ok && equalJson(result.value, value);
}
