import { type Attack, box, returns, toolOf, usingBox } from "./attack.ts";

/** Does every deed, whatever comes of it, and returns. */
function plant(...deeds: string[]): string {
  return `const deeds = [${deeds.map((deed) => `() => { ${deed} }`).join(", ")}]; for (const deed of deeds) try { deed(); } catch {} return "planted";`;
}
const planted = returns("planted", "the next run finds nothing");

export const persistence: readonly Attack[] = [
  {
    id: "globals",
    tries: "leaves a global behind",
    body: plant(
      "globalThis.mark = 1;",
      "this.mark = 1;",
      "Object.defineProperty(globalThis, 'mark', { value: 1 });",
      "(0, eval)('var mark = 1');",
    ),
    expect: planted,
    next: { body: "return [typeof globalThis.mark, typeof mark];", value: ["undefined", "undefined"] },
  },
  {
    id: "prototypes",
    tries: "leaves something on the prototypes of all values",
    body: plant(
      "Object.prototype.mark = 1;",
      "Array.prototype.mark = 1;",
      "Function.prototype.mark = 1;",
      "Promise.prototype.mark = 1;",
      "''.__proto__.mark = 1;",
    ),
    expect: planted,
    next: {
      body: "return [{}, [], () => 1, Promise.resolve(), ''].filter((one) => one.mark !== undefined).length;",
      value: 0,
    },
  },
  {
    id: "methods",
    tries: "replaces methods for the next run",
    body: plant(
      "Array.prototype.map = () => ['mark'];",
      "JSON.stringify = () => '1';",
      "Promise.prototype.then = null;",
      "Math.max = () => 7;",
      "String.prototype.split = () => [];",
    ),
    expect: planted,
    next: {
      body: "return [[1].map((x) => x), JSON.stringify([2]), Math.max(1, 2), 'a b'.split(' ').length];",
      value: [[1], "[2]", 2, 2],
    },
  },
  {
    id: "bindings",
    tries: "replaces what names of the language mean",
    body: plant(
      "globalThis.Array = null;",
      "globalThis.undefined = 1;",
      "globalThis.Promise = class {};",
      "delete globalThis.Map;",
      "NaN = 1;",
    ),
    expect: planted,
    next: {
      body: "return [typeof Array, typeof undefined, new Map().size, NaN === NaN];",
      value: ["function", "undefined", 0, false],
    },
  },
  {
    id: "symbols",
    tries: "leaves properties on registered symbols",
    body: plant(
      "Object(Symbol.for('mark')).mark = 1;",
      "Symbol.for('mark').description;",
      "Symbol.mark = 1;",
      "Symbol.iterator.mark = 1;",
    ),
    expect: planted,
    next: {
      body: "return [typeof Symbol.mark, typeof Object(Symbol.for('mark')).mark];",
      value: ["undefined", "undefined"],
    },
  },
  {
    id: "regexp-statics",
    tries: "leaves the last match of a regular expression behind",
    body: "/(secret)/.exec('a secret'); return 'planted';",
    expect: planted,
    next: {
      body: "return ['$1', '$&', 'input', 'lastMatch', 'leftContext'].map((name) => RegExp[name] ?? null).filter(Boolean);",
      value: [],
    },
  },
  {
    id: "regexp-last-index",
    tries: "moves the last index of a regular expression that a literal stands for",
    body: "const make = () => /a/g; make().lastIndex = 5; make().mark = 1; return 'planted';",
    expect: planted,
    next: {
      body: "const make = () => /a/g; return [make().lastIndex, typeof make().mark];",
      value: [0, "undefined"],
    },
  },
  {
    id: "templates",
    tries: "marks the object of a tagged template",
    body: plant("((s) => { s.mark = 1; })`a`;", "((s) => { s.raw.mark = 1; })`a`;"),
    expect: planted,
    next: {
      body: "return ((s) => [typeof s.mark, typeof s.raw.mark])`a`;",
      value: ["undefined", "undefined"],
    },
  },
  {
    id: "console",
    tries: "listens to the console of the next run",
    body: plant(
      "console.log = () => {};",
      "console.mark = 1;",
      "console.log.calls = [];",
      "globalThis.console = { log() {} };",
    ),
    expect: planted,
    next: {
      body: "console.log('heard'); return [typeof console.mark, typeof console.log.calls];",
      value: ["undefined", "undefined"],
    },
  },
  {
    id: "clock",
    tries: "moves the clock of the next run, or starts its chance elsewhere",
    body: plant(
      "for (let i = 0; i < 1e4; i++) Date.now();",
      "for (let i = 0; i < 1e4; i++) Math.random();",
      "Date.now = () => 1;",
      "Math.random = () => 0.5;",
    ),
    expect: planted,
    next: {
      body: "const t = Date.now(); return [Date.now() - t, Math.random() === 0.5];",
      value: [1, false],
    },
  },
  {
    id: "pending-promises",
    tries: "leaves promises behind that would go on in the next run",
    body: "globalThis.leak; const again = () => Promise.resolve().then(() => Promise.resolve()).then(again); const one = Promise.withResolvers(); void one.promise.then(again); return 'planted';",
    expect: planted,
    next: { body: "await null; await null; return 1;", value: 1 },
  },
  {
    id: "late-tool-result",
    tries: "has a tool answer when the run is over",
    source: usingBox("slow", "void slow(1).then(() => { for (;;); }); return 'planted';"),
    tools: box({ slow: toolOf(() => new Promise((resolve) => setTimeout(resolve, 30, null))) }),
    expect: planted,
    next: { body: "for (let i = 0; i < 300; i++) await null; return 1;", value: 1 },
  },
  {
    id: "late-tool-answers",
    tries: "has fifty tools answer into the run that comes next",
    source: usingBox("slow", "for (let i = 0; i < 50; i++) void slow(i); return 'planted';"),
    tools: box({
      slow: toolOf(
        (_, { signal }) => new Promise((resolve) => signal.addEventListener("abort", () => resolve("late"))),
      ),
    }),
    expect: planted,
    next: { body: "return 1;", value: 1 },
  },
  {
    id: "module-state",
    tries: "keeps a count in its module",
    source: "let count = 0;\nexport function attack() { return ++count; }",
    expect: returns(1),
    next: { body: "return 1;", value: 1 },
  },
  {
    id: "skill-state",
    tries: "keeps a count in a skill that the next run links too",
    source:
      'import { next } from "#skills/count";\nexport function attack() { next(); next(); return next(); }',
    modules: { "#skills/count": "let count = 0; export function next() { return ++count; }" },
    expect: returns(3),
  },
  {
    id: "stack-accessors",
    tries: "has two skills share a value through the accessors of the stacks of errors",
    source:
      'import { put } from "#skills/put";\nimport { take } from "#skills/take";\nexport function attack() { put(); return take(); }',
    modules: {
      "#skills/put":
        "const put = () => { for (const one of Object.values(Object.getOwnPropertyDescriptor(new Error(), 'stack'))) try { one.state = 1; } catch {} };\nexport { put };",
      "#skills/take":
        "export const take = () => Object.values(Object.getOwnPropertyDescriptor(new Error(), 'stack')).some((one) => one?.state === 1);",
    },
    expect: returns(false),
  },
  {
    id: "import-meta",
    tries: "leaves something on import.meta",
    body: plant("import.meta.mark = 1;", "Object.getPrototypeOf(import.meta).mark = 1;"),
    expect: planted,
    next: { body: "return typeof import.meta.mark;", value: "undefined" },
  },
  {
    id: "segmenter",
    tries: "changes a prototype that only exists once it is asked for",
    body: plant(
      "const s = new Intl.Segmenter('en').segment('a'); Object.getPrototypeOf(s).containing = () => 'mark';",
      "Object.getPrototypeOf(new Intl.Segmenter('en').segment('a')[Symbol.iterator]()).next = () => ({ done: true });",
    ),
    expect: planted,
    quickjs: "there is no Intl",
    next: { body: "return [...new Intl.Segmenter('en').segment('ab')].length;", value: 2 },
  },
  {
    id: "locale-caches",
    tries: "changes defaults of formatting",
    body: plant(
      "Intl.NumberFormat.prototype.format = () => 'mark';",
      "Intl.DateTimeFormat = null;",
      "Number.prototype.toLocaleString = () => 'mark';",
    ),
    expect: planted,
    quickjs: "there is no Intl",
    next: {
      body: "return [(1234.5).toLocaleString('en'), new Intl.NumberFormat('en').format(1)];",
      value: ["1,234.5", "1"],
    },
  },
  {
    id: "stack-limit",
    tries: "changes how stacks are written",
    body: plant(
      "Error.stackTraceLimit = 0;",
      "Error.prepareStackTrace = () => 'mark';",
      "Error.captureStackTrace = () => {};",
    ),
    expect: planted,
    next: {
      body: "return [typeof new Error('x').stack, new Error('x').stack === 'mark'];",
      value: ["string", false],
    },
  },
  {
    id: "after-kill",
    tries: "is killed in the middle of everything, so that what comes next must start anew",
    body: "console.log('mid'); globalThis.x; return Array.prototype.indexOf.call({ length: 2 ** 53 - 1 }, 1);",
    expect: { kind: "timeout", limit: "wallMs" },
    next: { body: "return [typeof x];", value: ["undefined"] },
  },
];
