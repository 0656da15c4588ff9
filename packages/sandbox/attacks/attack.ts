import type {
  Approve,
  CallResult,
  Json,
  LimitName,
  Limits,
  Outcome,
  OutcomeKind,
  Tool,
  ToolSet,
} from "@portolan/core";
import { z } from "zod";

/** One program that tries something, and what must come of it. It is data; `AttackBench` runs it. */
export interface Attack {
  /** kebab-case, unique in its class. */
  id: string;
  /** One line, continuing "A program …". */
  tries: string;
  expect: Expectation;
  /** What differs with QuickJS: another expectation, or why it is not tried there. */
  quickjs?: Expectation | string;
  /** The body of an `async function attack(...given)`; or `source`, the whole module. */
  body?: string;
  source?: string;
  modules?: Readonly<Record<string, string>>;
  grants?: Readonly<Record<string, readonly string[]>>;
  /** Made anew for every run. */
  tools?: () => ToolSet;
  approve?: Approve;
  /** The arguments. */
  input?: Json[];
  /** Has `callAll` call the program with these, one after the other, as the evaluator does. */
  inputs?: Json[][];
  /** Beside those of the bench. */
  limits?: Partial<Limits>;
  /** Where Math.random and the clock start. */
  seed?: number;
  epochMs?: number;
  /** Cancels the run when a tool is called for the first time. */
  cancels?: boolean;
  /** A program that runs next, in every child; its value must be this. */
  next?: { body: string; value: Json };
}

/** How an attack must end. What is absent may be anything. */
export interface Expectation {
  /** Several where it depends on the machine which limit comes first. */
  kind: OutcomeKind | readonly OutcomeKind[];
  value?: Json;
  /** Of an `error`. */
  name?: string;
  message?: string | RegExp;
  /** Of a `limit` or a `timeout`. */
  limit?: LimitName;
  /** Of `denied`. */
  specifier?: string;
  by?: string;
  logs?: string[];
  /** What each call of `inputs` gave. */
  results?: CallResult[];
  /** Looks at the rest; returns what is wrong. */
  also?: (seen: Seen) => string | undefined;
  /** What must happen, in words, when the above does not say it. */
  says?: string;
}

/** What was seen of an attack from outside. */
export interface Seen {
  outcome: Outcome;
  /** Calls that reached a tool. */
  calls: SeenCall[];
}

/** A call as its tool saw it. */
export interface SeenCall {
  tool: string;
  by: string;
  input: Json;
  idempotencyKey: string;
  signal: AbortSignal;
}

/** Attacks that try the same kind of thing. */
export interface AttackClass {
  /** kebab-case */
  name: string;
  title: string;
  /** What all of them are after, for the page. */
  about: string;
  attacks: readonly Attack[];
}

export const timesOut: Expectation = { kind: "timeout", limit: "wallMs" };
export const runsOutOfMemory: Expectation = { kind: "memory" };
export const doesNotParse: Expectation = { kind: "type-error" };

/** It returns this. */
export function returns(value: Json, says?: string): Expectation {
  return { kind: "value", value, says };
}

/** It ends with this error of its own. */
export function throws(name: string, message?: string | RegExp): Expectation {
  return { kind: "error", name, message };
}

/** It is not linked. */
export function isDenied(specifier: string, by = "attack"): Expectation {
  return { kind: "denied", specifier, by };
}

/** It ends at this limit. */
export function exceeds(limit: LimitName): Expectation {
  return { kind: "limit", limit };
}

/** A tool that takes and gives any JSON, reads, and does `call`. */
export function toolOf(call: Tool["call"], changes: Partial<Tool> = {}): Tool {
  return { description: "", input: z.json(), output: z.json(), effect: "read", call, ...changes };
}

/** Tools under `#tools/box`. */
export function box(tools: Record<string, Tool>): () => ToolSet {
  return () => ({ box: tools });
}

/** `#tools/box` with `echo`, which gives back its input. */
export const echo = box({ echo: toolOf(async (input) => input) });

/** A module that imports `names` from `#tools/box` and whose function has this body. */
export function usingBox(names: string, body: string): string {
  return `import { ${names} } from "#tools/box";\nexport async function attack(...given) { ${body} }`;
}
