import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  type Agent,
  link,
  linkSkill,
  nextStatuses,
  runEpisode,
  type SkillStatus,
  standardEvaluators,
  type Task,
  Tracer,
} from "@portolan/core";
import { exampleCandidate, exampleEvidence, inProcessSandbox, scriptedCoder } from "@portolan/core/testing";
import { type FolderSkillStore, openSkillStore } from "@portolan/skills";
import fastGlob from "fast-glob";
import { afterAll, beforeAll, expect, it } from "vitest";

const tsc = join(fileURLToPath(new URL("../", import.meta.url)), "node_modules/.bin", "tsc");
const root = join(mkdtempSync(join(tmpdir(), "portolan-hidden-")), "store");
const hidden = (Object.keys(nextStatuses) as SkillStatus[]).filter((status) => status !== "active");
const signature = "(words: string[]) => string[]";
const marked = (status: string) => `marker-${status}`;

let store: FolderSkillStore;

/** One skill of each status, all of the same purpose, with a word of its own in name, description and body. */
beforeAll(async () => {
  store = await openSkillStore({ root });
  for (const status of ["active", ...hidden]) {
    const name = marked(status);
    const symbol = `marker${status.charAt(0).toUpperCase()}${status.slice(1)}`;
    const source = `// marker-${status}-body\nexport function ${symbol}(words: string[]): string[] {\n  return words.toSorted();\n}\n`;
    const description = `Sorts words, marker-${status}-text.`;
    await store.admit(exampleCandidate(name, { signature, source, description }), exampleEvidence());
  }
  await store.transition(marked("candidate"), "quarantined", "for the test");
  for (const status of hidden) await store.transition(marked(status), status, "for the test");
});
afterAll(() => store[Symbol.asyncDispose]());

/** Every status whose marker is in there. */
const markersIn = (value: unknown): string[] => {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return hidden.filter((status) => new RegExp(`marker-?${status}`, "i").test(text));
};

it("is right about the markers", async () => {
  expect(markersIn(await store.list({ status: hidden }))).toEqual(hidden);
});

it("shows none in any view of a search, nor in the list", async () => {
  const text = hidden
    .map((status) => `marker ${status} marker-${status}-text marker-${status}-body`)
    .join(" ");
  for (const query of [{ text }, { text, signature }, { text: "", signature }]) {
    const matches = await store.search({ ...query, limit: 100 });
    expect(
      markersIn(
        matches.map(({ skill, reasons }) => [skill, reasons.filter((one) => !one.startsWith("text"))]),
      ),
    ).toEqual([]);
    expect(matches.map(({ skill }) => skill.name).filter((name) => name !== marked("active"))).toEqual([]);
  }
  expect(markersIn(await store.list())).toEqual([]);
});

it("links none, whether a program imports it or it is run itself by a caller", async () => {
  for (const status of hidden) {
    const source = `import { x } from "#skills/${marked(status)}";\nexport const y = x;\n`;
    const { program, callees } = await link({ name: "y", signature, source }, store);
    expect([program.modules, callees]).toEqual([{}, []]);
    const { digest } = (await store.get(marked(status)))!;
    const uses = [{ name: marked(status), digest }];
    expect(await linkSkill(exampleCandidate("caller", { uses }), store)).toBeUndefined();
  }
});

it("lets no scan of the folders, no #skills import and no tsc meet one", () => {
  const scanned = fastGlob.sync("*/SKILL.md", { cwd: root });
  expect(scanned).toEqual(["marker-active/SKILL.md"]);
  expect(markersIn(scanned.map((file) => readFileSync(join(root, file), "utf8")))).toEqual([]);
  const compiled = execFileSync(tsc, ["-p", root, "--listFilesOnly"], { encoding: "utf8" });
  expect(compiled).toContain("marker-active");
  expect(markersIn(compiled)).toEqual([]);
  const resolve = (status: string): string => {
    const run = `console.log(await import("#skills/${marked(status)}").then(() => "found", () => "none"));`;
    const options = { cwd: root, encoding: "utf8" } as const;
    return execFileSync(process.execPath, ["--input-type=module", "-e", run], options).trim();
  };
  expect(resolve("active")).toBe("found");
  for (const status of hidden) expect(resolve(status)).toBe("none");
});

it("puts none into what a coder is asked, or told", async () => {
  const task: Task = {
    id: "hidden/sort",
    suite: "hidden",
    name: "sort-words",
    goal: `Sorts words. ${hidden.map((status) => `${status}-text`).join(" ")}`,
    signature,
    order: 0,
    examples: [{ input: [["b", "a"]], output: ["b"] }],
    cases: [],
    score: [],
  };
  const sandbox = inProcessSandbox();
  const coder = scriptedCoder([
    "export function sortWords(words: string[]): string[] {\n  return words;\n}\n",
  ]);
  const harness: Agent["harness"] = {
    instructions: "",
    tools: [],
    retrieval: { limit: 10 },
    orchestration: { budget: { evaluations: 10, attempts: 2 } },
    evaluators: [],
  };
  const agent: Agent = { coder, sandbox, store, harness, evaluators: standardEvaluators(sandbox) };
  await runEpisode(task, agent, new Tracer({ voyage: "v", harness: "h", sinks: [] }));
  expect(coder.requests.length).toBeGreaterThan(0);
  const { requests } = coder;
  expect(JSON.stringify(requests)).toContain("marker-active");
  expect(markersIn(requests.map(({ skills, past }) => ({ skills, past })))).toEqual([]);
});
