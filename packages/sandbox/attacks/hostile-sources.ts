import { type Attack, doesNotParse, exceeds, returns, timesOut } from "./attack.ts";

const patient = { wallMs: 4_000, memoryMb: 128 };

function source(id: string, tries: string, text: string, more: Partial<Attack> = {}): Attack {
  return { id, tries, source: text, limits: patient, expect: doesNotParse, ...more };
}

export const hostileSources: readonly Attack[] = [
  source("open-brackets", "opens 4,000 brackets", "[".repeat(4_000)),
  source("open-braces", "opens 100,000 braces", "{".repeat(100_000)),
  source(
    "brackets",
    "nests brackets 5,000 deep",
    `export const attack = ${"[".repeat(5_000)}1${"]".repeat(5_000)}`,
  ),
  source(
    "parentheses",
    "nests parentheses 5,000 deep",
    `export const attack = ${"(".repeat(5_000)}1${")".repeat(5_000)}`,
  ),
  source(
    "objects",
    "nests objects 5,000 deep",
    `export const attack = ${"{a:".repeat(5_000)}1${"}".repeat(5_000)}`,
  ),
  source(
    "blocks",
    "nests blocks 20,000 deep",
    `export function attack() { ${"{".repeat(20_000)}${"}".repeat(20_000)} }`,
  ),
  source(
    "templates",
    "nests templates 3,000 deep",
    `export const attack = ${"`${".repeat(3_000)}1${"}`".repeat(3_000)}`,
  ),
  source("arrows", "chains 10,000 arrows", `export const attack = ${"a=>".repeat(10_000)}1`),
  source(
    "calls",
    "nests calls 10,000 deep",
    `export const attack = ${"f(".repeat(10_000)}1${")".repeat(10_000)}`,
  ),
  source("unary", "chains 50,000 signs", `export const attack = () => ${"- ".repeat(50_000)}1`),
  source("negations", "chains 50,000 negations", `export const attack = () => ${"!".repeat(50_000)}1`),
  source(
    "awaits",
    "chains 20,000 awaits",
    `export async function attack() { return ${"await ".repeat(20_000)}1 }`,
  ),
  source("sums", "adds 100,000 times", `export const attack = () => 1${"+1".repeat(100_000)}`),
  source(
    "powers",
    "chains 20,000 powers, which nest to the right",
    `export const attack = () => 1${"**1".repeat(20_000)}`,
    { quickjs: returns(1) },
  ),
  source("conditions", "chains 20,000 conditions", `export const attack = () => ${"1?1:".repeat(20_000)}1`, {
    // Its process has a larger stack for the parser.
    quickjs: { kind: ["type-error", "value"] },
  }),
  source(
    "else-ifs",
    "chains 20,000 else ifs",
    `export function attack() { ${"if(0);else ".repeat(20_000)}; }`,
  ),
  source("members", "chains 50,000 members", `export const attack = (a) => a${".a".repeat(50_000)}`, {
    expect: { kind: "error", name: "RangeError" },
    quickjs: { kind: "error" },
  }),
  source(
    "labels",
    "stacks 5,000 labels",
    `export function attack() { ${Array.from({ length: 5_000 }, (_, i) => `l${i}:`).join("")}; return 1; }`,
    { quickjs: returns(1) },
  ),
  source(
    "generics",
    "nests generics 4,000 deep",
    `type A = ${"Array<".repeat(4_000)}1${">".repeat(4_000)}; export const attack = 1;`,
  ),
  source(
    "function-types",
    "nests types of functions 4,000 deep",
    `type A = ${"(a:".repeat(4_000)}1${")=>1".repeat(4_000)}; export const attack = 1;`,
  ),
  source(
    "conditional-types",
    "nests conditional types 4,000 deep",
    `type A = ${"1 extends 1 ? ".repeat(4_000)}1${" : 1".repeat(4_000)}; export const attack = 1;`,
  ),
  source(
    "type-arguments",
    "opens 5,000 type arguments that may be comparisons",
    `export const attack = () => ${"a<".repeat(5_000)}1`,
    { quickjs: { kind: ["error", "memory", "timeout"] } },
  ),
  source(
    "arrow-or-parenthesis",
    "opens 2,000 parentheses that may be parameters",
    `export const attack = ${"(a=".repeat(2_000)}1${")=>1".repeat(2_000)}`,
    { quickjs: { kind: ["memory", "timeout"] } },
  ),
  source(
    "open-comment",
    "never ends a comment",
    `export function attack() { return 1; } /*${" /*".repeat(50_000)}`,
  ),
  source("open-text", "never ends a text", `export const attack = "${"x".repeat(100_000)}`),
  source("open-template", "never ends a template", `export const attack = \`${"x${1}".repeat(10_000)}`),
  source("open-regexp", "never ends a regular expression", `export const attack = /${"[/".repeat(10_000)}`),
  source(
    "regexp-groups",
    "nests groups of a regular expression 20,000 deep",
    `export const attack = /${"(".repeat(20_000)}${")".repeat(20_000)}/`,
  ),
  source("jsx", "is JSX", "export const attack = () => <a><b/></a>;"),
  source(
    "decorators",
    "decorates with code",
    "export function attack() { @(() => { for (;;); }) class A {} }",
  ),
  source("enums", "is not erasable: an enum", "enum E { A = 1 }\nexport function attack() { return E.A; }", {
    expect: { kind: "value", value: 1 },
  }),
  source(
    "namespaces",
    "is not erasable: a namespace",
    "namespace N { export const a = 1; }\nexport function attack() { return N.a; }",
    {
      expect: { kind: "error", name: "ReferenceError" },
    },
  ),
  source(
    "deep-enum",
    "nests expressions in an enum 4,000 deep",
    `enum E { A = ${"(".repeat(4_000)}1${")".repeat(4_000)} }\nexport const attack = 1;`,
  ),
  source(
    "numeric",
    "has a number of 400,000 digits",
    `export function attack() { return ${"9".repeat(400_000)} === Infinity; }`,
    { expect: returns(true) },
  ),
  source(
    "bigint",
    "has a BigInt of 400,000 digits",
    `export function attack() { return typeof ${"9".repeat(400_000)}n; }`,
    { expect: returns("bigint"), quickjs: doesNotParse },
  ),
  source(
    "many-parameters",
    "has 70,000 parameters",
    `export function attack(${Array.from({ length: 70_000 }, (_, i) => `p${i}`).join()}) {}`,
    { quickjs: { kind: ["type-error", "memory", "timeout"] } },
  ),
  source(
    "many-locals",
    "has 30,000 variables",
    `export function attack() { ${Array.from({ length: 30_000 }, (_, i) => `let v${i}=${i};`).join("")} return v29999; }`,
    { expect: returns(29_999) },
  ),
  source(
    "many-statements",
    "has 200,000 empty statements",
    `export function attack() { ${";".repeat(200_000)} return 1; }`,
    { expect: returns(1) },
  ),
  source(
    "unicode-spaces",
    "has spaces that are not spaces",
    `export\u2003function\u00A0attack() {\u3000return 1; }`,
    { expect: returns(1) },
  ),
  source(
    "too-long",
    "is larger than a source may be",
    `/*${"x".repeat(600_000)}*/ export function attack() { return 1; }`,
    { expect: exceeds("sourceBytes") },
  ),
  source(
    "loop-in-default",
    "loops in the default of a parameter",
    "export function attack(a = (() => { for (;;); })()) { return a; }",
    { limits: { wallMs: 300 }, expect: timesOut },
  ),
];
