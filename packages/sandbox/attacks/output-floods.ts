import { type Attack, box, echo, exceeds, returns, throws, toolOf, usingBox } from "./attack.ts";

const never = box({ wait: toolOf(() => new Promise(() => {})) });
const nested = "let a = []; for (let i = 0; i < 1e5; i++) a = [a];";

export const outputFloods: readonly Attack[] = [
  {
    id: "tool-bytes",
    tries: "has a tool send back megabytes again and again, which the host would keep",
    source: usingBox("echo", "const text = 'x'.repeat(2 ** 20); for (;;) await echo(text);"),
    tools: echo,
    limits: { wallMs: 15_000, toolBytes: 2 ** 23 },
    expect: exceeds("toolBytes"),
  },
  {
    id: "logs",
    tries: "logs without an end",
    body: "for (;;) console.log('flood');",
    limits: { logBytes: 600 },
    expect: {
      kind: "timeout",
      also: ({ outcome }) =>
        outcome.logsCut && outcome.logs.length <= 100 ? undefined : "the logs were not cut",
      says: "the logs are cut at their limit",
    },
  },
  {
    id: "empty-logs",
    tries: "logs empty lines, which have no length",
    body: "for (;;) console.log('');",
    limits: { logBytes: 600 },
    expect: {
      kind: "timeout",
      also: ({ outcome }) =>
        outcome.logsCut && outcome.logs.length <= 600 ? undefined : `${outcome.logs.length} lines were kept`,
      says: "every line counts for at least one byte",
    },
  },
  {
    id: "huge-log-line",
    tries: "logs one line of 10 million characters",
    body: "console.log('x'.repeat(1e7)); return 1;",
    limits: { logBytes: 1_000, memoryMb: 128, wallMs: 2_000 },
    expect: { ...returns(1), logs: ["x".repeat(999)] },
  },
  {
    id: "wide-log-line",
    tries: "logs characters that take more bytes than they count",
    body: "console.log('€'.repeat(1_000)); return 1;",
    limits: { logBytes: 300 },
    expect: {
      ...returns(1),
      also: ({ outcome }) =>
        Buffer.byteLength(outcome.logs.join("")) <= 300 ? undefined : "more bytes were kept than allowed",
      says: "300 bytes are kept, not 300 characters",
    },
  },
  {
    id: "log-controls",
    tries: "logs escapes of terminals, line breaks and text that runs backwards",
    body: String.raw`console.log('\x1b[2J\x1b]0;owned\x07\r\n\u202Egpj.exe\0'); return 1;`,
    expect: {
      ...returns(1),
      logs: ["\x1b[2J\x1b]0;owned\x07\r\n\u202Egpj.exe\0"],
      says: "one line of data; whoever prints it must escape it",
    },
  },
  {
    id: "log-surrogates",
    tries: "logs and returns half characters",
    body: "console.log('\\uD800'); return '\\uDC00x';",
    expect: { ...returns("\uDC00x"), logs: ["\uD800"] },
  },
  {
    id: "large-result",
    tries: "returns more than it may",
    body: "return 'x'.repeat(1e6);",
    limits: { resultBytes: 100_000 },
    expect: exceeds("resultBytes"),
  },
  {
    id: "large-result-wide",
    tries: "returns fewer characters than the limit, and more bytes",
    body: "return '€'.repeat(500);",
    limits: { resultBytes: 1_000 },
    expect: exceeds("resultBytes"),
  },
  {
    id: "large-result-caught",
    tries: "tries to catch the limit of its result",
    body: "try { return 'x'.repeat(1e6); } finally { try { return 'x'.repeat(1e5 + 1); } finally {} }",
    limits: { resultBytes: 100_000 },
    expect: exceeds("resultBytes"),
  },
  {
    id: "deep-result",
    tries: "returns a value so deep that walking it exhausts a stack",
    body: `${nested} return a;`,
    limits: { wallMs: 2_000 },
    expect: throws("ResultError", "returned a value nested more than 500 levels deep"),
    quickjs: { kind: "error" },
  },
  {
    id: "deep-result-later",
    tries: "returns a getter that gives a shallow value when it is checked and a deep one when it is written",
    body: "let deep = []; for (let i = 0; i < 2_000; i++) deep = [deep]; let reads = 0; return { get a() { return reads++ === 0 ? 1 : deep; } };",
    expect: returns({ a: 1 }, 'what was checked is what is written: `{"a":1}`'),
  },
  {
    id: "deep-tool-input-later",
    tries: "gives a tool a getter that is shallow when it is checked and deep when it is written",
    source: usingBox(
      "echo",
      "let deep = []; for (let i = 0; i < 2_000; i++) deep = [deep]; let reads = 0; return await echo({ get a() { return reads++ === 0 ? 1 : deep; } });",
    ),
    tools: echo,
    expect: returns({ a: 1 }, 'what was checked is what the tool gets: `{"a":1}`'),
  },
  {
    id: "loss-later",
    tries: "returns a getter that gives a number when it is checked and NaN when it is written",
    body: "let reads = 0; return { get a() { return reads++ === 0 ? 1 : NaN; } };",
    expect: returns({ a: 1 }, 'what was checked is what is written: `{"a":1}`'),
  },
  {
    id: "error-message",
    tries: "throws a message of a million characters",
    body: "throw new Error('x'.repeat(1e6));",
    limits: { wallMs: 2_000 },
    expect: throws("Error", "x".repeat(4_000)),
  },
  {
    id: "error-name",
    tries: "throws an error with an endless name",
    body: "const e = new Error('m'); e.name = 'N'.repeat(1e5); throw e;",
    expect: throws("N".repeat(200)),
  },
  {
    id: "error-stack",
    tries: "throws an error whose stack it wrote itself, full of places",
    body: "const e = new Error('m'); e.stack = '    at x (attack.ts:1:1)\\n'.repeat(1e5); throw e;",
    limits: { wallMs: 2_000 },
    expect: {
      ...throws("Error", "m"),
      also: ({ outcome }) =>
        outcome.kind === "error" && outcome.stack.length <= 30 ? undefined : "the stack was not clipped",
      says: "30 places of the stack are read",
    },
  },
  {
    id: "error-stack-lookups",
    tries: "throws a stack of hundreds of places in a source that takes long to look them up in",
    source: `export function attack() { const e = new Error("m"); e.stack = "    at x (attack.ts:1999:1)\\n".repeat(300); throw e; }\n${"const a = { b: 1, c: [1, 2] };\n".replace("const a", "void function () { const a").replace(";", "; };").repeat(2_000)}`,
    limits: { wallMs: 4_000, memoryMb: 128 },
    expect: throws("Error", "m"),
  },
  {
    id: "error-stack-regexp",
    tries: "throws a stack made to keep a reader of stacks busy",
    body: "const e = new Error('m'); e.stack = 'at ' + '1:1:'.repeat(2_000) + '!'; throw e;",
    limits: { wallMs: 2_000 },
    expect: throws("Error", "m"),
  },
  {
    id: "error-stack-digits",
    tries: "throws a stack with a column of thousands of digits",
    body: "const e = new Error('m'); e.stack = 'at a:1:' + '1'.repeat(7_900) + '\\nat attack.ts:' + '9'.repeat(400) + ':1'; throw e;",
    limits: { wallMs: 2_000 },
    expect: throws("Error", "m"),
  },
  {
    id: "thrown-object",
    tries: "throws an object without a message that holds a million keys",
    body: "throw Object.fromEntries(Array.from({ length: 1e5 }, (_, i) => ['k' + i, i]));",
    limits: { wallMs: 4_000, memoryMb: 128 },
    expect: {
      kind: "error",
      also: ({ outcome }) =>
        outcome.kind === "error" && outcome.message.length <= 4_000 ? undefined : "it was not clipped",
      says: "clipped",
    },
  },
  {
    id: "tool-calls",
    tries: "calls a tool more often than it may",
    source: usingBox("echo", "for (let i = 0; ; i++) await echo(i);"),
    tools: echo,
    limits: { toolCalls: 20 },
    expect: {
      ...exceeds("toolCalls"),
      also: ({ calls }) => (calls.length === 20 ? undefined : `${calls.length} calls reached it`),
    },
  },
  {
    id: "tool-calls-at-once",
    tries: "calls a tool ten thousand times without waiting",
    source: usingBox("wait", "for (let i = 0; i < 1e4; i++) void wait(i); await new Promise(() => {});"),
    tools: never,
    limits: { toolCallsInFlight: 8 },
    expect: {
      ...exceeds("toolCallsInFlight"),
      also: ({ calls }) => (calls.length <= 8 ? undefined : `${calls.length} calls reached it`),
    },
  },
  {
    id: "tool-calls-caught",
    tries: "catches the end of its tool calls and returns",
    source: usingBox("echo", "try { for (let i = 0; i < 9; i++) void echo(i); } catch {} return 1;"),
    tools: echo,
    limits: { toolCalls: 3 },
    expect: exceeds("toolCalls"),
  },
  {
    id: "tool-input",
    tries: "gives a tool more than it may",
    source: usingBox("echo", "return await echo('x'.repeat(1e6));"),
    tools: echo,
    limits: { toolInputBytes: 1_000 },
    expect: {
      ...exceeds("toolInputBytes"),
      also: ({ calls }) => (calls.length === 0 ? undefined : "the tool was called"),
    },
  },
  {
    id: "tool-input-wide",
    tries: "gives a tool fewer characters than the limit, and more bytes",
    source: usingBox("echo", "return await echo('€'.repeat(500));"),
    tools: echo,
    limits: { toolInputBytes: 1_000 },
    expect: {
      ...exceeds("toolInputBytes"),
      also: ({ calls }) => (calls.length === 0 ? undefined : "the tool was called"),
    },
  },
  {
    id: "unresolved-calls",
    tries: "returns while calls are under way",
    source: usingBox("wait", "for (let i = 0; i < 50; i++) void wait(i); return 1;"),
    tools: never,
    expect: {
      ...returns(1),
      also: ({ calls }) =>
        calls.every(({ signal }) => signal.aborted) ? undefined : "a tool does not hear of the end",
    },
  },
  {
    id: "calls-after-return",
    tries: "goes on calling tools after it has returned",
    source: usingBox(
      "echo",
      "const again = () => echo(1).then(again); void Promise.resolve().then(() => Promise.resolve()).then(() => Promise.resolve()).then(again); return 1;",
    ),
    tools: echo,
    expect: returns(1, "nothing is called after that"),
  },
];
