import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { exampleCandidate, exampleEvidence, plant, type Planted } from "@portolan/core/testing";
import { checkStore, openSkillStore } from "@portolan/skills";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { main } from "../main.ts";
import { capturedTerminal } from "../testing/captured-terminal.ts";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const folder = mkdtempSync(join(tmpdir(), "portolan-verifying-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const noted: Planted = {
  name: "noted",
  signature: "(text: string) => Promise<string>",
  tools: ["notes.keep"],
  body: 'import { keep } from "#tools/notes";\n\nexport async function noted(text: string): Promise<string> {\n  return keep(text);\n}\n',
  inputs: [["a"], ["b"]],
  answer: (text: string) => `kept ${text}`,
};
const plain: Planted = {
  name: "plain",
  signature: "(text: string) => string",
  body: 'return text + "!";',
  inputs: [["a"], ["b"]],
  answer: (text: string) => `${text}!`,
};

const tools = `export const tools = ({ z }) => ({
  notes: { keep: {
    description: "Keeps a text.", input: z.string(), output: z.string(), effect: "write",
    call: async (text) => { await globalThis.onKept?.(); return "kept " + text; },
  } },
});
`;

beforeAll(async () => {
  writeFileSync(join(folder, "tools.ts"), tools);
  writeFileSync(join(folder, "noted.ts"), noted.body.replace("return keep(text)", "return await keep(text)"));
  await using there = await openSkillStore({ root: join(folder, "there") });
  await plant(there, [noted, plain], { examples: 1 });
});

async function portolan(
  [command = "", ...rest]: string[],
  store: string,
  terminal = capturedTerminal({ cwd: folder }),
) {
  const code = await main([command, ...rest, "--store", store], terminal);
  return { code, out: terminal.out(), err: terminal.err() };
}

const granted = ["--tools", "tools.ts", "--allow-writes"];

test("what needs tools stays a candidate that says so, until they are given", async () => {
  const without = await portolan(["import", "there"], "one");
  expect(without).toMatchObject({ code: 1, err: "1 admitted, 1 candidate.\n" });
  expect(without.out).toContain(
    "it needs the tools notes.keep, and its cases cannot be run without them (--tools)",
  );
  const refused = await portolan(["candidates", "--verify", "--tools", "tools.ts"], "one");
  expect(refused.code).toBe(1);
  expect(refused.err).toMatch(
    /^notes\.keep writes, and was refused; --allow-writes=notes\.keep allows it\.\n1 /,
  );
  expect(await portolan(["candidates", "--verify", ...granted], "one")).toMatchObject({ code: 0 });
  expect(await portolan(["verify", ...granted], "one")).toMatchObject({
    code: 0,
    // What was imported may have been written by somebody who had seen its cases.
    err: expect.stringMatching(
      /^2 skills verified: each .*; for 2 of them only if their cases had been hidden\.\n$/,
    ),
  });
  expect(await portolan(["verify"], "one")).toMatchObject({ code: 1 });
});

test("import, merge, replace and tidy verify with the tools that are given", async () => {
  expect(await portolan(["import", "there", ...granted], "two")).toMatchObject({ err: "2 admitted.\n" });
  expect(await portolan(["merge", "there", ...granted], "three")).toMatchObject({ err: "2 added.\n" });
  const replacing = ["replace", "noted", "--with", "noted.ts", "--reason", "a test"];
  expect(await portolan(replacing, "two")).toMatchObject({
    code: 1,
    err: expect.stringContaining("(--tools). Nothing was changed."),
  });
  expect(await portolan([...replacing, ...granted], "two")).toMatchObject({ code: 0 });
  expect(await portolan(["tidy", ...granted], "two")).toMatchObject({ code: 0 });
});

test.each([
  ["import", ["import", "there", "noted"]],
  ["candidates", ["candidates", "--verify"]],
  ["merge", ["merge", "there"]],
  ["replace", ["replace", "noted", "--with", "noted.ts", "--reason", "a test"]],
])("Ctrl-C in the middle of verifying stops %s, which leaves the store whole", async (name, commandLine) => {
  const store = `interrupted-${name}`;
  if (name === "candidates") await portolan(["import", "there", "noted", "--no-verify"], store);
  if (name === "replace") cpSync(join(folder, "there"), join(folder, store), { recursive: true });
  const before = name === "replace" ? await portolan(["list", "--json"], store) : undefined;
  const terminal = capturedTerminal({ cwd: folder });
  // The tool never answers: nothing but the interruption ends the run before its time is up. A second one would end the process.
  let interrupts = 0;
  Object.assign(globalThis, {
    onKept: () => {
      if (interrupts++ === 0) setImmediate(() => terminal.interrupt());
      return new Promise(() => {});
    },
  });
  try {
    const { code, err } = await portolan([...commandLine, ...granted], store, terminal);
    expect(code).toBe(130);
    expect(err).toMatch(/stopped|Interrupted/);
  } finally {
    Object.assign(globalThis, { onKept: undefined });
  }
  if (name !== "merge") expect(await checkStore(join(folder, store))).toEqual([]);
  await using left = await openSkillStore({ root: join(folder, store), readOnly: true });
  if (before) expect((await portolan(["list", "--json"], store)).out).toBe(before.out);
  else expect(await left.get("noted")).toBeUndefined();
  expect(await portolan([...commandLine, ...granted], store)).toMatchObject({ code: 0 });
});

test("verify begins with the inputs that broke a property before", async () => {
  const body = (text: string) => `export function tidyText(text: string): string {\n  return ${text};\n}\n`;
  const declared = {
    examples: [{ input: ["a "], output: "a" }],
    cases: [],
    properties: [{ kind: "idempotent" as const }],
    counterexamples: [{ of: "properties", input: ["kept, and never generated"] }],
  };
  const evidence = exampleEvidence({ checks: { examples: 1, cases: 0, lowerBound: 0 } });
  await using store = await openSkillStore({ root: join(folder, "declared") });
  const named = (source: string) => exampleCandidate("tidy-text", { source, evals: declared });
  await store.admit(named(body("text.trim()")), evidence);
  expect(await portolan(["verify"], "declared")).toMatchObject({ code: 0 });
  const onlyThere = body('text === "kept, and never generated" ? "kept, " : text.trim()');
  const changes = [{ kind: "put" as const, candidate: named(onlyThere), evidence }];
  const passes = async () => ({ evidence });
  await store.change(changes, { reason: "a test", by: "test", verify: passes });
  const { code, out } = await portolan(["verify"], "declared");
  expect(code).toBe(1);
  expect(out).toContain(
    '✗ tidy-text  It must be idempotent: f(f(x)) = f(x). For ("kept, and never generated") ',
  );
});
