import type { Skill } from "@portolan/core";
import { exampleCandidate, exampleEvidence } from "@portolan/core/testing";
import { createSandbox } from "@portolan/sandbox";
import { afterAll, expect, it } from "vitest";
import { splitSource, variantsOf, type Variants } from "../packages/core/src/coders/synth/variants.ts";

const sandbox = createSandbox({ children: 1 });
afterAll(() => sandbox[Symbol.asyncDispose]());

function skill(name: string, signature: string, body: string, imports = ""): Skill {
  const source = `${imports}/** Goal 3. */\nexport function ${name}${signature.replace(" =>", ":")} {\n  ${body}\n}\n`;
  const candidate = { ...exampleCandidate(name), signature, source };
  return { ...candidate, digest: "0", status: "active", version: 1, evidence: exampleEvidence() };
}

async function read(...skills: Skill[]): Promise<Variants> {
  const trees = await sandbox.parse(skills.map(({ source }) => source));
  const splits = skills.map((one, i) => ({ skill: one, split: trees[i] && splitSource(one, trees[i]) }));
  return variantsOf(splits.flatMap(({ skill: one, split }) => (split ? [{ skill: one, split }] : [])));
}

const literalsOf = async (body: string): Promise<(number | string)[] | undefined> =>
  (await read(skill("one", "(text: string) => string", body))).variants[0]?.literals;

it("finds numbers and texts, and leaves names, patterns, templates and defaults alone", async () => {
  expect(await literalsOf('return text.slice(1, -2) + "a\\"3";')).toEqual([1, 2, 'a"3']);
  expect(await literalsOf("return (text.match(/[0-9]+/g) ?? []).slice(2)[0] ?? item2;")).toEqual([2, 0]);
  expect(await literalsOf('return `${text.slice(0, 3)}: 4` + (words[5] ?? "");')).toEqual([5]);
  expect(await literalsOf('return [x[1] ?? "", "a", y[2] ?? "b", "c"].join(".");')).toEqual([
    1,
    "a",
    2,
    "c",
    ".",
  ]);
  expect(
    await literalsOf('return ((x.match(/[A-Z]/g) ?? []).at(-1) ?? "") + "/" + x.split("/")[3];'),
  ).toEqual([1, "/", "/", 3]);
  expect(await literalsOf('return ({ "a": 1, b: "c" }).b; // 007')).toEqual([1, "c"]);
  expect(await literalsOf('return text.length /2 + ("/," + "\\"");')).toEqual([2, "/,", '"']);
  expect(await literalsOf("return (xs[6] ?? 0) / 7 + x / 8;")).toEqual([6, 7, 8]);
});

it("counts skills that differ in literals and names of parameters alone as one", async () => {
  const { variants, sources } = await read(
    skill("one", "(xs: number[]) => number[]", "return xs.slice(1);"),
    skill("two", "(ys: number[]) => number[]", "return ys.slice(2);"),
    skill("three", "(xs: number[]) => number[]", "return xs.slice(0, 1);"),
  );
  expect(variants.map(({ name, times }) => [name, times])).toEqual([
    ["one", 2],
    ["three", 1],
  ]);
  expect([...sources.keys()]).toEqual(["variant one", "variant three"]);
});

it.each([
  ["an escape that JSON does not have", 'return "\\x41" + text;'],
  ["a number that is none in JSON", "return text.slice(1_0);"],
  ["more literals than any print has", `return [${"1, ".repeat(100)}].join(text);`],
  ["what does not parse", "return text.slice(1;"],
])("passes over a skill with %s, and takes the others", async (_, body) => {
  const type = "(text: string) => string";
  const { variants } = await read(skill("one", type, body), skill("two", type, "return text.slice(2);"));
  expect(variants.map(({ name }) => name)).toEqual(["two"]);
});
