import { type Attack, box, echo, throws, timesOut, toolOf, usingBox } from "./attack.ts";

function body(id: string, tries: string, text: string, more: Partial<Attack> = {}): Attack {
  return { id, tries, body: text, expect: timesOut, ...more };
}
const noIntl: Partial<Attack> = { quickjs: throws("ReferenceError") };

export const endlessPrograms: readonly Attack[] = [
  body("loop", "loops", "for (;;);"),
  body(
    "loop-finally",
    "loops again whenever it is interrupted",
    "for (;;) try { for (;;); } finally { continue; }",
  ),
  body("loop-catch", "catches everything and loops", "for (;;) try { for (;;); } catch { for (;;); }"),
  body(
    "microtasks",
    "fills the queue of microtasks for ever",
    "const again = () => { Promise.resolve().then(again); }; again(); await new Promise(() => {});",
  ),
  body("await-loop", "awaits for ever", "for (;;) await null;"),
  body("loop-after-await", "loops after an await", "await 1; for (;;);"),
  body("never-settles", "returns a promise that never settles", "await new Promise(() => {});"),
  body(
    "resolves-to-itself",
    "returns a promise that resolves to itself",
    "const t = { then(ok) { ok(t); } }; return t;",
  ),
  body(
    "async-iterator",
    "iterates without an end",
    "for await (const one of { async *[Symbol.asyncIterator]() { for (;;) yield 1; } }) if (one > 1) return one;",
  ),
  body(
    "generator",
    "takes all of an endless generator",
    "for (const one of (function* () { for (;;) yield 1; })()) if (one > 1) return one;",
  ),
  body(
    "iterator-return",
    "loops in the cleanup of an iterator",
    "for (const one of { [Symbol.iterator]: () => ({ next: () => ({ value: 1, done: false }), return() { for (;;); } }) }) break;",
  ),
  body(
    "class-static",
    "loops in the static block of a class",
    "class A { static { for (;;); } } return A.name;",
  ),
  {
    id: "module-loop",
    tries: "loops while its module is evaluated",
    source: "for (;;);\nexport function attack() {}",
    expect: timesOut,
  },
  {
    id: "module-await",
    tries: "awaits for ever while its module is evaluated",
    source: "await new Promise(() => {});\nexport function attack() {}",
    expect: timesOut,
  },
  {
    id: "module-of-module-await",
    tries: "imports a module whose evaluation never ends",
    source: 'import { x } from "#skills/slow";\nexport function attack() { return x; }',
    modules: { "#skills/slow": "export const x = await new Promise(() => {});" },
    expect: timesOut,
  },
  {
    id: "module-throws-proxy",
    tries: "throws a looping proxy while its module is evaluated",
    source: "throw new Proxy({}, { get() { for (;;); } });\nexport function attack() {}",
    expect: timesOut,
  },
  {
    id: "module-throws-getter",
    tries: "throws an error with a looping getter while its module is evaluated",
    source:
      "throw Object.defineProperty(new Error('x'), 'message', { get() { for (;;); } });\nexport function attack() {}",
    expect: timesOut,
  },
  {
    id: "unhandled-rejection-getter",
    tries: "leaves a rejection behind whose error loops when it is read",
    body: "void Promise.reject(Object.defineProperty(new Error('x'), 'stack', { get() { for (;;); } })); await new Promise(() => {});",
    expect: timesOut,
  },
  body("error-getter", "throws an error whose message loops", "throw { get message() { for (;;); } };"),
  body(
    "error-name",
    "throws an error whose name turns into text for ever",
    "throw { name: { toString() { for (;;); } }, message: 'x' };",
  ),
  body("error-proxy", "throws a proxy that loops", "throw new Proxy({}, { get() { for (;;); } });"),
  body("result-getter", "returns an object with a looping getter", "return { get a() { for (;;); } };"),
  body(
    "result-tojson",
    "returns an object whose toJSON is found by a looping getter",
    "return { get toJSON() { for (;;); } };",
  ),
  body(
    "result-tag",
    "returns an object whose tag loops",
    "return { get [Symbol.toStringTag]() { for (;;); } };",
  ),
  body(
    "result-keys",
    "returns a proxy that never tells its keys",
    "return new Proxy({}, { ownKeys() { for (;;); } });",
  ),
  body(
    "result-length",
    "returns an array that claims to be endless",
    "return new Proxy([], { get: (_, key) => (key === 'length' ? 2 ** 53 - 1 : 0) });",
  ),
  body(
    "result-wide",
    "returns an array of four billion holes",
    "const all = []; all.length = 2 ** 32 - 1; return [Array.prototype.findLastIndex.call(all, (one) => one === 1)];",
  ),
  body("console-tojson", "logs an object whose toJSON loops", "console.log({ toJSON() { for (;;); } });"),
  body(
    "tool-input-getter",
    "calls a tool with an input that loops",
    "return await echo({ get a() { for (;;); } });",
    {
      body: undefined,
      source: usingBox("echo", "return await echo({ get a() { for (;;); } });"),
      tools: echo,
    },
  ),
  body("coercion", "loops while a value turns into a number", "return 1 + { valueOf() { for (;;); } };"),
  body("comparator", "loops in the comparator of a sort", "return [2, 1].sort(() => { for (;;); });"),
  body(
    "growing-map",
    "adds to a map while it walks it",
    "const map = new Map([[0, 0]]); map.forEach((_, key) => { map.delete(key); map.set(key + 1, 0); });",
  ),
  body(
    "catastrophic-regexp",
    "backtracks in a regular expression",
    "return /^(a+)+$/.test('a'.repeat(40) + 'b');",
  ),
  body(
    "lookbehind-regexp",
    "backtracks in a lookbehind",
    "return /(?<=x(?:a|a)+)b/.test('a'.repeat(40) + 'b');",
  ),
  body(
    "backreference-regexp",
    "backtracks with references back",
    "return /^(?:(a*)\\1*)*$/.test('a'.repeat(60) + 'b');",
  ),
  body(
    "regexp-replace",
    "replaces with a function that loops",
    "return 'a'.replace(/a/, () => { for (;;); });",
  ),
  body("sparse-sort", "sorts a sparse array", "const a = []; a[4294967294] = 1; a.sort(); return 1;"),
  body(
    "sparse-splice",
    "splices a sparse array",
    "const a = []; a[4294967294] = 1; a.splice(0, 1); a.splice(1, 0, 2); return a.shift();",
  ),
  body(
    "huge-index-of",
    "searches in an endless length",
    "return Array.prototype.indexOf.call({ length: 2 ** 53 - 1 }, 1);",
  ),
  body(
    "huge-includes",
    "searches backwards in an endless length",
    "return Array.prototype.lastIndexOf.call({ length: 2 ** 53 - 1 }, 1);",
    // V8 makes a name for each index as it goes.
    { expect: { kind: ["timeout", "memory"] } },
  ),
  body(
    "huge-fill",
    "fills an endless length of nothing",
    "return typeof Array.prototype.fill.call(new Proxy({ length: 2 ** 53 - 1 }, { set: () => true }), 1);",
  ),
  body(
    "huge-reverse",
    "reverses an endless length",
    "return typeof Array.prototype.reverse.call({ length: 2 ** 53 - 1 });",
    // A name for each index at the upper end: a machine that is quick enough comes to the limit of memory first.
    { expect: { kind: ["timeout", "memory"] } },
  ),
  body(
    "huge-join",
    "walks an endless length with a callback",
    "return Array.prototype.every.call({ length: 2 ** 53 - 1 }, () => true);",
  ),
  body("bigint-power", "raises a BigInt to an absurd power", "return (7n ** (2n ** 27n)) > 1n;", {
    quickjs: { kind: ["error", "timeout"] },
  }),
  body(
    "bigint-product",
    "multiplies growing BigInts",
    "let x = 3n; for (let i = 0; i < 26; i++) x *= x; return x > 1n;",
    { limits: { memoryMb: 256 }, quickjs: { kind: ["error", "timeout"] } },
  ),
  body("bigint-text", "writes a huge BigInt as text", "return (1n << 12_000_000n).toString().length;", {
    limits: { memoryMb: 256 },
    quickjs: { kind: ["error", "timeout"] },
  }),
  body(
    "json-parse",
    "parses 40 MB of JSON again and again",
    "const text = '[' + '[1],'.repeat(1e6) + '1]'; for (;;) JSON.parse(text);",
    { limits: { memoryMb: 512 } },
  ),
  body(
    "json-stringify",
    "writes the same JSON again and again",
    "const all = Array.from({ length: 1e5 }, (_, i) => ({ i })); for (;;) JSON.stringify(all);",
    { limits: { memoryMb: 256 } },
  ),
  body(
    "replace-all",
    "replaces in long texts again and again",
    "for (;;) 'a'.repeat(2 ** 20).replaceAll('a', 'bb');",
    { limits: { memoryMb: 256 } },
  ),
  body(
    "pad",
    "pads and flattens texts again and again",
    "for (;;) 'x'.padEnd(2 ** 20, 'ab').charCodeAt(7);",
    { limits: { memoryMb: 256 } },
  ),
  body(
    "ropes",
    "joins ropes of text and flattens them",
    "for (;;) { let s = 'a'; for (let i = 0; i < 20; i++) s = s + s; /b/.test(s); }",
    { limits: { memoryMb: 256 } },
  ),
  body(
    "typed-fill",
    "fills a typed array again and again",
    "const bytes = new Uint8Array(2 ** 22); for (;;) bytes.fill(7).sort();",
    { limits: { memoryMb: 128 } },
  ),
  body(
    "locale-compare",
    "compares texts by locale again and again",
    "for (;;) 'ä'.repeat(1000).localeCompare('ä'.repeat(1000), 'de', { sensitivity: 'base' });",
  ),
  body(
    "intl-format",
    "formats again and again",
    "const format = new Intl.NumberFormat('de', { style: 'unit', unit: 'liter' }); for (;;) format.format(1e21);",
    noIntl,
  ),
  body("normalize", "normalises long texts again and again", "for (;;) 'ﷺ'.repeat(1e4).normalize('NFKD');"),
  body(
    "exponential-recursion",
    "recurses in try and finally, twice each time",
    "const f = () => { try { f(); } finally { f(); } }; f();",
  ),
  body("clock-wait", "waits for the clock", "const t = Date.now(); while (Date.now() < t + 1e9); return 1;"),
  body(
    "flat-map",
    "flattens an array that contains itself",
    "const a = []; a.push(a, a); return a.flat(Infinity).length;",
    {
      expect: { kind: "error", name: "RangeError" },
      quickjs: { kind: "error" },
    },
  ),
  body(
    "instanceof-proxy",
    "has a prototype chain without an end",
    "const p = new Proxy({}, { getPrototypeOf: () => p }); return p instanceof Map;",
    {
      expect: throws("RangeError"),
      quickjs: timesOut,
    },
  ),
  {
    id: "loop-after-tool",
    tries: "loops after a tool has answered",
    source: usingBox("echo", "await echo(1); for (;;);"),
    tools: echo,
    expect: timesOut,
  },
  {
    id: "native-loop-after-tool",
    tries: "computes what cannot be interrupted after a tool has answered",
    source: usingBox(
      "echo",
      "await echo(1); return Array.prototype.indexOf.call({ length: 2 ** 53 - 1 }, 1);",
    ),
    tools: echo,
    expect: timesOut,
  },
  {
    id: "silent-tool",
    tries: "waits for a tool that never answers",
    source: usingBox("wait", "return await wait(1);"),
    tools: box({ wait: toolOf(() => new Promise(() => {})) }),
    expect: {
      ...timesOut,
      also: ({ calls }) => (calls[0]?.signal.aborted ? undefined : "the tool does not hear of the end"),
    },
  },
  {
    id: "cpu-between-tools",
    tries: "computes between tool calls, each time less than its wall time",
    source: usingBox("echo", "for (;;) { await echo(1); for (let i = 0; i < 2e5; i++); }"),
    tools: echo,
    limits: { wallMs: 8_000, cpuMs: 200, toolCalls: 100_000 },
    expect: { kind: "timeout", limit: "cpuMs" },
  },
  {
    id: "cpu-native",
    tries: "computes what cannot be interrupted, longer than its computing time",
    body: "return Array.prototype.indexOf.call({ length: 2 ** 53 - 1 }, 1);",
    limits: { wallMs: 8_000, cpuMs: 200 },
    expect: { kind: "timeout", limit: "cpuMs" },
  },
  {
    id: "cpu-during-approval",
    tries: "computes what cannot be interrupted while somebody is asked and the wall time stands still",
    source: usingBox(
      "save",
      "void save(1); await null; return Array.prototype.indexOf.call({ length: 2 ** 53 - 1 }, 1);",
    ),
    tools: box({ save: toolOf(async () => null, { effect: "write" }) }),
    approve: () => new Promise(() => {}),
    limits: { wallMs: 200 },
    expect: timesOut,
  },
  {
    id: "last-words",
    tries: "logs and then computes what cannot be interrupted",
    body: "console.log('before'); return Array.prototype.indexOf.call({ length: 2 ** 53 - 1 }, 1);",
    expect: { ...timesOut, logs: ["before"] },
  },
];
