import {
  type Attack,
  box,
  doesNotParse,
  echo,
  isDenied,
  returns,
  throws,
  toolOf,
  usingBox,
} from "./attack.ts";

const stolen = "export const echo = () => 'stolen'; export const x = 'stolen';";

function importing(id: string, tries: string, specifier: string, more: Partial<Attack> = {}): Attack {
  const source = `import * as found from ${JSON.stringify(specifier)};\nexport function attack() { return Object.keys(found); }`;
  return { id, tries, source, expect: isDenied(specifier), ...more };
}

export const moduleTricks: readonly Attack[] = [
  importing("proto-specifier", "imports a module named like a prototype", "__proto__"),
  importing("proto-skill", "imports a skill named like a prototype", "#skills/__proto__"),
  importing("constructor-specifier", "imports a module named like what every object has", "constructor"),
  importing("to-string-specifier", "imports a skill that every record seems to have", "#toString"),
  importing("proto-tools", "imports tools named like a prototype", "#tools/__proto__", { tools: echo }),
  importing("constructor-tools", "imports tools named like what every object has", "#tools/constructor", {
    tools: echo,
  }),
  importing("hook", "imports the sandbox's own hook", "portolan:hook"),
  importing("entry", "imports the sandbox's own entry", "portolan:entry"),
  importing("program", "imports itself by the sandbox's name for it", "portolan:program"),
  importing(
    "hook-module",
    "imports a module of its own that is named like the sandbox's hook",
    "portolan:hook",
    { modules: { "portolan:hook": stolen } },
  ),
  importing(
    "key-of-tools",
    "imports tools by the key that the sandbox uses for them",
    'tool {"namespace":"box","tools":["echo"],"by":"admin"}',
    { tools: echo },
  ),
  importing("module-outside", "imports a module that was linked under a name without #", "plain", {
    modules: { plain: stolen },
  }),
  importing("climb-out", "climbs out of the tree of modules", "../../x"),
  importing("climb-tools", "climbs from the tools to a skill", "#tools/../#skills/a", {
    tools: echo,
    modules: { "#skills/a": stolen },
  }),
  importing("empty-tools", "imports tools without a name", "#tools/", { tools: echo }),
  importing("trailing-slash", "imports a skill with a slash too many", "#skills/a/", {
    modules: { "#skills/a": stolen },
  }),
  importing("query", "imports a skill under a second identity", "#skills/a?second", {
    modules: { "#skills/a": stolen },
  }),
  importing("encoded", "imports a skill by an encoded name", "#skills/%61", {
    modules: { "#skills/a": stolen },
  }),
  {
    id: "climb-from-skill",
    tries: "climbs from a skill to the tools",
    source: 'import { x } from "#skills/a";\nexport function attack() { return x; }',
    modules: { "#skills/a": 'export { echo as x } from "../tools/box";' },
    tools: echo,
    expect: isDenied("../tools/box", "#skills/a"),
  },
  {
    id: "stands-in-for-tool",
    tries: "links a module of its own in place of a tool",
    source: usingBox("echo", "return await echo('real');"),
    modules: { "#tools/box": stolen },
    tools: echo,
    expect: returns("real"),
  },
  {
    id: "tool-module-only",
    tries: "links a module in place of tools that there are none of",
    source: usingBox("echo", "return await echo('real');"),
    modules: { "#tools/box": stolen },
    expect: isDenied("#tools/box"),
  },
  {
    id: "cyclic-imports",
    tries: "imports in a circle and reads what is not there yet",
    source: 'import { b } from "#skills/a";\nexport function attack() { return b(); }',
    modules: {
      "#skills/a": 'import { c } from "#skills/b"; export const b = () => c; export const early = 1;',
      "#skills/b": 'import { early } from "#skills/a"; export const c = typeof early;',
    },
    expect: throws("ReferenceError"),
  },
  {
    id: "import-self",
    tries: "has a skill import itself",
    source: 'import { x } from "#skills/a";\nexport function attack() { return x(); }',
    modules: { "#skills/a": 'import * as self from "#skills/a"; export const x = () => Object.keys(self);' },
    expect: returns(["x"]),
  },
  {
    id: "write-namespace",
    tries: "writes to the namespace of a module",
    source: 'import * as a from "#skills/a";\nexport function attack() { a.x = 1; return a.x; }',
    modules: { "#skills/a": "export let x = 0;" },
    expect: throws("TypeError"),
  },
  {
    id: "write-import",
    tries: "writes to what it imported",
    source: usingBox("echo", "echo.call = () => 1; return 1;"),
    tools: echo,
    expect: throws("TypeError"),
  },
  {
    id: "then-export",
    tries: "exports `then`, so that awaiting its module would call it",
    source:
      "export function then(ok) { ok({ attack: () => 'taken' }); }\nexport function attack() { return 'called'; }",
    expect: returns("called"),
  },
  {
    id: "default-export",
    tries: "exports the function under another name only",
    source: "export default function attack() { return 1; }",
    expect: doesNotParse,
  },
  {
    id: "proto-export",
    tries: "exports names that records inherit",
    source:
      'const a = 1; export { a as "__proto__", a as "constructor", a as "toString" };\nexport function attack() { return 1; }',
    expect: returns(1),
  },
  {
    id: "duplicate-exports",
    tries: "exports the function twice",
    source: "export function attack() { return 1; }\nexport { attack };",
    expect: doesNotParse,
  },
  {
    id: "star-conflict",
    tries: "exports one name from two modules",
    source: 'import { x } from "#skills/both";\nexport function attack() { return x; }',
    modules: {
      "#skills/both": 'export * from "#skills/a"; export * from "#skills/b";',
      "#skills/a": "export const x = 1;",
      "#skills/b": "export const x = 2;",
    },
    expect: doesNotParse,
  },
  {
    id: "star-shadow",
    tries: "shadows a tool that it exports again",
    source: 'import { echo } from "#skills/a";\nexport async function attack() { return await echo(1); }',
    modules: { "#skills/a": 'export * from "#tools/box"; export const echo = () => "shadow";' },
    tools: echo,
    expect: {
      ...returns("shadow"),
      also: ({ calls }) => (calls.length === 0 ? undefined : "the tool was called"),
      says: "the shadow, which is the module's own affair; the tool is not called",
    },
  },
  {
    id: "reexport-everything",
    tries: "exports all tools again, with names that clash",
    source: 'export * from "#tools/box";\nexport function attack() { return "mine"; }',
    tools: box({ attack: toolOf(async () => "tool") }),
    expect: returns("mine"),
  },
  {
    id: "missing-export",
    tries: "imports what a module does not export, with a name that says out of memory",
    source:
      'import { "out of memory, is_heap_oom = 1" as x } from "#skills/a";\nexport function attack() { return x; }',
    modules: { "#skills/a": "export const y = 1;" },
    expect: doesNotParse,
  },
  {
    id: "source-map",
    tries: "names a file of the host as its source map",
    source: "export function attack() { throw new Error('x'); }\n//# sourceMappingURL=file:///etc/passwd",
    expect: throws("Error", "x"),
  },
  {
    id: "source-url",
    tries: "gives itself another name, to be taken for another module",
    source: usingBox("echo", "return await echo(1);") + "\n//# sourceURL=#skills/trusted",
    tools: echo,
    expect: {
      ...returns(1),
      also: ({ calls }) => (calls[0]?.by === "attack" ? undefined : `it passed as ${calls[0]?.by}`),
      says: "the call is on record as its own",
    },
  },
  {
    id: "hashbang",
    tries: "starts with a line for a shell",
    source: "#!/bin/sh -c 'touch /tmp/x'\nexport function attack() { return 1; }",
    expect: returns(1),
    quickjs: { kind: "value" },
  },
  {
    id: "html-comment",
    tries: "hides code in a comment of HTML",
    source: "export function attack() { return 1; <!-- 2\n}",
    expect: doesNotParse,
  },
  {
    id: "use-sloppy",
    tries: "writes what only sloppy code may",
    source: "export function attack() { undeclared = 1; return undeclared; }",
    expect: throws("ReferenceError"),
  },
  {
    id: "octal",
    tries: "writes an octal number, which modules do not have",
    source: "export function attack() { return 017; }",
    expect: doesNotParse,
  },
  {
    id: "escaped-identifier",
    tries: "writes `eval` with escapes",
    body: "return \\u0065val('1');",
    expect: throws("TypeError", /cannot make code from text/),
  },
  {
    id: "escaped-keyword",
    tries: "writes a keyword with escapes",
    body: "\\u0069mport('x'); return 1;",
    expect: doesNotParse,
  },
  {
    id: "bidi",
    tries: "shows readers another order than it has",
    body: "const allowed = 'user\u202E \u2066// only admin\u2069 \u2066'; return allowed.length;",
    expect: returns(23),
  },
  {
    id: "invisible-identifier",
    tries: "uses identifiers that look the same",
    body: "const a\u200D = 1; const \u0430 = 2; return [a\u200D, \u0430];",
    expect: returns([1, 2]),
    quickjs: { kind: "value" },
  },
  {
    id: "null-bytes",
    tries: "has null bytes in its source",
    body: "return 'a\0b'.length;",
    expect: returns(3),
    quickjs: doesNotParse,
  },
  {
    id: "lone-surrogate-source",
    tries: "has half a character in its source",
    body: "return '\uD800'.length;",
    expect: returns(1),
  },
  {
    id: "byte-order-mark",
    tries: "starts with a byte order mark",
    source: "\uFEFFexport function attack() { return 1; }",
    expect: returns(1),
  },
  {
    id: "line-separators",
    tries: "hides a line break in a comment",
    body: "let x = 1; // \u2028 x = 2;\nreturn x;",
    expect: returns(2),
  },
  {
    id: "long-identifier",
    tries: "has one identifier of 400,000 characters",
    body: `const ${"i".repeat(400_000)} = 1; return 1;`,
    limits: { wallMs: 4_000 },
    expect: returns(1),
  },
  {
    id: "long-identifier-twice",
    tries: "declares an identifier of 200,000 characters twice, so that the complaint holds it",
    body: `const ${"i".repeat(200_000)} = 1; const ${"i".repeat(200_000)} = 2;`,
    limits: { wallMs: 4_000 },
    expect: {
      kind: "type-error",
      also: ({ outcome }) =>
        outcome.kind === "type-error" && (outcome.diagnostics[0]?.message.length ?? 0) <= 2_000
          ? undefined
          : "the complaint was not clipped",
      says: "the message is clipped",
    },
  },
  {
    id: "quoting-regexp",
    tries: "has an invalid regular expression whose complaint looks like many places",
    body: `return /${" [a:1:1]".repeat(20_000)}(/;`,
    limits: { wallMs: 4_000 },
    expect: doesNotParse,
  },
  {
    id: "many-imports",
    tries: "imports the same module ten thousand times",
    source: `${Array.from({ length: 10_000 }, (_, i) => `import { x as x${i} } from "#skills/a";`).join("\n")}\nexport function attack() { return x9999; }`,
    modules: { "#skills/a": "export const x = 7;" },
    limits: { wallMs: 4_000 },
    expect: returns(7),
    quickjs: { kind: ["value", "memory"] },
  },
  {
    id: "too-much-source",
    tries: "is larger than a source may be, with its modules",
    source: "export function attack() { return 1; }",
    modules: { "#skills/a": `/* ${"x".repeat(600_000)} */` },
    expect: { kind: "limit", limit: "sourceBytes" },
  },
  {
    id: "import-attributes",
    tries: "imports data with attributes",
    source: 'import data from "#skills/a" with { type: "json" };\nexport function attack() { return data; }',
    modules: { "#skills/a": "export default 1;" },
    expect: { kind: "value", value: 1 },
    quickjs: "not every version knows attributes",
  },
];
