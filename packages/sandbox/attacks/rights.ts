import { type Json, ToolFailure, type ToolSet } from "@portolan/core";
import { type Attack, box, echo, exceeds, isDenied, returns, throws, toolOf, usingBox } from "./attack.ts";

const twoTools = (): ToolSet => ({
  box: { read: toolOf(async () => "read"), save: toolOf(async () => "saved", { effect: "write" }) },
});
const callee = (tool: string): string =>
  `import { ${tool} } from "#tools/box"; export const use = () => ${tool}(1);`;
const caller =
  'import { use } from "#skills/callee";\nexport async function attack() { return await use(); }';
const refused = (reason: string) => ({
  tools: box({ save: toolOf(async () => "saved", { effect: "write" }) }),
  approve: () => ({ allowed: false, reason }),
});
const cyclic: Record<string, unknown> = {};
cyclic["self"] = cyclic;

export const rights: readonly Attack[] = [
  {
    id: "not-granted",
    tries: "imports a tool that it was not granted",
    source: usingBox("save", "return await save(1);"),
    tools: twoTools,
    grants: { attack: ["box.read"] },
    expect: isDenied("#tools/box.save"),
  },
  {
    id: "nothing-granted",
    tries: "imports tools although it was granted none",
    source: usingBox("read", "return await read(1);"),
    tools: twoTools,
    grants: { attack: [] },
    expect: isDenied("#tools/box"),
  },
  {
    id: "prefix-granted",
    tries: "takes a grant for a namespace that only starts with the same letters",
    source: 'import { read } from "#tools/boxes";\nexport async function attack() { return await read(1); }',
    tools: () => ({ boxes: { read: toolOf(async () => 1) }, box: { read: toolOf(async () => 2) } }),
    grants: { attack: ["box"] },
    expect: isDenied("#tools/boxes"),
  },
  {
    id: "callee-more-than-caller",
    tries: "reaches a tool through a skill that was granted more",
    source: caller,
    modules: { "#skills/callee": callee("save") },
    tools: twoTools,
    grants: { attack: ["box.read"], "#skills/callee": ["box.save"] },
    expect: isDenied("#tools/box", "#skills/callee"),
  },
  {
    id: "callee-less-than-caller",
    tries: "has a skill use what only its caller was granted",
    source: caller,
    modules: { "#skills/callee": callee("save") },
    tools: twoTools,
    grants: { attack: ["box"], "#skills/callee": ["box.read"] },
    expect: isDenied("#tools/box.save", "#skills/callee"),
  },
  {
    id: "transitive",
    tries: "reaches a tool through a skill of a skill, the middle one granted nothing",
    source: 'import { use } from "#skills/middle";\nexport async function attack() { return await use(); }',
    modules: { "#skills/middle": 'export { use } from "#skills/callee";', "#skills/callee": callee("read") },
    tools: twoTools,
    grants: { "#skills/middle": [], "#skills/callee": ["box"] },
    expect: isDenied("#tools/box", "#skills/callee"),
  },
  {
    id: "unnamed-helper",
    tries: "reaches a tool through a helper module that no grant names",
    source: caller,
    modules: { "#skills/callee": 'export { use } from "#skills/helper";', "#skills/helper": callee("save") },
    tools: twoTools,
    grants: { "#skills/callee": ["box.read"] },
    expect: isDenied("#tools/box.save", "#skills/helper"),
  },
  {
    id: "relative-helper",
    tries: "reaches a tool through a helper that it imports by a relative path",
    source: 'import { use } from "#lib/a/main.ts";\nexport async function attack() { return await use(); }',
    modules: {
      "#lib/a/main.ts": 'export { use } from "../b/helper.ts";',
      "#lib/b/helper.ts": callee("save"),
    },
    tools: twoTools,
    grants: { "#lib/a/main.ts": ["box.read"] },
    expect: isDenied("#tools/box.save", "#lib/b/helper.ts"),
  },
  {
    id: "two-callers",
    tries: "shares a module between two skills of different rights, to use those of the other",
    source:
      'import { a } from "#skills/strong"; import { b } from "#skills/weak";\nexport async function attack() { return [await a(), await b()]; }',
    modules: {
      "#skills/strong": 'import { use } from "#lib/shared"; export const a = use;',
      "#skills/weak": 'import { use } from "#lib/shared"; export const b = use;',
      "#lib/shared": callee("save"),
    },
    tools: twoTools,
    grants: { "#skills/strong": ["box"], "#skills/weak": ["box.read"] },
    expect: isDenied("#tools/box.save", "#lib/shared"),
  },
  {
    id: "two-copies",
    tries: "passes a tool between the two copies of a shared module through its state",
    source:
      'import { put } from "#skills/strong"; import { take } from "#skills/weak";\nexport async function attack() { put(); return take(); }',
    modules: {
      "#skills/strong":
        'import { read } from "#tools/box"; import { held } from "#lib/shared"; export const put = () => { held.tool = read; };',
      "#skills/weak": 'import { held } from "#lib/shared"; export const take = () => typeof held.tool;',
      "#lib/shared": "export const held = {};",
    },
    tools: twoTools,
    grants: { "#skills/strong": ["box.read"], "#skills/weak": [] },
    expect: returns("undefined"),
  },
  {
    id: "specifier-collision",
    tries: "links a module whose name is another's with its rights written behind it",
    source:
      'import { use as a } from "#lib/x [\\"box.save\\"]"; import { use as b } from "#skills/weak";\nexport async function attack() { return [await a(), await b()]; }',
    modules: {
      '#lib/x ["box.save"]': 'export const use = () => "other";',
      "#skills/weak": 'export { use } from "#lib/x";',
      "#lib/x": callee("save"),
    },
    tools: twoTools,
    grants: { "#skills/weak": ["box.save"] },
    expect: returns(["other", "saved"]),
  },
  {
    id: "same-name-as-program",
    tries: "links a skill that is named like the program, to take its rights",
    source: 'import { use } from "#skills/attack";\nexport async function attack() { return await use(); }',
    modules: { "#skills/attack": callee("save") },
    tools: twoTools,
    grants: { attack: ["box"], "#skills/attack": [] },
    expect: isDenied("#tools/box", "#skills/attack"),
  },
  {
    id: "star-reexport",
    tries: "exports tools again that its importer was not granted",
    source:
      'import * as all from "#skills/wide";\nexport async function attack() { return Object.keys(all); }',
    modules: { "#skills/wide": 'export * from "#tools/box";' },
    tools: twoTools,
    grants: { attack: ["box.read"], "#skills/wide": ["box"] },
    expect: returns(["read"]),
  },
  {
    id: "namespace-object",
    tries: "finds tools beyond its grant on the namespace it imported",
    source:
      'import * as all from "#tools/box";\nexport async function attack() { return [Object.keys(all), typeof all["save"], Reflect.has(all, "save")]; }',
    tools: twoTools,
    grants: { attack: ["box.read"] },
    expect: returns([["read"], "undefined", false]),
  },
  {
    id: "passed-tool",
    tries: "uses a tool that it was handed as an argument",
    source:
      'import { read } from "#tools/box"; import { use } from "#skills/callee";\nexport async function attack() { return await use(read); }',
    modules: { "#skills/callee": "export const use = (tool) => tool(1);" },
    tools: twoTools,
    grants: { "#skills/callee": [] },
    expect: {
      ...returns("read"),
      also: ({ calls }) => (calls[0]?.by === "attack" ? undefined : `it is on record as ${calls[0]?.by}`),
      says: "it may, since the owner passed it on; the call is on record as the owner's",
    },
  },
  {
    id: "who-called",
    tries: "hides which skill made a call",
    source: caller,
    modules: { "#skills/callee": callee("read") },
    tools: twoTools,
    expect: {
      ...returns("read"),
      also: ({ calls }) =>
        calls[0]?.by === "#skills/callee" ? undefined : `it is on record as ${calls[0]?.by}`,
      says: "the call is on record as the skill's",
    },
  },
  {
    id: "unknown-namespace",
    tries: "imports from a namespace that is not there",
    source: 'import { rm } from "#tools/files";\nexport async function attack() { return await rm("/"); }',
    tools: echo,
    expect: isDenied("#tools/files"),
  },
  {
    id: "unknown-tool",
    tries: "imports a tool that its namespace does not have",
    source: usingBox("remove", "return await remove(1);"),
    tools: echo,
    expect: isDenied("#tools/box.remove"),
  },
  {
    id: "constructor-as-tool",
    tries: "imports `constructor` and `__proto__` from a namespace",
    source: usingBox("constructor as c", "return typeof c;"),
    tools: echo,
    expect: isDenied("#tools/box.constructor"),
  },
  {
    id: "frozen-tool",
    tries: "changes a tool for other skills",
    source: usingBox("echo", "echo.apply = () => 'mine'; return 1;"),
    tools: echo,
    expect: throws("TypeError"),
  },
  {
    id: "refused-write",
    tries: "writes although somebody said no",
    source: usingBox("save", "try { await save(1); } catch (e) { return [e.name, e.message, e.data]; }"),
    ...refused("not today"),
    expect: {
      ...returns(["ToolRefused", "box.save was not allowed: not today", null]),
      also: ({ calls }) => (calls.length === 0 ? undefined : "it wrote"),
    },
  },
  {
    id: "refused-again",
    tries: "asks again and again until somebody says yes",
    source: usingBox("save", "for (;;) try { return await save(1); } catch {}"),
    ...refused("no"),
    limits: { toolCalls: 10, wallMs: 2_000 },
    expect: { ...exceeds("toolCalls"), also: ({ calls }) => (calls.length === 0 ? undefined : "it wrote") },
  },
  {
    id: "approval-too-late",
    tries: "ends while somebody is asked, so that the write would come after its end",
    source: usingBox("save", "void save(1); return 1;"),
    tools: box({ save: toolOf(async () => "saved", { effect: "write" }) }),
    approve: () => new Promise((resolve) => setTimeout(resolve, 30, true)),
    expect: { ...returns(1), also: ({ calls }) => (calls.length === 0 ? undefined : "it wrote") },
  },
  {
    id: "approval-fails",
    tries: "writes when whoever is asked fails",
    source: usingBox("save", "try { return await save(1); } catch (e) { return e.name; }"),
    tools: box({ save: toolOf(async () => "saved", { effect: "write" }) }),
    approve: () => Promise.reject(new Error("gone home")),
    expect: { ...returns("ToolRefused"), also: ({ calls }) => (calls.length === 0 ? undefined : "it wrote") },
  },
  {
    id: "approval-input-changes",
    tries: "shows one input to whoever is asked, and another to the tool",
    source: usingBox(
      "save",
      "const input = { amount: 1 }; const call = save(input); input.amount = 1e6; return await call;",
    ),
    tools: box({ save: toolOf(async (input) => input, { effect: "write" }) }),
    approve: ({ input }) => (input as { amount: number }).amount === 1,
    expect: returns({ amount: 1 }),
  },
  {
    id: "idempotency-keys",
    tries: "has two different writes taken for one",
    source: usingBox("save", "await save('a'); await save('a'); return 1;"),
    tools: box({ save: toolOf(async () => null, { effect: "write" }) }),
    expect: {
      ...returns(1),
      also: ({ calls }) =>
        new Set(calls.map(({ idempotencyKey }) => idempotencyKey)).size === 2
          ? undefined
          : "they have the same key",
      says: "each call has a key of its own",
    },
  },
  {
    id: "cancelled",
    tries: "goes on after it was cancelled in the middle of a call",
    source: usingBox("echo", "for (;;) await echo(1);"),
    tools: echo,
    cancels: true,
    limits: { wallMs: 2_000 },
    expect: {
      kind: "cancelled",
      also: ({ calls }) =>
        calls.every(({ signal }) => signal.aborted) ? undefined : "a tool does not hear of it",
    },
  },
  {
    id: "tool-throws-text",
    tries: "meets a tool that throws a text",
    source: usingBox("odd", "try { await odd(1); } catch (e) { return [e.name, e.message]; }"),
    // oxlint-disable-next-line prefer-promise-reject-errors -- tools are written by others
    tools: box({ odd: toolOf(() => Promise.reject("just text")) }),
    expect: returns(["ToolError", "box.odd failed: just text"]),
  },
  {
    id: "tool-throws-nothing",
    tries: "meets a tool that throws what cannot become text",
    source: usingBox("odd", "try { await odd(1); } catch (e) { return e.name; }"),
    // oxlint-disable-next-line prefer-promise-reject-errors -- tools are written by others
    tools: box({ odd: toolOf(() => Promise.reject(Object.create(null))) }),
    expect: returns("ToolError"),
  },
  {
    id: "tool-throws-odd-message",
    tries: "meets a tool whose error has a message that throws",
    source: usingBox("odd", "try { await odd(1); } catch (e) { return e.name; }"),
    tools: box({
      odd: toolOf(() => {
        const odd = new Error("x");
        Object.defineProperty(odd, "message", {
          get: () => {
            throw new Error("y");
          },
        });
        return Promise.reject(odd);
      }),
    }),
    expect: returns("ToolError"),
  },
  {
    id: "tool-failure-cyclic",
    tries: "meets a failure whose data is not JSON",
    source: usingBox("odd", "try { await odd(1); } catch (e) { return [e.name, e.message]; }"),
    tools: box({ odd: toolOf(() => Promise.reject(new ToolFailure("no", cyclic as never))) }),
    expect: returns(["ToolFailure", "no"]),
  },
  {
    id: "tool-throws-at-once",
    tries: "meets a tool that throws before it returns a promise",
    source: usingBox("odd", "try { await odd(1); } catch (e) { return [e.name, e.message]; }"),
    tools: box({
      odd: toolOf(() => {
        throw new Error("at once");
      }),
    }),
    expect: returns(["ToolError", "box.odd failed: at once"]),
  },
  {
    id: "tool-returns-nothing",
    tries: "meets a tool that returns undefined although its schema lets it",
    source: usingBox("odd", "try { return [await odd(1)]; } catch (e) { return e.name; }"),
    tools: box({ odd: toolOf(async () => undefined as never, { output: anything() }) }),
    expect: returns("ToolError"),
  },
  {
    id: "tool-returns-cycle",
    tries: "meets a tool that returns a cycle although its schema lets it",
    source: usingBox("odd", "try { return [await odd(1)]; } catch (e) { return e.name; }"),
    tools: box({ odd: toolOf(async () => cyclic as never, { output: anything() }) }),
    expect: returns("ToolError"),
  },
  {
    id: "tool-returns-much",
    tries: "meets a tool that returns more than may be",
    source: usingBox("large", "try { return (await large(1)).length; } catch { return 'caught'; }"),
    tools: box({ large: toolOf(async () => "x".repeat(100_000)) }),
    limits: { toolOutputBytes: 10_000 },
    expect: exceeds("toolOutputBytes"),
  },
  {
    id: "tool-fails-much",
    tries: "meets a failure with more data than may be",
    source: usingBox("large", "try { await large(1); } catch { return 'caught'; }"),
    tools: box({ large: toolOf(() => Promise.reject(new ToolFailure("no", "x".repeat(100_000)))) }),
    limits: { toolOutputBytes: 10_000 },
    expect: exceeds("toolOutputBytes"),
  },
  {
    id: "tool-mutated-output",
    tries: "meets a tool that changes its output after it returned it",
    source: usingBox("odd", "const got = await odd(1); return [got, (await odd(2)).n];"),
    tools: box({ odd: mutating() }),
    expect: returns([{ n: 1 }, 2], "each answer is a copy of its moment"),
  },
];

function anything() {
  // A schema that is careless, as tools may have.
  return { safeParseAsync: async (data: unknown) => ({ success: true, data }) } as never;
}

function mutating() {
  const shared: { n: Json } = { n: 0 };
  return toolOf(async (input) => {
    shared.n = input;
    setImmediate(() => (shared.n = -1));
    return shared;
  });
}
