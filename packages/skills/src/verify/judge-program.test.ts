import { type Candidate, defineTool, type Outcome, type Sandbox, type ToolSet } from "@portolan/core";
import { exampleCandidate, inProcessSandbox, memorySkillStore } from "@portolan/core/testing";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { judgeProgram } from "./judge-program.ts";

const record = { logs: [], logsCut: false, wallMs: 0, toolCalls: [] };
const evals = { examples: [], cases: [1, 2, 3, 4].map((n) => ({ input: [n], output: n })) };
const ended = (result: object): Outcome => ({ ...record, ...result }) as unknown as Outcome;

/** A sandbox in which every run ends as told. */
function ending(run: Sandbox["run"]): Sandbox {
  return { ...inProcessSandbox(), run };
}

it("says of each case how it was missed", async () => {
  const results = [
    { kind: "value", value: 1 },
    { kind: "value", value: 7 },
    { kind: "timeout", limit: "wallMs", limitMs: 5000 },
    { kind: "memory", limitMb: 64 },
  ];
  const sandbox = ending(async (_, [n]) => ended(results[(n as number) - 1] as object));
  const found = await judgeProgram(exampleCandidate("same", { evals }), memorySkillStore(), sandbox);
  expect(found).toMatchObject({
    right: 1,
    of: 4,
    problems: [
      "wrong on 1 of 4 cases",
      "timed out after 5000 ms on 1 of 4 cases",
      "out of memory at 64 MB on 1 of 4 cases",
    ],
  });
});

it("is interrupted by its signal, whatever the runs say", async () => {
  const controller = new AbortController();
  const sandbox = ending(async (_program, _input, { signal } = {}) => {
    controller.abort();
    return ended(signal?.aborted ? { kind: "cancelled" } : { kind: "value", value: 1 });
  });
  const { signal } = controller;
  const judging = judgeProgram(exampleCandidate("same", { evals }), memorySkillStore(), sandbox, { signal });
  await expect(judging).rejects.toMatchObject({ code: "interrupted" });
});

const list = defineTool({
  description: "Names.",
  input: z.null(),
  output: z.array(z.string()),
  effect: "read",
  call: async () => ["a"],
});

it("runs what needs tools with those that are given, and else says which are missing", async () => {
  const given: (ToolSet | undefined)[] = [];
  const sandbox = ending(async (_, [value], options) => {
    given.push(options?.tools);
    return ended({ kind: "value", value });
  });
  const judged = (tools?: ToolSet) =>
    judgeProgram(
      exampleCandidate("same", { evals, tools: ["notes.list", "notes.text"] }),
      memorySkillStore(),
      sandbox,
      { tools },
    );
  expect((await judged({ notes: { list } })).problems).toEqual([
    "it needs the tools notes.text, and its cases cannot be run without them (--tools)",
  ]);
  expect(given).toEqual([]);
  const tools = { notes: { list, text: list } };
  expect(await judged(tools)).toMatchObject({ right: 4, problems: [] });
  expect(given).toEqual([tools, tools, tools, tools]);
});

describe("what the task declared", () => {
  const judged = (body: string, more: Partial<Candidate["evals"]>) =>
    judgeProgram(
      exampleCandidate("tidy", {
        source: `export function tidy(text: string): string {\n  return ${body};\n}\n`,
        evals: { examples: [{ input: ["a "], output: "a" }], cases: [], ...more },
      }),
      memorySkillStore(),
      inProcessSandbox(),
    );
  const idempotent = { properties: [{ kind: "idempotent" as const }] };

  it("is checked again on generated inputs", async () => {
    expect((await judged("text.trim()", idempotent)).problems).toEqual([]);
    expect((await judged('text.replace(/^ | $/g, "")', idempotent)).problems).toEqual([
      expect.stringMatching(/^It must be idempotent: f\(f\(x\)\) = f\(x\)\. For \(".{1,4}"\) /),
    ]);
  });

  it("is checked first on what broke it before", async () => {
    const onlyThere = 'text === "kept, and never generated" ? "kept, " : text.trim()';
    expect((await judged(onlyThere, idempotent)).problems).toEqual([]);
    const counterexamples = [{ of: "properties", input: ["kept, and never generated"] }];
    const { problems } = await judged(onlyThere, { ...idempotent, counterexamples });
    expect(problems).toEqual([
      expect.stringContaining('For ("kept, and never generated") f(f(x)) gives "kept,"'),
    ]);
  });

  it("and what no program may do is tried on what undid earlier ones", async () => {
    const counterexamples = [{ of: "generated", input: ["seven"] }];
    const { problems } = await judged('text === "seven" ? (7 as never) : text.trim()', { counterexamples });
    expect(problems).toEqual([
      'for ["seven"] it gives 7, which is not of type string, as a program before it did',
    ]);
  });
});
