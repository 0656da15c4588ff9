import {
  type Attack,
  box,
  type Expectation,
  returns,
  runsOutOfMemory,
  throws,
  toolOf,
  usingBox,
} from "./attack.ts";

const patient = { wallMs: 15_000, memoryMb: 48 };

function body(id: string, tries: string, text: string, more: Partial<Attack> = {}): Attack {
  return {
    id,
    tries: `fills memory with ${tries}`,
    body: text,
    limits: patient,
    expect: runsOutOfMemory,
    ...more,
  };
}

// The engine refuses the buffer, or the watchdog sees the process first.
const doesNotFit: Expectation = {
  kind: ["error", "memory"],
  says: "a `RangeError`, where the engine notices first",
};

export const memoryBombs: readonly Attack[] = [
  body("arrays", "arrays of numbers", "const a = []; for (;;) a.push(new Array(1e4).fill(1.5));"),
  body("objects", "small objects", "let list = null; for (;;) list = { list };"),
  body(
    "strings",
    "texts that all differ",
    "const a = []; for (let i = 0; ; i++) a.push(String(i).repeat(1e3).toUpperCase());",
  ),
  body(
    "doubling",
    "one text that doubles, catching whatever says that it is too long",
    "const a = []; for (;;) { let s = 'x'; try { for (;;) { s += s; a.push(s.toUpperCase() + a.length); } } catch {} }",
  ),
  body("map", "a map, which aborts the process", "const m = new Map(); let i = 0; for (;;) m.set(i++, {});"),
  body("set", "a set", "const s = new Set(); let i = 0; for (;;) s.add({ i: i++ });"),
  body(
    "weak-map",
    "a weak map whose keys it keeps",
    "const m = new WeakMap(); const keys = []; for (;;) { const key = {}; keys.push(key); m.set(key, [key]); }",
  ),
  body(
    "registered-symbols",
    "symbols in the registry, which nothing collects",
    "const a = []; for (let i = 0; ; i++) a.push(Symbol.for('s' + i));",
  ),
  body(
    "symbols",
    "symbols with long descriptions",
    "const a = []; for (let i = 0; ; i++) a.push(Symbol(String(i).repeat(100).toUpperCase()));",
  ),
  body(
    "closures",
    "closures",
    "const a = []; for (let i = 0; ; i++) { const big = [i, i, i, i]; a.push(() => big); }",
  ),
  body(
    "buffers",
    "buffers that it writes to",
    "const a = []; for (;;) a.push(new Uint8Array(1e6).fill(1));",
    {
      expect: doesNotFit,
      quickjs: runsOutOfMemory,
    },
  ),
  {
    id: "buffers-retried",
    tries: "asks for buffers again and again, catching every RangeError",
    body: "const a = []; for (;;) try { a.push(new Uint8Array(1e6).fill(1)); } catch (e) { if (!(e instanceof RangeError)) throw e; a.push(new Array(1e3).fill(a.length)); }",
    limits: patient,
    expect: runsOutOfMemory,
  },
  {
    id: "resizable-buffer",
    tries: "asks for a buffer that may grow, which the engine does not count",
    body: "const b = new ArrayBuffer(8, { maxByteLength: 2 ** 30 }); class B extends ArrayBuffer {} return [b.resizable ?? false, Reflect.construct(ArrayBuffer, [8, { maxByteLength: 9 }], B).resizable ?? false, new B(8, { maxByteLength: 9 }).resizable ?? false, new (new Uint8Array(1).buffer.constructor)(8, { maxByteLength: 9 }).resizable ?? false];",
    expect: returns([false, false, false, false], "buffers that do not grow"),
  },
  {
    id: "buffer-resize",
    tries: "resizes a buffer that was not made for it",
    body: "new ArrayBuffer(8, { maxByteLength: 2 ** 30 }).resize(2 ** 29);",
    expect: throws("TypeError"),
  },
  body(
    "buffer-transfer",
    "buffers that it has grown by transfer",
    "const a = []; for (;;) a.push(new Uint8Array(new ArrayBuffer(8).transfer(2 ** 20)).fill(1));",
    { expect: doesNotFit, quickjs: runsOutOfMemory },
  ),
  {
    id: "one-huge-buffer",
    tries: "asks for one buffer that is far too large",
    body: "return new Uint8Array(2 ** 31).length;",
    expect: throws("RangeError"),
    quickjs: { kind: "error" },
  },
  {
    id: "shared-buffer",
    tries: "asks for shared memory, which the engine does not count",
    body: "return new SharedArrayBuffer(8, { maxByteLength: 2 ** 30 });",
    expect: throws("ReferenceError"),
  },
  {
    id: "wasm-memory",
    tries: "asks for memory of WebAssembly, which the engine does not count",
    body: "return new WebAssembly.Memory({ initial: 65_536 });",
    expect: throws("ReferenceError"),
  },
  body(
    "intl",
    "formatters, which the engine does not count",
    "const a = []; for (;;) a.push(new Intl.DateTimeFormat('de'));",
    { quickjs: throws("ReferenceError") },
  ),
  body(
    "segmenters",
    "segmenters and collators, which the engine does not count",
    "const a = []; for (;;) a.push(new Intl.Segmenter('de').segment('abc'), new Intl.Collator('de'));",
    { quickjs: throws("ReferenceError") },
  ),
  body(
    "regexps",
    "regular expressions, all compiled",
    "const a = []; for (let i = 0; ; i++) { const r = new RegExp('(a' + i + '|b{1,50}){1,20}'); r.test('ab'); a.push(r, r.source.repeat(20).toUpperCase()); }",
  ),
  body(
    "error-message",
    "the message of an error of a quarter gigabyte",
    "throw new Error('x'.repeat(2 ** 28));",
    {},
  ),
  {
    id: "module-error-message",
    tries: "throws a message of a quarter gigabyte while its module is evaluated",
    source: "throw new Error('x'.repeat(2 ** 28));\nexport function attack() {}",
    limits: patient,
    expect: runsOutOfMemory,
  },
  body(
    "template-objects",
    "functions, each with a cached template",
    "const a = []; const tag = (s) => s; for (;;) a.push(((i) => tag`a${i}b`)(a.length), (() => tag`b`)());",
  ),
  body(
    "promises",
    "chains of promises",
    "const a = []; let p = Promise.resolve(); for (;;) { p = p.then(() => {}); a.push(p); }",
  ),
  body(
    "suspended",
    "functions that never go on",
    "const a = []; const f = async () => { await new Promise(() => {}); }; for (;;) a.push(f());",
  ),
  body(
    "generators",
    "generators that are half way",
    "const a = []; for (;;) { const g = (function* () { yield new Array(10).fill(a.length); yield 1; })(); g.next(); a.push(g); }",
  ),
  body(
    "json",
    "parsed JSON",
    "const text = JSON.stringify(Array.from({ length: 1e4 }, (_, i) => ({ ['k' + i]: [i] }))); const a = []; for (;;) a.push(JSON.parse(text));",
  ),
  body("bigints", "one BigInt that doubles", "const a = []; for (let x = 1n; ; x <<= 64n) a.push(x);"),
  body("bound-functions", "functions bound to functions", "let f = () => 1; for (;;) f = f.bind(null, f);"),
  body("proxies", "proxies of proxies", "let p = {}; for (;;) p = new Proxy(p, { held: p });"),
  body("dates", "dates", "const a = []; for (;;) a.push(new Date(a.length));"),
  body(
    "class-instances",
    "classes",
    "const a = []; for (;;) a.push(class { static held = new Array(10).fill(a.length); });",
  ),
  body(
    "dictionary",
    "one object with ever more keys",
    "const o = {}; for (let i = 0; ; i++) o['key' + i] = i;",
  ),
  {
    id: "spread-arguments",
    tries: "spreads a huge array into arguments, catching what comes of it, and keeps arrays meanwhile",
    body: "const a = []; for (;;) { try { Math.max(...new Array(2e5).fill(1)); } catch {} a.push(new Array(2e5).fill(a.length)); }",
    limits: patient,
    expect: runsOutOfMemory,
  },
  {
    id: "spread-call",
    tries: "calls with more arguments than a stack holds",
    body: "return Math.max(...new Array(5e6).fill(1));",
    limits: { memoryMb: 256, wallMs: 4_000 },
    expect: throws("RangeError"),
    quickjs: { kind: "error" },
  },
  {
    id: "deep-recursion",
    tries: "recurses until the stack ends",
    body: "const f = (n) => f(n + 1) + 1; return f(0);",
    expect: throws("RangeError"),
    quickjs: { kind: "error" },
  },
  {
    id: "console-buffer",
    tries: "keeps texts alive in the console's buffer",
    body: "for (let i = 0; i < 200; i++) console.log('x'.repeat(1e6) + i); return 1;",
    limits: { ...patient, memoryMb: 64 },
    expect: {
      ...returns(1),
      also: ({ outcome }) =>
        outcome.logs.join("").length <= 64 * 1024 && outcome.logsCut ? undefined : "the logs were not cut",
      says: "the logs are cut at 64 KiB",
    },
  },
  {
    id: "module-arrays",
    tries: "fills memory while its module is evaluated",
    source: "const a = []; for (;;) a.push(new Array(1e4).fill(1.5));\nexport function attack() {}",
    limits: patient,
    expect: runsOutOfMemory,
  },
  {
    id: "getter-arrays",
    tries: "fills memory in a getter of its result",
    body: "const a = []; return { get a() { for (;;) a.push(new Array(1e4).fill(1.5)); } };",
    limits: patient,
    expect: runsOutOfMemory,
  },
  {
    id: "after-tool",
    tries: "fills memory after a tool has answered",
    source: usingBox("wait", "await wait(1); const a = []; for (;;) a.push(new Array(1e4).fill(1.5));"),
    tools: box({ wait: toolOf(async () => null) }),
    limits: patient,
    expect: runsOutOfMemory,
  },
  {
    id: "tool-outputs",
    tries: "keeps what a tool gives it until memory is full",
    source: usingBox("large", "const a = []; for (;;) a.push(await large(1));"),
    tools: box({ large: toolOf(async () => Array.from({ length: 2e5 }, (_, i) => i)) }),
    limits: { ...patient, toolCalls: 1_000 },
    expect: runsOutOfMemory,
  },
];
