import { defineTool, type Outcome, type Sandbox, type ToolSet } from "@portolan/core";
import { exampleCandidate, inProcessSandbox, memorySkillStore } from "@portolan/core/testing";
import { expect, it } from "vitest";
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
