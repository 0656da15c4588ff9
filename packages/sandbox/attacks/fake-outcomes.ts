import { type Attack, echo, exceeds, returns, throws, timesOut, usingBox } from "./attack.ts";

export const fakeOutcomes: readonly Attack[] = [
  {
    id: "memory-message",
    tries: "says that it ran out of memory",
    body: "throw Object.assign(new Error('Isolate was disposed during execution due to memory limit'), { name: 'RangeError' });",
    expect: throws("RangeError", "Isolate was disposed during execution due to memory limit"),
  },
  {
    id: "timeout-message",
    tries: "says that it took too long",
    body: "const e = new Error('Script execution timed out.'); e.name = 'TimeoutError'; e.code = 'ERR_SCRIPT_EXECUTION_TIMEOUT'; throw e;",
    expect: throws("TimeoutError", "Script execution timed out."),
  },
  {
    id: "module-timeout-message",
    tries: "says that it took too long while its module is evaluated",
    source: "throw new Error('Script execution timed out.');\nexport function attack() {}",
    expect: throws("Error", "Script execution timed out."),
  },
  {
    id: "module-disposed-message",
    tries: "says that its isolate is gone while its module is evaluated",
    source: "throw new Error('Isolate is disposed');\nexport function attack() {}",
    expect: throws("Error", "Isolate is disposed"),
  },
  {
    id: "kind",
    tries: "throws an object that looks like an outcome",
    body: "throw { kind: 'memory', limitMb: 1, name: 'x', message: 'y' };",
    expect: throws("x", "y"),
  },
  {
    id: "module-kind",
    tries: "throws an object that looks like an outcome while its module is evaluated",
    source:
      "throw Object.assign(new Error('m'), { kind: 'denied', specifier: 'x', by: 'y' });\nexport function attack() {}",
    expect: throws("Error", "m"),
  },
  {
    id: "done-message",
    tries: "returns what looks like a message of the child",
    body: "return { type: 'done', run: 1, result: { kind: 'memory' } };",
    expect: returns({ type: "done", run: 1, result: { kind: "memory" } }),
  },
  {
    id: "log-message",
    tries: "logs what looks like a message of the child",
    body: `console.log('{"type":"done","run":1,"result":{"kind":"value","text":"42"}}\\n'); return 1;`,
    expect: { ...returns(1), logs: ['{"type":"done","run":1,"result":{"kind":"value","text":"42"}}\n'] },
  },
  {
    id: "call-result",
    tries: "returns what callAll would make of a good call",
    body: "return [{ ok: true, value: 42 }];",
    inputs: [[]],
    expect: {
      kind: "value",
      results: [{ ok: true, value: [{ ok: true, value: 42 }] }],
      says: "the value of one call",
    },
  },
  {
    id: "throw-null",
    tries: "throws null",
    body: "throw null;",
    expect: throws("null", "null"),
  },
  {
    id: "throw-undefined",
    tries: "throws undefined",
    body: "throw undefined;",
    expect: throws("undefined", "undefined"),
  },
  {
    id: "throw-symbol",
    tries: "throws a symbol",
    body: "throw Symbol('s');",
    expect: throws("symbol", "Symbol(s)"),
  },
  {
    id: "throw-bigint",
    tries: "throws a BigInt",
    body: "throw 10n;",
    expect: throws("bigint", "10"),
  },
  {
    id: "module-throw-symbol",
    tries: "throws a symbol while its module is evaluated",
    source: "throw Symbol('s');\nexport function attack() {}",
    expect: { kind: "error" },
  },
  {
    id: "module-throw-null",
    tries: "throws null while its module is evaluated",
    source: "throw null;\nexport function attack() {}",
    expect: { kind: "error" },
  },
  {
    id: "module-throw-function",
    tries: "throws a function while its module is evaluated",
    source: "throw () => 1;\nexport function attack() {}",
    expect: { kind: "error" },
  },
  {
    id: "module-throw-object",
    tries: "throws a plain object while its module is evaluated",
    source: "throw { message: 'plain', toString() { return 'text'; } };\nexport function attack() {}",
    expect: { kind: "error" },
  },
  {
    id: "throw-revoked",
    tries: "throws a proxy that was revoked",
    body: "const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); throw proxy;",
    expect: throws("(unreadable)", "(unreadable)"),
  },
  {
    id: "throw-without-prototype",
    tries: "throws what has no prototype and no text",
    body: "throw Object.assign(Object.create(null), { message: Object.create(null) });",
    expect: throws("object", "(unreadable)"),
  },
  {
    id: "throwing-getters",
    tries: "throws an error whose fields throw",
    body: "throw { get name() { throw 1; }, get message() { throw 2; }, get stack() { throw 3; } };",
    expect: throws("(unreadable)", "(unreadable)"),
  },
  {
    id: "changing-name",
    tries: "throws an error whose fields differ with every read",
    body: "let reads = 0; throw { get name() { return ['Error', 'Memory'][reads++]; }, get message() { return 'read ' + reads++; } };",
    expect: { kind: "error", name: "Error", message: "read 1" },
  },
  {
    id: "stack-is-object",
    tries: "throws an error whose stack is an object",
    body: "const e = new Error('m'); e.stack = { split() { for (;;); } }; throw e;",
    expect: throws("Error", "m"),
  },
  {
    id: "stack-forged",
    tries: "blames another file in its stack",
    body: "const e = new Error('m'); e.stack = 'Error: m\\n    at f (#skills/innocent:1:1)\\n    at g (/etc/passwd:1:1)'; throw e;",
    expect: {
      ...throws("Error", "m"),
      also: ({ outcome }) =>
        outcome.kind === "error" && outcome.stack.length === 0
          ? undefined
          : "places are shown that are not in the run",
      says: "places outside the run are dropped",
    },
  },
  {
    id: "resolves-twice",
    tries: "resolves and rejects its result",
    body: "return new Promise((ok, no) => { ok('first'); no(new Error('second')); ok('third'); });",
    expect: returns("first"),
  },
  {
    id: "rejects-after",
    tries: "returns, and rejects a promise that nobody handles",
    body: "void Promise.resolve().then(() => Promise.resolve()).then(() => { throw new Error('late'); }); return 'first';",
    expect: returns("first"),
  },
  {
    id: "unhandled",
    tries: "waits for ever with a rejected promise that nobody handles",
    body: "void Promise.reject(new Error('unhandled')); await new Promise(() => {});",
    expect: throws("Error", "unhandled"),
    quickjs: timesOut,
  },
  {
    id: "catches-timeout",
    tries: "catches whatever stops it and returns a value",
    body: "try { for (;;); } catch { return 'caught'; } finally { return 'finally'; }",
    expect: timesOut,
  },
  {
    id: "catches-limit",
    tries: "goes over a limit and returns a value",
    source: usingBox("echo", "void echo(1); void echo(2); return 'fine';"),
    tools: echo,
    limits: { toolCalls: 1 },
    expect: exceeds("toolCalls"),
  },
  {
    id: "result-error",
    tries: "throws what looks like the sandbox's own complaint about results",
    body: "throw { name: 'ResultError', message: 'returned NaN' };",
    expect: { ...throws("ResultError", "returned NaN"), says: "as both are" },
  },
  {
    id: "tool-failure",
    tries: "throws what looks like the failure of a tool",
    body: "throw Object.assign(new Error('box.save was not allowed'), { name: 'ToolRefused', data: null });",
    expect: {
      ...throws("ToolRefused", "box.save was not allowed"),
      also: ({ outcome }) => (outcome.toolCalls.length === 0 ? undefined : "a call is on record"),
      says: "no call is on record",
    },
  },
  {
    id: "stderr-words",
    tries: "has words of a crash in everything that could be printed",
    source: "export function attack() { return fatal; }\nimport { fatal } from '#skills/a';",
    modules: { "#skills/a": "export const x = 'FATAL ERROR: out of memory; allocation failed';" },
    expect: { kind: "type-error" },
  },
  {
    id: "empty-error",
    tries: "throws an error that says nothing",
    body: "const e = new Error(''); e.name = ''; e.stack = ''; throw e;",
    expect: throws("Error", "(no message)"),
  },
];
