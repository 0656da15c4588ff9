import { afterAll, beforeAll } from "vitest";
import { z } from "zod";
import type { Json } from "../json/json.ts";
import type { LinkedProgram } from "../program/program.ts";
import type { Outcome } from "../sandbox/outcome.ts";
import type { CheckOptions, RunOptions, Sandbox } from "../sandbox/sandbox.ts";
import { type Tool, ToolFailure, type ToolSet } from "../sandbox/tool.ts";

/** Makes the sandbox under test; `tools` are its default tools. */
export type MakeSandbox = (options?: { tools?: ToolSet }) => Sandbox;

/** A program named `subject`, whose function is `subject`; without a signature it is one of a number. */
export function subject(source: string, changes: Partial<LinkedProgram> = {}): LinkedProgram {
  return { name: "subject", signature: "(n: number) => number", source, modules: {}, ...changes };
}

/** One sandbox for a group of tests. */
export function shared(make: MakeSandbox, options?: { tools?: ToolSet }) {
  let sandbox: Sandbox;
  beforeAll(() => {
    sandbox = make(options);
  });
  afterAll(() => sandbox[Symbol.asyncDispose]());
  return {
    run: (program: LinkedProgram, input: Json[], run?: RunOptions) => sandbox.run(program, input, run),
    check: (program: LinkedProgram, check?: CheckOptions) => sandbox.check(program, check),
  };
}

export function valueOf(outcome: Outcome): Json {
  if (outcome.kind !== "value") throw new Error(`the program ended as ${outcome.kind}`);
  return outcome.value;
}

/** A program that calls `counter.add` with this input. */
export function adding(input: string): LinkedProgram {
  return subject(`import { add } from "#tools/counter";
export async function subject(n: number): Promise<number> {
  return await add(${input});
}`);
}

/** A program with this body that may call the tools of `counter`. */
export function using(body: string): LinkedProgram {
  const head = 'import { add, fail, meet } from "#tools/counter";';
  return subject(`${head}\nexport async function subject(n: number) {\n${body}\n}`);
}

/** Tools with a state of their own: `add` adds and returns the sum, `fail` fails, `meet` waits for two others. */
export function exampleTools(): ToolSet {
  let sum = 0;
  const add: Tool = {
    description: "Adds to the counter and returns it.",
    input: z.object({ by: z.number() }),
    output: z.number(),
    effect: "write",
    call: async (input) => (sum += (input as { by: number }).by),
  };
  const fail: Tool = {
    description: "Fails.",
    input: z.null(),
    output: z.null(),
    effect: "read",
    call: async () => {
      throw new ToolFailure("out of wood", { missing: "wood" });
    },
  };
  const together = Promise.withResolvers<number>();
  let present = 0;
  const meet: Tool = {
    description: "Returns when three calls are under way.",
    input: z.null(),
    output: z.number(),
    effect: "read",
    call: () => {
      if (++present === 3) together.resolve(present);
      return together.promise;
    },
  };
  return { counter: { add, fail, meet } };
}
