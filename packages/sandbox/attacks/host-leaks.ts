import { z } from "zod";
import { type Attack, box, echo, isDenied, returns, throws, toolOf, usingBox } from "./attack.ts";

export const hostLeaks: readonly Attack[] = [
  {
    id: "globals",
    tries: "looks for globals that are not of the language",
    body: `return ["process", "require", "module", "exports", "Buffer", "global", "fetch", "setTimeout", "URL", "WebAssembly", "Atomics", "SharedArrayBuffer", "WeakRef", "FinalizationRegistry", "portolan", "ivm", "performance", "navigator", "crypto", "__dirname", "__filename"].filter((name) => name in globalThis);`,
    expect: returns([]),
  },
  {
    id: "references",
    tries: "walks all objects it can reach and looks for handles of the engine",
    source: usingBox(
      "echo",
      `const seen = new Set(); const found = []; const queue = [globalThis, echo, echo(1), import.meta, console, given];
      for (const one of queue) {
        if ((typeof one !== "object" && typeof one !== "function") || one === null || seen.has(one)) continue;
        seen.add(one);
        const tag = Object.prototype.toString.call(one) + String(Object.getOwnPropertyDescriptor(one, "name")?.value);
        if (/Reference|ExternalCopy|Callback|Isolate|Context|Module|Script/.test(tag) && one !== ReferenceError && one !== ReferenceError.prototype && !/ReferenceError/.test(tag)) found.push(tag);
        for (const key of Reflect.ownKeys(one)) { const d = Object.getOwnPropertyDescriptor(one, key); queue.push(d.value, d.get, d.set); }
        queue.push(Object.getPrototypeOf(one));
      }
      return [seen.size > 300, found];`,
    ),
    tools: echo,
    limits: { wallMs: 2_000 },
    expect: returns([true, []], "only built-ins are found"),
  },
  {
    id: "stack-text",
    tries: "reads paths of the host from the stack of an error",
    body: "return new Error('x').stack.split('\\n').filter((line) => /\\/|\\\\|node:|file:/.test(line));",
    expect: returns([]),
  },
  {
    id: "deep-stack-text",
    tries: "reads paths of the host from a stack that overflowed",
    body: "const f = () => f(); try { f(); } catch (e) { return e.stack.split('\\n').filter((line) => /\\/|node:|file:/.test(line)); }",
    expect: returns([]),
  },
  {
    id: "tool-error-stack",
    tries: "reads the host's stack from the error of a tool",
    source: usingBox(
      "leak",
      "try { await leak(1); } catch (e) { return [e.name, e.message, e.data, e.code ?? null, e.path ?? null, /\\/|node:|file:/.test(e.stack)]; }",
    ),
    tools: box({
      leak: toolOf(async () => {
        throw Object.assign(new Error("gone"), { code: "ENOENT", path: "/etc/shadow", errno: -2 });
      }),
    }),
    expect: returns(
      ["ToolError", "box.leak failed: gone", null, null, null, false],
      "name and message, nothing else",
    ),
  },
  {
    id: "schema-error",
    tries: "reads the host's schemas from the error of a refused input",
    source: usingBox(
      "strict",
      "try { await strict({ count: 'x' }); } catch (e) { return [e.name, Object.keys(e.data[0]).sort(), /\\/|zod|function|=>/i.test(e.message + e.stack)]; }",
    ),
    tools: box({
      strict: toolOf(async () => null, { input: z.object({ count: z.number().refine((n) => n > 41) }) }),
    }),
    expect: returns(["ToolInputError", ["message", "path"], false], "path and message, nothing else"),
  },
  {
    id: "output-error",
    tries: "reads what a tool returned although its schema forbids it",
    source: usingBox("wrong", "try { await wrong(1); } catch (e) { return [e.message, e.data]; }"),
    tools: box({ wrong: toolOf(async () => ({ secret: "hunter2" }), { output: z.number() }) }),
    expect: returns(["box.wrong failed: its output does not match its own schema", null]),
  },
  {
    id: "extra-output",
    tries: "reads fields of a tool's output that its schema does not name",
    source: usingBox("wide", "return await wide(1);"),
    tools: box({
      wide: toolOf(async () => ({ open: 1, secret: 2 }), { output: z.object({ open: z.number() }) }),
    }),
    expect: returns({ open: 1 }),
  },
  {
    id: "denied-error",
    tries: "learns what else there is from a refused import",
    source: 'import { x } from "#tools/gone";\nexport function attack() { return x; }',
    tools: echo,
    expect: isDenied("#tools/gone"),
  },
  {
    id: "module-error",
    tries: "reads paths of the host from a fault in a module",
    source: 'import { x } from "#skills/bad";\nexport function attack() { return x; }',
    modules: { "#skills/bad": "export const x = 1;\nexport const x = 2;" },
    expect: {
      kind: "type-error",
      also: ({ outcome }) =>
        outcome.kind === "type-error" &&
        /[/\\](?!bad)\w/.test(outcome.diagnostics[0]?.message.replace("#skills/bad", "") ?? "")
          ? `says ${outcome.diagnostics[0]?.message}`
          : undefined,
      says: "it names the module and nothing of the host",
    },
  },
  {
    id: "environment",
    tries: "reads environment, arguments or number of its process",
    body: "return [typeof process, typeof Deno, typeof Bun, typeof scriptArgs, typeof std, typeof os, typeof arguments];",
    expect: returns(["undefined", "undefined", "undefined", "undefined", "undefined", "undefined", "object"]),
  },
  {
    id: "engine-natives",
    tries: "calls V8's own functions by their syntax",
    body: "return %GetProcessId();",
    expect: { kind: "type-error" },
  },
  {
    id: "shell-globals",
    tries: "looks for functions that shells of engines have",
    body: "return ['print', 'read', 'readFile', 'load', 'quit', 'version', 'gc', 'd8', 'os', 'std', 'bjson', 'loadScript', 'readline'].filter((name) => name in globalThis);",
    expect: returns([]),
  },
  {
    id: "clock",
    tries: "reads the host's clock",
    body: "return [Date.now(), new Date().getTime(), Date.now()];",
    epochMs: 0,
    expect: returns([0, 1, 2], "a clock that starts where the host says and moves with every read"),
  },
  {
    id: "clock-text",
    tries: "reads the host's clock and zone as text",
    body: "return Date();",
    epochMs: 0,
    expect: {
      kind: "value",
      also: ({ outcome }) =>
        outcome.kind === "value" &&
        JSON.stringify(outcome.value).startsWith('"Thu Jan 01 1970 00:00:00 GMT+0000')
          ? undefined
          : "it is another time",
      says: "the start of 1970 in UTC",
    },
  },
  {
    id: "clock-subclass",
    tries: "reads the host's clock through a class of dates",
    body: "class D extends Date {} return [new D().getTime(), Reflect.construct(Date, [], D).getTime()];",
    epochMs: 0,
    expect: returns([0, 1]),
  },
  {
    id: "clock-constructor",
    tries: "comes to a clock from a date, without naming one",
    body: "return new (new Date(0).constructor)().getTime();",
    expect: throws("TypeError", "There is no clock"),
  },
  {
    id: "clock-format",
    tries: "reads the host's clock with a formatter that is given no date",
    body: "return new Intl.DateTimeFormat('en').format();",
    expect: throws("TypeError", "There is no date to format"),
    quickjs: throws("ReferenceError"),
  },
  {
    id: "clock-format-range",
    tries: "reads the host's clock with a range that has no ends",
    body: "return new Intl.DateTimeFormat('en').formatRange(undefined, undefined);",
    expect: throws("TypeError"),
    quickjs: throws("ReferenceError"),
  },
  {
    id: "clock-locale",
    tries: "reads the host's clock with the texts of a date",
    body: "return [new Date().toLocaleDateString('en'), new Date().toISOString(), JSON.parse(JSON.stringify(new Date()))];",
    epochMs: 0,
    expect: returns(["1/1/1970", "1970-01-01T00:00:00.001Z", "1970-01-01T00:00:00.002Z"]),
    quickjs: { kind: "value" },
  },
  {
    id: "timing-loop",
    tries: "measures how long a loop takes",
    body: "const start = Date.now(); for (let i = 0; i < 1e5; i++); return Date.now() - start;",
    expect: returns(1, "`1`: time does not pass between two reads"),
  },
  {
    id: "zone-and-locale",
    tries: "learns where the host is from its zone and locale",
    body: "return [new Date(0).getTimezoneOffset(), new Intl.DateTimeFormat().resolvedOptions().timeZone, new Intl.NumberFormat().resolvedOptions().locale];",
    expect: returns([0, "UTC", "en-US"]),
    quickjs: throws("ReferenceError"),
  },
  {
    id: "chance",
    tries: "reads the host's randomness",
    body: "return [Math.random(), Math.random()];",
    seed: 1,
    expect: {
      kind: "value",
      value: [0.6270739405881613, 0.002735721180215478],
      says: "numbers that only depend on the seed",
    },
  },
  {
    id: "console-result",
    tries: "has the console return something of the host",
    body: "return [console.log(Symbol('x')), console.log(() => 1), console.error({})].map((one) => typeof one);",
    expect: returns(["undefined", "undefined", "undefined"]),
  },
  {
    id: "console-throw",
    tries: "gets a host error out of the console with values that cannot be shown",
    body: "console.log({ toJSON() { throw new Error('no'); } }, Object.create(null), { get a() { throw 1; } }); return 1;",
    expect: { ...returns(1), logs: ["(unprintable) {} (unprintable)"] },
  },
  {
    id: "source-text",
    tries: "reads the host's code from the texts of functions it is given",
    source: usingBox(
      "echo",
      "return [echo, console.log, Date, Function, eval].map((one) => /import|require|process|node:|file:/.test(Function.prototype.toString.call(one)));",
    ),
    tools: echo,
    expect: returns([false, false, false, false, false]),
  },
  {
    id: "stack-limit",
    tries: "makes stacks longer, to see beyond its own functions",
    body: "Error.stackTraceLimit = Infinity; return new Error().stack;",
    expect: throws("TypeError"),
    quickjs: "QuickJS has no stackTraceLimit",
  },
  {
    id: "boundary-frames",
    tries: "sees frames of the sandbox's host side in a stack from inside a tool call's getter",
    source: usingBox(
      "echo",
      "let text = ''; await echo({ get a() { text = new Error().stack; return 1; } }); return /boundary|runner|execution|engine/.test(text);",
    ),
    tools: echo,
    expect: returns(false),
  },
];
