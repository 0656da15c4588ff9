import { ToolFailure } from "@portolan/core";
import { type Attack, box, echo, returns, throws, toolOf, usingBox } from "./attack.ts";

const noCode = throws("TypeError", /cannot make code from text$/);
const failing = box({
  fail: toolOf(async () => {
    throw new ToolFailure("no wood");
  }),
});

export const realmEscapes: readonly Attack[] = [
  {
    id: "function-constructor",
    tries: "makes code from text with Function",
    body: "return Function('return typeof process')();",
    expect: noCode,
  },
  {
    id: "console-constructor",
    tries: "makes code from text with the constructor of a console function",
    body: "return console.log.constructor('return typeof process')();",
    expect: noCode,
  },
  {
    id: "async-generator-constructor",
    tries: "makes code with the constructor of asynchronous generators, which has no name",
    body: "return await (async function* () {}).constructor('yield typeof process')().next();",
    expect: noCode,
  },
  {
    id: "method-constructor",
    tries: "makes code with the constructor of a class's method",
    body: "return (class { static *m() {} }).m.constructor('yield 1')().next();",
    expect: noCode,
  },
  {
    id: "bound-function-constructor",
    tries: "makes code with the constructor of a bound function",
    body: "return (() => 1).bind(null).constructor('return this')();",
    expect: noCode,
  },
  {
    id: "accessor-constructor",
    tries: "makes code with the constructor of an accessor that the sandbox put in",
    body: "const { get } = Object.getOwnPropertyDescriptor(Object.prototype, 'toString'); return get.constructor('return this')();",
    expect: noCode,
  },
  {
    id: "tool-constructor",
    tries: "makes code with the constructor of a tool",
    source: usingBox("echo", "return echo.constructor('return typeof process')();"),
    tools: echo,
    expect: noCode,
  },
  {
    id: "tool-promise",
    tries: "looks for a promise of the host in what a tool returns",
    source: usingBox(
      "echo",
      "const p = echo(1); return [p instanceof Promise, Object.getPrototypeOf(p) === Promise.prototype, Reflect.ownKeys(p).length, await p];",
    ),
    tools: echo,
    expect: returns([true, true, 0, 1], "a promise of its own realm, with nothing on it"),
  },
  {
    id: "tool-result-prototype",
    tries: "looks for a prototype of the host in the result of a tool",
    source: usingBox(
      "echo",
      "const r = await echo({ a: [1] }); return [Object.getPrototypeOf(r) === Object.prototype, Object.getPrototypeOf(r.a) === Array.prototype, r.constructor === Object];",
    ),
    tools: echo,
    expect: returns([true, true, true], "objects of its own realm"),
  },
  {
    id: "tool-error-constructor",
    tries: "climbs from the error of a tool to a constructor of functions",
    source: usingBox(
      "fail",
      "try { await fail(1); } catch (e) { return e.constructor.constructor('return this')(); }",
    ),
    tools: failing,
    expect: noCode,
  },
  {
    id: "tool-error-keys",
    tries: "looks for more than name, message and data on the error of a tool",
    source: usingBox(
      "fail",
      "try { await fail(1); } catch (e) { return Reflect.ownKeys(e).map(String).sort(); }",
    ),
    tools: failing,
    expect: returns(["data", "message", "name", "stack"]),
  },
  {
    id: "input-error-constructor",
    tries: "climbs from the error of a refused input to the host",
    source: usingBox(
      "echo",
      "try { await echo(() => 1); } catch (e) { return e.constructor.constructor('return this')(); }",
    ),
    tools: echo,
    expect: noCode,
  },
  {
    id: "import-error-constructor",
    tries: "climbs from the error of a refused import() to the host",
    body: "try { await import('x'); } catch (e) { return e.constructor.constructor('return this')(); }",
    expect: noCode,
  },
  {
    id: "stack-overflow-constructor",
    tries: "climbs from the engine's own RangeError to the host",
    body: "const f = () => f(); try { f(); } catch (e) { return e.constructor.constructor('return this')(); }",
    expect: noCode,
  },
  {
    id: "syntax-error-constructor",
    tries: "climbs from the engine's own SyntaxError to the host",
    body: "try { new RegExp('['); } catch (e) { return [e instanceof SyntaxError, e.constructor.constructor('return this')()]; }",
    expect: noCode,
  },
  {
    id: "prepare-stack-trace",
    tries: "asks for the receivers of the functions on the stack with Error.prepareStackTrace",
    body: "Error.prepareStackTrace = (_, s) => typeof s[1].getThis(); return new Error().stack;",
    expect: throws("TypeError"),
  },
  {
    id: "prepare-stack-trace-subclass",
    tries: "puts prepareStackTrace on a class of errors of its own",
    body: "class E extends Error { static prepareStackTrace(_, s) { return s; } } const o = {}; E.captureStackTrace?.(o); return [typeof new E().stack, typeof (o.stack ?? '')];",
    expect: returns(["string", "string"], "stacks stay texts"),
  },
  {
    id: "caller",
    tries: "walks up the stack with Function.caller",
    body: "function f() { return f.caller; } return f();",
    expect: throws("TypeError"),
  },
  {
    id: "caller-getter",
    tries: "walks up the stack with the accessor behind caller",
    body: "function f() { return Object.getOwnPropertyDescriptor(Function.prototype, 'caller').get.call(f) ?? null; } return f();",
    expect: throws("TypeError"),
  },
  {
    id: "arguments-callee",
    tries: "walks up the stack with arguments.callee",
    body: "return (function () { return arguments.callee.caller; })();",
    expect: throws("TypeError"),
  },
  {
    id: "sloppy-this",
    tries: "reaches the global object through `this` of a plain function",
    body: "return typeof (function () { return this; })();",
    expect: returns("undefined"),
  },
  {
    id: "promise-species",
    tries: "has promises made by a constructor of its own through Symbol.species",
    body: "Object.defineProperty(Promise, Symbol.species, { value: class { constructor(run) { run(() => {}, () => {}); } } });",
    expect: throws("TypeError"),
  },
  {
    id: "array-species",
    tries: "catches what the sandbox puts into arrays through Symbol.species",
    source: usingBox(
      "echo",
      "const seen = []; const a = [1]; const constructor = { [Symbol.species]: function () { return new Proxy([], { set: (t, k, v) => { seen.push(String(k)); t[k] = v; return true; }, defineProperty: (t, k, d) => { seen.push(String(k)); return Reflect.defineProperty(t, k, d); } }); } }; Object.defineProperty(a, 'constructor', { value: constructor }); return [await echo(a), seen];",
    ),
    tools: echo,
    expect: returns([[1], []], "nothing passes through it"),
  },
  {
    id: "array-iterator",
    tries: "replaces the iterator that spreads arguments",
    body: "Array.prototype[Symbol.iterator] = function* () { yield 'stolen'; };",
    expect: throws("TypeError"),
  },
  {
    id: "arguments-array",
    tries: "looks for a prototype of the host in its arguments",
    body: "return given.map((one) => [one === null, typeof one === 'object' && Object.getPrototypeOf(one ?? {}) === Object.prototype]);",
    input: [null, { a: 1 }],
    expect: returns([
      [true, true],
      [false, true],
    ]),
  },
  {
    id: "proxy-input",
    tries: "has the host call the traps of a proxy that it gives to a tool",
    source: usingBox(
      "echo",
      "const traps = []; const p = new Proxy({ a: 1 }, { get: (t, k, r) => { traps.push(r === p); return t[k]; } }); const got = await echo(p); return [got, traps.every(Boolean)];",
    ),
    tools: echo,
    expect: returns([{ a: 1 }, true], "its traps see its own realm only; the tool gets data"),
  },
  {
    id: "thenable-input",
    tries: "gives a tool an object that the host would await",
    source: usingBox("echo", "return await echo({ then: (ok) => ok('taken') });"),
    tools: echo,
    expect: throws("ToolInputError", /a function at \.then/),
  },
  {
    id: "thenable-data",
    tries: "has a tool give back data with a key `then`",
    source: usingBox("echo", "return await echo({ then: 'x', catch: 1 });"),
    tools: echo,
    // oxlint-disable-next-line no-thenable -- that is the attack
    expect: returns({ then: "x", catch: 1 }),
  },
  {
    id: "then-getter",
    tries: "hands out resolve functions of the sandbox through a `then` getter on its result",
    body: "return { get then() { return (ok) => ok(ok.constructor === Function && typeof ok.caller); } };",
    expect: throws("TypeError"),
    quickjs: "QuickJS has no restricted properties on functions of its own",
  },
  {
    id: "then-twice",
    tries: "settles its result twice, first with a value and then with an error",
    body: "return { then(ok, no) { ok(1); no(new Error('second')); ok(2); } };",
    expect: returns(1),
  },
  {
    id: "import-meta",
    tries: "finds something on import.meta",
    body: "return [Reflect.ownKeys(import.meta).length, Object.getPrototypeOf(import.meta), typeof import.meta.url];",
    expect: returns([0, null, "undefined"]),
  },
  {
    id: "dynamic-import",
    tries: "imports at run time",
    body: "return await import('node:fs').then(() => 'imported', (error) => error.message);",
    expect: returns("Not supported"),
    quickjs: {
      kind: "value",
      also: ({ outcome }) =>
        outcome.kind === "value" && outcome.value === "imported" ? "it imported" : undefined,
    },
  },
  {
    id: "with-statement",
    tries: "makes a sloppy scope with `with` in code from text",
    body: "return new Function('o', 'with (o) { return process; }')({});",
    expect: noCode,
  },
  {
    id: "indirect-eval",
    tries: "runs text in the global scope with an indirect eval",
    body: "return (0, eval)('this');",
    expect: noCode,
  },
  {
    id: "weak-references",
    tries: "watches the garbage collector with weak references",
    body: "return [typeof WeakRef, typeof FinalizationRegistry];",
    expect: returns(["undefined", "undefined"]),
  },
  {
    id: "structured-clone",
    tries: "clones or transfers across realms",
    body: "return ['structuredClone', 'MessageChannel', 'postMessage', 'BroadcastChannel'].filter((name) => name in globalThis);",
    expect: returns([]),
  },
  {
    id: "async-context",
    tries: "schedules outside of its run, or carries context along",
    body: "return ['AsyncContext', 'AsyncLocalStorage', 'queueMicrotask', 'setTimeout', 'setInterval', 'setImmediate'].filter((name) => name in globalThis);",
    expect: returns([]),
  },
  {
    id: "shadow-realm",
    tries: "makes a realm of its own whose built-ins are not frozen",
    body: "return ['ShadowRealm', 'Realm', 'createRealm', '$262'].filter((name) => name in globalThis);",
    expect: returns([]),
  },
  {
    id: "aggregate-causes",
    tries: "smuggles functions and the global object out in the causes of errors",
    body: "throw new AggregateError([new Error('a', { cause: globalThis })], 'all', { cause: console.log });",
    expect: throws("AggregateError", "all"),
  },
  {
    id: "template-objects",
    tries: "writes on the cached object of a tagged template",
    body: "const tag = (strings) => strings; const make = () => tag`a`; make().raw.push('b'); return make().raw.length;",
    expect: throws("TypeError"),
  },
  {
    id: "generator-prototype",
    tries: "replaces `next` of all asynchronous generators",
    body: "Object.getPrototypeOf(async function* () {}).prototype.next = () => ({ done: true });",
    expect: throws("TypeError"),
  },
  {
    id: "unfrozen",
    tries: "looks for a built-in object that is not frozen, in all that the language leads to",
    body: `const iterators = [[].values(), ""[Symbol.iterator](), "".matchAll(/a/g), new Map().values(), new Set().values(), [].values().map((x) => x), Iterator.from({ next: () => ({ done: true }) })];
    const makers = [function* () {}, async () => {}, async function* () {}, () => 1, class {}, (() => 1).bind()];
    const strict = (function () { return arguments; })();
    const roots = [globalThis, ...[...iterators, ...makers].map((one) => Object.getPrototypeOf(one)), Object.getOwnPropertyDescriptor(strict, "callee")?.get];
    const seen = new Set(roots); const open = [];
    for (const one of seen) {
      if (one === undefined) continue;
      if (!Object.isFrozen(one)) open.push(String(one.name ?? Object.prototype.toString.call(one)));
      const near = [Object.getPrototypeOf(one), ...Reflect.ownKeys(one).flatMap((key) => { const d = Object.getOwnPropertyDescriptor(one, key); return [d.value, d.get, d.set]; })];
      for (const other of near) if ((typeof other === "object" && other !== null) || typeof other === "function") seen.add(other);
    }
    return [seen.size > 500, open];`,
    limits: { wallMs: 3_000 },
    expect: returns([true, []], "there is none"),
  },
  {
    id: "hook-globals",
    tries: "finds what the sandbox used for its own start on the global object",
    body: "return Reflect.ownKeys(globalThis).map(String).filter((name) => /portolan|ivm|isolate|hook|guest|post|__/i.test(name));",
    expect: returns([]),
  },
  {
    id: "global-symbols",
    tries: "finds symbols on the global object that the language did not put there",
    body: "return Object.getOwnPropertySymbols(globalThis).filter((symbol) => symbol !== Symbol.toStringTag).length;",
    expect: returns(0),
  },
];
