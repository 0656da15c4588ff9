import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  type Agent,
  functionNameOf,
  link,
  linkSkill,
  nextStatuses,
  runEpisode,
  type SkillStatus,
  skillTools,
  standardEvaluators,
  type Task,
  Tracer,
} from "@portolan/core";
import {
  exampleHarness,
  exampleCandidate,
  exampleEvidence,
  inProcessSandbox,
  scriptedCoder,
} from "@portolan/core/testing";
import { createSandbox } from "@portolan/sandbox";
import { exportSkills, type FolderSkillStore, openSkillStore, readSource } from "@portolan/skills";
import fastGlob from "fast-glob";
import { afterAll, beforeAll, expect, it } from "vitest";

const tsc = join(fileURLToPath(new URL("../", import.meta.url)), "node_modules/.bin", "tsc");
const root = join(mkdtempSync(join(tmpdir(), "portolan-hidden-")), "store");
const hidden = (Object.keys(nextStatuses) as SkillStatus[]).filter((status) => status !== "active");
const signature = "(words: string[]) => string[]";
const marked = (status: string) => `marker-${status}`;
const calling = (status: string) => `calls-${marked(status)}`;
const actives = [calling("active"), marked("active"), marked("active-twin")];

let store: FolderSkillStore;
const checker = createSandbox({ children: 1 });

/**
 * Two skills of each status, with a word of its own in name, description and body: one of the same purpose and program as
 * all of its kind, and one that calls the active one and was written while that was shown.
 */
beforeAll(async () => {
  store = await openSkillStore({ root });
  const names = ["active", "active-twin", ...hidden];
  for (const status of names) {
    const name = marked(status);
    const symbol = functionNameOf(name);
    const source = `/** marker-${status}-body */\nexport function ${symbol}(words: string[]): string[] {\n  return words.toSorted();\n}\n`;
    const description = `Sorts words, marker-${status}-text.`;
    await store.admit(exampleCandidate(name, { signature, source, description }), exampleEvidence());
  }
  const { digest } = (await store.get(marked("active")))!;
  const uses = [{ name: marked("active"), digest }];
  for (const status of ["active", ...hidden]) {
    const name = calling(status);
    const source = `import { markerActive } from "#skills/marker-active";\n\n/** marker-${status}-body */\nexport function ${functionNameOf(name)}(words: string[]): string[] {\n  return markerActive(words);\n}\n`;
    const description = `Sorts words, marker-${status}-text.`;
    const candidate = exampleCandidate(name, { signature, source, description, uses });
    await store.admit(candidate, exampleEvidence({ shown: uses }));
  }
  for (const of of [marked, calling]) {
    await store.transition(of("candidate"), "quarantined", "for the test");
    for (const status of hidden) await store.transition(of(status), status, "for the test");
  }
});
afterAll(async () => {
  await store[Symbol.asyncDispose]();
  await checker[Symbol.asyncDispose]();
});

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
    expect(matches.map(({ skill }) => skill.name).filter((name) => !actives.includes(name))).toEqual([]);
    // All programs of a kind are the same: a hidden one would be folded into an active one.
    expect(matches.flatMap(({ folded = [] }) => folded)).toEqual(["marker-active-twin"]);
  }
  expect(markersIn(await store.list())).toEqual([]);
});

it("names none that calls an active one, and those that descend from one to people alone", async () => {
  const callers = {
    direct: await store.usedBy(marked("active")),
    all: await store.usedBy(marked("active"), { transitive: true }),
  };
  expect(callers.direct.map(({ name }) => name)).toEqual([calling("active")]);
  expect(callers.all).toEqual(callers.direct);
  // What a revocation must look at, whatever became of it since.
  expect(markersIn(await store.descendants(marked("active")))).toEqual(hidden);
});

it.each(["skills", "skills.jsonl", "skills.parquet"])("exports none to %s", async (target) => {
  const path = join(mkdtempSync(join(tmpdir(), "portolan-hidden-")), target);
  expect((await exportSkills(store, { path, cwd: root })).skills).toEqual(actives);
  const files = target === "skills" ? fastGlob.sync("**", { cwd: path, absolute: true, dot: true }) : [path];
  expect(files.length).toBeGreaterThan(0);
  expect(files.flatMap((file) => markersIn(readFileSync(file, "latin1")))).toEqual([]);
  // What is compressed there too.
  const read = await readSource(path, {
    cwd: root,
    by: "the test",
    declare: (modules) => checker.declare(modules),
  });
  expect(new Set(read.offers.map(({ candidate }) => candidate.name))).toEqual(new Set(actives));
  expect(markersIn(read)).toEqual([]);
  for (const status of hidden)
    await expect(
      exportSkills(store, { path: `${path}-2`, cwd: root, names: [marked(status)] }),
    ).rejects.toMatchObject({
      code: "usage",
    });
});

