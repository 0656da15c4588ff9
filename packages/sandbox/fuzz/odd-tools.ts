import { type Json, type Tool, ToolFailure, type ToolSet } from "@portolan/core";
import fc from "fast-check";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { anyJson, throughJson } from "./json-values.ts";

/** What a tool does when it is called. */
export interface Behaviour {
  tool: Tool;
  /** What the program gets; undefined when it must get an error. */
  gives: Json | undefined;
}

// What a tool written in JavaScript may do, whatever its types say.
const oddities: readonly (readonly [string, () => unknown])[] = [
  ["undefined", () => undefined],
  ["a function", () => () => 1],
  ["a symbol", () => Symbol("s")],
  ["a bigint", () => 1n],
  ["NaN", () => Number.NaN],
  [
    "a cycle",
    () => {
      const a: unknown[] = [];
      a.push(a);
      return a;
    },
  ],
  ["a map", () => new Map([[1, 2]])],
  ["a null prototype", () => Object.create(null) as unknown],
  [
    "a getter that throws",
    () => ({
      get message(): never {
        throw new Error("from a getter");
      },
    }),
  ],
  [
    "a text that throws",
    () => ({
      toString: () => {
        throw new Error("from toString");
      },
    }),
  ],
  ["an error without a text", () => Object.assign(new Error("x"), { message: 7 })],
  [
    "an error with a getter",
    () =>
      Object.defineProperty(new Error("x"), "message", {
        get: () => {
          throw new Error("y");
        },
      }),
  ],
  [
    "a proxy that refuses",
    () =>
      new Proxy(
        {},
        {
          get() {
            throw new Error("refused");
          },
          ownKeys() {
            throw new Error("refused");
          },
          getPrototypeOf() {
            throw new Error("refused");
          },
        },
      ),
  ],
  [
    "toJSON that throws",
    () => ({
      toJSON: () => {
        throw new Error("from toJSON");
      },
    }),
  ],
  ["a failure with odd data", () => new ToolFailure("odd", 1n as unknown as Json)],
  [
    "a failure with a cycle",
    () => {
      const a: Json[] = [];
      a.push(a);
      return new ToolFailure("odd", a);
    },
  ],
  ["a long text", () => "x".repeat(10_000)],
  ["null", () => null],
];

const strict = z.json() as z.ZodType<Json>;
const lax = z.unknown() as unknown as z.ZodType<Json>;

const honest = fc.tuple(anyJson, fc.integer({ min: 0, max: 3 })).map(([value, waitMs]): Behaviour => {
  const call = async (): Promise<Json> => {
    if (waitMs > 0) await sleep(waitMs);
    return value;
  };
  return { tool: toolOf(`gives ${JSON.stringify(value)}`, strict, call), gives: throughJson(value) };
});

const throwing = fc
  .tuple(fc.constantFrom(...oddities), fc.boolean())
  .map(([[name, make], later]): Behaviour => {
    const call = (): Promise<Json> => {
      // oxlint-disable-next-line typescript/prefer-promise-reject-errors -- that is what is tried
      if (later) return Promise.reject(make());
      throw make();
    };
    return { tool: toolOf(`${later ? "rejects with" : "throws"} ${name}`, strict, call), gives: undefined };
  });

/** Outputs that the schema may or may not refuse: the program gets JSON or an error, and the host goes on. */
export const oddOutput: fc.Arbitrary<Tool> = fc
  .tuple(fc.constantFrom(...oddities), fc.constantFrom(strict, lax))
  .map(([[name, make], output]) =>
    toolOf(`gives ${name}${output === lax ? ", unseen" : ""}`, output, async () => make() as Json),
  );

/** Tools that give JSON, and tools that throw or reject with anything. */
export const behaviour: fc.Arbitrary<Behaviour> = fc.oneof(
  { arbitrary: honest, weight: 3 },
  { arbitrary: throwing, weight: 2 },
);

/** The tools `host.t0`, `host.t1` and so on. */
export function toolsOf(tools: readonly Tool[]): ToolSet {
  return { host: Object.fromEntries(tools.map((tool, i) => [`t${i}`, tool])) };
}

/** A program that calls `host.t0` and so on at once and gives `[true, value]` or `[false, name]` for each. */
export function callerOf(count: number): string {
  const names = Array.from({ length: count }, (_, i) => `t${i}`);
  return `import { ${names.join(", ")} } from "#tools/host";
export async function subject(given: unknown) {
  console.log("calling", Math.random(), Date.now());
  const settled = await Promise.allSettled([${names.map((name) => `${name}(given)`).join(", ")}]);
  for (const one of settled) console.log(one.status);
  return settled.map((one) => one.status === "fulfilled" ? [true, one.value] : [false, one.reason.name]);
}`;
}

/** A tool that reports show by its name. */
function toolOf(name: string, output: z.ZodType<Json>, call: Tool["call"]): Tool {
  const tool: Tool = { description: name, input: lax, output, effect: "read", call };
  return Object.defineProperty(tool, fc.toStringMethod, { value: () => name });
}
