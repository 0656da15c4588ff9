import { type Json, ToolFailure } from "@portolan/core";
import { z } from "zod";
import { type Attack, box, echo, returns, throws, toolOf, usingBox } from "./attack.ts";

const proto = (text = '{"__proto__":{"polluted":1}}'): Json => JSON.parse(text) as Json;
const clean = "[typeof {}.polluted, typeof [].polluted]";

export const prototypePollution: readonly Attack[] = [
  {
    id: "argument",
    tries: "is given an argument with a key `__proto__`",
    body: `return [Object.keys(given[0]), Object.getPrototypeOf(given[0]) === Object.prototype, ${clean}];`,
    input: [proto()],
    expect: returns([["__proto__"], true, ["undefined", "undefined"]], "a key like any other"),
  },
  {
    id: "argument-merged",
    tries: "merges an argument with a key `__proto__` into every object",
    body: `const merge = (to, from) => { for (const key of Object.keys(from)) if (typeof from[key] === "object") merge(to[key] ??= {}, from[key]); else to[key] = from[key]; }; try { merge({}, given[0]); } catch {} return ${clean};`,
    input: [proto('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}')],
    expect: returns(["undefined", "undefined"]),
  },
  {
    id: "result",
    tries: "returns a key `__proto__`",
    body: `return JSON.parse('{"__proto__": {"polluted": 1}}');`,
    expect: {
      kind: "value",
      value: proto(),
      also: ({ outcome }) =>
        outcome.kind === "value" && Object.keys(outcome.value as object).join() === "__proto__"
          ? undefined
          : "it is no key",
      says: "a key of the value; nothing of the host changes",
    },
  },
  {
    id: "result-deep",
    tries: "returns `__proto__` deep in arrays, and constructor.prototype",
    body: `return [[JSON.parse('{"__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}}}')]];`,
    expect: returns(
      [[proto('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}')]],
      "data",
    ),
  },
  {
    id: "result-literal",
    tries: "returns an object whose prototype it has set",
    body: "return { __proto__: { polluted: 1 }, own: 1 };",
    expect: returns({ own: 1 }),
  },
  {
    id: "result-numeric",
    tries: "returns keys that are numbers, empty, or names of methods",
    body: "return { 0: 1, '-1': 2, '': 3, length: 4, toString: 5, valueOf: 6, hasOwnProperty: 7, then: 8 };",
    // oxlint-disable-next-line no-thenable -- that is the attack
    expect: returns({ 0: 1, "-1": 2, "": 3, length: 4, toString: 5, valueOf: 6, hasOwnProperty: 7, then: 8 }),
  },
  {
    id: "result-array-keys",
    tries: "returns an array with keys of its own",
    body: "const a = [1]; a.polluted = 1; a['__proto__x'] = 2; return a;",
    expect: returns([1]),
  },
  {
    id: "tool-input",
    tries: "calls a tool with a key `__proto__`",
    source: usingBox("echo", `return await echo(JSON.parse('{"__proto__": {"polluted": 1}}'));`),
    tools: echo,
    expect: {
      ...throws("ToolInputError", /__proto__/),
      also: ({ calls }) => (calls.length === 0 ? undefined : "the tool was called"),
    },
  },
  {
    id: "tool-input-escaped",
    tries: "calls a tool with a key `__proto__`, deep in arrays and made of escapes",
    source: usingBox(
      "echo",
      `return await echo([[{ a: JSON.parse('{"\\\\u005f_proto__": {"polluted": 1}}') }]]);`,
    ),
    tools: echo,
    expect: {
      ...throws("ToolInputError", /__proto__/),
      also: ({ calls }) => (calls.length === 0 ? undefined : "the tool was called"),
    },
  },
  {
    id: "tool-input-computed",
    tries: "calls a tool with a key `__proto__` that it defined",
    source: usingBox(
      "echo",
      "return await echo(Object.defineProperty({}, '__proto__', { value: { polluted: 1 }, enumerable: true }));",
    ),
    tools: echo,
    expect: {
      ...throws("ToolInputError", /__proto__/),
      also: ({ calls }) => (calls.length === 0 ? undefined : "the tool was called"),
    },
  },
  {
    id: "tool-input-constructor",
    tries: "calls a tool that merges its input into an object with constructor.prototype",
    source: usingBox("merge", "return await merge({ constructor: { prototype: { polluted: 1 } } });"),
    tools: box({ merge: toolOf(async (input) => Object.keys({ ...(input as object) })) }),
    expect: returns(["constructor"]),
  },
  {
    id: "tool-input-strict",
    tries: "calls a tool with keys that its schema does not name",
    source: usingBox("only", "return await only({ name: 'a', toString: 'b', isAdmin: true });"),
    tools: box({
      only: toolOf(async (input) => Object.keys(input as object), { input: z.object({ name: z.string() }) }),
    }),
    expect: returns(["name"]),
  },
  {
    id: "tool-output",
    tries: "gets a key `__proto__` from a tool",
    source: usingBox(
      "give",
      `const got = await give(1); return [Object.keys(got), Object.getPrototypeOf(got) === Object.prototype, ${clean}];`,
    ),
    tools: box({ give: toolOf(async () => proto(), { output: z.record(z.string(), z.json()) }) }),
    expect: {
      kind: "value",
      also: ({ outcome }) =>
        outcome.kind === "value" && JSON.stringify(outcome.value).endsWith('true,["undefined","undefined"]]')
          ? undefined
          : "its prototype changed",
      says: "data; no prototype changes",
    },
  },
  {
    id: "tool-failure-data",
    tries: "gets a key `__proto__` in the data of a failure",
    source: usingBox(
      "fail",
      `try { await fail(1); } catch (e) { return [Object.keys(e.data), Object.getPrototypeOf(e.data) === Object.prototype, ${clean}]; }`,
    ),
    tools: box({
      fail: toolOf(async () => {
        throw new ToolFailure("no", proto());
      }),
    }),
    expect: returns([["__proto__"], true, ["undefined", "undefined"]]),
  },
  {
    id: "tool-name",
    tries: "calls tools that are named like what records inherit",
    source: usingBox(
      'toString as a, "constructor" as b, valueOf as c',
      "return await Promise.all([a(1), b(2), c(3)]);",
    ),
    tools: box({
      toString: toolOf(async () => "toString"),
      constructor: toolOf(async () => "constructor"),
      valueOf: toolOf(async () => "valueOf"),
    }),
    expect: returns(["toString", "constructor", "valueOf"]),
  },
  {
    id: "error-fields",
    tries: "throws an error that holds keys `__proto__` and toString",
    body: `const e = new Error("m"); Object.defineProperty(e, "__proto__", { value: { polluted: 1 }, enumerable: true }); throw e;`,
    expect: throws("Error", "m"),
  },
  {
    id: "setter",
    tries: "sets the prototype of what it was given through `__proto__` and setPrototypeOf",
    body: `given[0].__proto__ = { polluted: 1 }; Object.setPrototypeOf(given[1], { polluted: 1 }); return [typeof given[0].polluted, typeof given[1].polluted, ${clean}];`,
    input: [{}, {}],
    expect: returns(["number", "number", ["undefined", "undefined"]], "only its own copies change"),
  },
  {
    id: "define-setter",
    tries: "defines accessors on the prototype of all objects",
    body: "Object.prototype.__defineGetter__('polluted', () => 1); return typeof {}.polluted;",
    expect: throws("TypeError"),
  },
];