it("offers none as a name there is instead, be what was asked for near to one or its very name", async () => {
  const names = hidden.flatMap((status) => [marked(status), marked(status).slice(0, -1)]);
  const offered: string[][] = [];
  for (const name of [...names, "marker-activ"]) {
    const source = `import { markerActive } from "#skills/marker-active";\nimport { x } from "#skills/${name}";\n\nexport function y(words: string[]): string[] {\n  return markerActve(x(markerActive(words)));\n}\n`;
    const { program } = await link({ name: "y", signature, source }, store);
    const { diagnostics } = await checker.check(program);
    expect(diagnostics.length).toBeGreaterThan(1);
    offered.push(diagnostics.flatMap(({ available = [] }) => available));
    // The name that was asked for stands in the message, since the program said it; none besides.
    const said = diagnostics.map(({ message }) => message.replaceAll(name, "")).join("\n");
    expect(markersIn(said)).toEqual([]);
  }
  expect(offered.flat()).toContain("markerActive");
  expect(markersIn(offered)).toEqual([]);
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
  expect(new Set(scanned)).toEqual(new Set(actives.map((name) => `${name}/SKILL.md`)));
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

it("finds none by what it does", async () => {
  await using asking = await openSkillStore({ root, readOnly: true, sandbox: checker });
  const examples = [{ input: [["b", "a"]], output: ["a", "b"] }];
  const matches = await asking.search({ text: "", examples, limit: 100 });
  expect(matches.map(({ skill }) => skill.name)).toContain(marked("active"));
  expect(matches.map(({ skill }) => skill.name).filter((name) => !actives.includes(name))).toEqual([]);
  expect(markersIn(matches.map(({ reasons, folded }) => [reasons, folded]))).toEqual([]);
});

it("lets no agent read, run or import one by its tools, and offers it none", async () => {
  const tools = skillTools({ store, sandbox: checker });
  const call = async (name: string, input: unknown) =>
    (tools.find((tool) => tool.name === name) as (typeof tools)[number]).execute(input);
  const found = await call("search_skills", { query: "sorts words", limit: 20 });
  expect(JSON.stringify(found)).toContain(marked("active"));
  expect(markersIn(found)).toEqual([]);
  for (const status of hidden) {
    const name = marked(status);
    const source = `import { x } from "#skills/${name}";\n\nexport function y(words: string[]): string[] {\n  return x(words);\n}\n`;
    const replies = [
      await call("get_skill", { name }),
      await call("get_skill", { name: name.slice(0, -1) }),
      await call("run_skill", { name, arguments: [["b", "a"]] }),
      await call("run_program", { source, arguments: [["b", "a"]] }),
      await call("report_outcome", { skill: name, task: "sorting", outcome: "right" }),
    ];
    expect(replies.map(({ isError }) => isError)).toEqual(replies.map(() => true));
    // The name that was asked for stands in the reply, since the agent said it; nothing else of the skill does.
    const said = replies.map(({ text }) => text.replaceAll(new RegExp(`${name.slice(0, -1)}\\w?`, "g"), ""));
    expect(markersIn(said)).toEqual([]);
    expect(JSON.stringify(replies)).not.toContain("toSorted");
  }
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
  const harness = exampleHarness({ evaluations: 10, attempts: 2 }, { retrieval: { limit: 10 } });
  const agent: Agent = { coder, sandbox, store, harness, evaluators: standardEvaluators(sandbox) };
  await runEpisode(task, agent, new Tracer({ voyage: "v", harness: "h", sinks: [] }));
  expect(coder.requests.length).toBeGreaterThan(0);
  const { requests } = coder;
  expect(JSON.stringify(requests)).toContain("marker-active");
  expect(markersIn(requests.map(({ skills, past }) => ({ skills, past })))).toEqual([]);
});
