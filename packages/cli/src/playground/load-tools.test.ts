import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { loadTools } from "./load-tools.ts";

const folder = mkdtempSync(join(tmpdir(), "portolan-tools-"));
let files = 0;

function load(source: string) {
  const name = `tools-${files++}.ts`;
  writeFileSync(join(folder, name), source);
  return loadTools(name, folder);
}

const tool = `{ description: "Doubles.", input: z.number(), output: z.number(), effect: "read", call: async (n: number) => 2 * n }`;

test.each([
  ["a function named tools", `export const tools = ({ z }: any) => ({ box: { twice: ${tool} } });`],
  ["an async one by default", `export default async ({ z }: any) => ({ box: { twice: ${tool} } });`],
])("takes %s, with types", async (_, source) => {
  const tools = await load(source);
  expect(await tools["box"]?.["twice"]?.call(4, {} as never)).toBe(8);
});

test("takes an object, and a namespace without tools", async () => {
  expect(await load("export const tools = { box: {} };")).toEqual({ box: {} });
});

const one = (changes: string, name = "box.twice"): string => {
  const [namespace, tool_] = name.split(".");
  return `export const tools = ({ z }) => ({ "${namespace}": { "${tool_}": { ...${tool.replace("n: number", "n")}, ${changes} } } });`;
};

test.each([
  ["throws at import", 'throw new TypeError("no disk");', "cannot be imported: TypeError: no disk"],
  ["does not parse", "export const tools = {", "cannot be imported: "],
  ["imports what is not installed", 'import "no-such-package";', "Cannot find package 'no-such-package'"],
  ["exports nothing", "const tools = {};", "exports no tools: it exports nothing"],
  ["exports something else", "export const tool = {};", "exports no tools: it exports tool"],
  ["has a function that throws", "export default () => { throw new Error('late'); }", "threw: Error: late"],
  ["gives a number", "export default () => 5;", "tools is a number, not an object of namespaces"],
  ["gives an array", "export const tools = [];", "tools is an array"],
  ["gives a namespace that is none", "export const tools = { box: 5 };", "box is a number"],
  [
    "forgets the namespace",
    `export const tools = { twice: { effect: "read", call() {} } };`,
    "twice is a tool",
  ],
  [
    "has a tool that is null",
    "export const tools = { box: { twice: null } };",
    "box.twice is null, not a tool",
  ],
  ["has no input", one("input: undefined"), "box.twice has no input schema"],
  [
    "has another schema",
    one("output: { type: 'number' }"),
    "box.twice has an output that is not a schema of zod",
  ],
  ["has no effect", one("effect: undefined"), "box.twice has no effect: "],
  ["has an unknown effect", one("effect: 'writes'"), 'box.twice has the effect "writes"'],
  ["has no description", one("description: undefined"), "box.twice has no description"],
  ["has no call", one("call: 5"), "box.twice has no call function"],
  ["has a reserved name", one("", "box.delete"), "delete is a word of the language"],
  ["has a name that is none", one("", "box.read-text"), "box.read-text cannot be imported"],
  ["has a namespace that is none", one("", "1/x.twice"), '"1/x" cannot be a namespace'],
])("refuses a file that %s", async (_, source, message) => {
  await expect(load(source)).rejects.toMatchObject({
    code: "usage",
    message: expect.stringContaining(message),
    value: expect.stringMatching(/^tools-\d+\.ts$/),
  });
});

test("counts what else is wrong", async () => {
  await expect(load("export const tools = { a: 1, b: 2, c: { d: {} } };")).rejects.toThrow(
    /a is a number.* \(and 6 more: b is a number/,
  );
});

test("refuses a path that is no file", async () => {
  mkdirSync(join(folder, "folder"));
  await expect(loadTools("nowhere.ts", folder)).rejects.toThrow("The tools file does not exist.");
  await expect(loadTools("folder", folder)).rejects.toThrow("The tools file is no file.");
});
