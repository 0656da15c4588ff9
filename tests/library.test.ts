import { execFile } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { type AgentOptions, type Candidate, createAgent, defineTool, ToolFailure } from "@portolan/core";
import { exampleEvidence, scriptedCoder } from "@portolan/core/testing";
import { createSandbox } from "@portolan/sandbox";
import { builtInEmbedder, openSkillStore } from "@portolan/skills";
import { describe, expect, it } from "vitest";
import { z } from "zod";

const folder = fileURLToPath(new URL("../examples/library/", import.meta.url));
const flags = ["--conditions=@portolan/source", "--disable-warning=ExperimentalWarning"];

/** What the examples of agent kits show, each with a model that calls by the same script. */
const composed = [
  "search_skills: No skill fits: the library is empty.",
  "submit_skill: Refused by examples.",
  "submit_skill: Admitted as spaced-name, right on at least",
  "search_skills: spaced-name (name: string) => string",
  'run_skill: "change log"',
  'run_program: ["CHANGE LOG","NOTES"]\nCHANGE LOG, NOTES\n',
];

describe("the examples of the library", () => {
  it.each([
    [
      "hello.ts",
      ["admitted sum-squares-numbers", "export function sumSquaresNumbers(xs", "known sum-squares-numbers 0"],
    ],
    [
      "tools.ts",
      [
        "environment A tool was out: shop.priceOf: the shop is closed.",
        "export declare function priceOf(input: string): Promise<number>;",
        "{ solved: true, attempts: 1 }",
      ],
    ],
    [
      "model.ts",
      [
        '(""): expected [], got [""]',
        "reflection: An empty text has no words",
        "{ solved: true, requests: 3, costs: true }",
      ],
    ],
    ["mcp-tools.ts", ["count(input: { part: string }): Promise<{ count: number", "true admitted"]],
    [
      "evaluator.ts",
      [
        "order-does-not-matter: It gives something else for [[4,1]] than for [[1,4]].",
        "{ solved: true, attempts: 2 }",
      ],
    ],
    [
      "world.ts",
      [
        "attempt 1: failed. It reached the goal in",
        "fresh worlds; 95 % are asked for.",
        "attempt 2: passed.",
        "isBounded: true",
        "open-the-lock is active, version 1: reaches its goal in at least",
      ],
    ],
    [
      "cascade.ts",
      ["stage 1: handed over after 2000 evaluations", "stage 2: solved it after 1 evaluations", "true"],
    ],
    ["ai-sdk.ts", composed],
    ["openai-agents.ts", composed],
    ["langchain.ts", composed],
  ])("%s does what it says", async (file, expected) => {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [...flags, file], { cwd: folder });
    for (const text of expected) expect(stdout).toContain(text);
    expect(stderr).toBe("");
  });
});

const lengths = ["oak", "elm"].map((wood) => ({ input: [wood], output: wood.length }));
const task = {
  goal: "How long the name of a wood is.",
  name: "wood-length",
  signature: "(wood: string) => Promise<number>",
  examples: [...lengths, { input: ["walnut"], output: 6 }],
};
const source = `import { take } from "#tools/shelf";
export async function woodLength(wood: string): Promise<number> {
  return (await take(wood)).length;
}
`;

/** Solves the task with a tool that fails as told, in processes of its own. */
async function withTool(fail: () => Error | undefined, options: Partial<AgentOptions> = {}) {
  await using sandbox = createSandbox({ children: 1 });
  const take = defineTool({
    description: "Takes a piece of wood from the shelf.",
    input: z.string(),
    output: z.string(),
    effect: "read",
    call: async (wood) => {
      const error = fail();
      if (error) throw error;
      return wood;
    },
  });
  const coder = scriptedCoder([source, source]);
  const patience = { tries: 2, firstPauseMs: 1 };
  const solving = createAgent({ coder, sandbox, tools: { shelf: { take } }, patience, ...options }).solve(
    task,
  );
  const causes: string[] = [];
  for await (const event of solving)
    if (event.type === "failure-attributed") causes.push(event.attribution.cause);
  return { result: await solving, causes, requests: coder.requests };
}

describe("a tool that fails, in the sandbox", () => {
  it("is the environment where it throws, or says that it is unavailable", async () => {
    for (const error of [new Error("ECONNREFUSED"), new ToolFailure("later", { unavailable: true })]) {
      const { result, causes } = await withTool(() => error);
      expect(result).toMatchObject({ solved: false, parked: true, attempts: 1 });
      expect(causes).toEqual(["environment", "environment"]);
    }
  });

  it("is a precondition where it says what is missing, and its program's fault where it says what to try", async () => {
    const lacking = await withTool(() => new ToolFailure("empty", { missing: ["wood"] }));
    expect(lacking.result).toMatchObject({ parked: true, attempts: 1 });
    expect(lacking.result.reason).toContain("shelf.take: empty (missing: wood)");
    const advised = await withTool(() => new ToolFailure("empty", { missing: ["wood"], try: ["refill"] }));
    expect(advised.causes).toEqual(["own", "own"]);
    expect(advised.requests[1]?.past[0]?.feedback[1]).toContain("to try: refill");
  });
});

it("repairs a skill that throws inside a program, in a store of folders", async () => {
  await using sandbox = createSandbox({ children: 1 });
  const root = join(mkdtempSync(join(tmpdir(), "portolan-repair-")), "store");
  await using store = await openSkillStore({ root, embedder: builtInEmbedder() });
  const cases = (words: string[]) => words.map((word) => ({ input: [word], output: word[0] ?? "" }));
  const broken: Candidate = {
    name: "first-letter",
    signature: "(text: string) => string",
    source: `/** The first letter. */
export function firstLetter(text: string): string {
  if (text.length > 2) throw new RangeError(text);
  return text.slice(0, 1);
}
`,
    description: "The first letter of a text.",
    uses: [],
    tools: [],
    evals: { examples: cases(["oak", "a", "be"]), cases: cases(["elm", ""]) },
  };
  await store.admit(broken, exampleEvidence());
  const coder = scriptedCoder([
    `import { firstLetter } from "#skills/first-letter";
/** Initials. */
export function initials(first: string, last: string): string {
  return firstLetter(first) + firstLetter(last);
}
`,
    `/** The first letter. */
export function firstLetter(text: string): string {
  return text.slice(0, 1);
}
`,
  ]);
  const solving = createAgent({ coder, sandbox, store }).solve({
    goal: "The initials of a name.",
    name: "initials",
    signature: "(first: string, last: string) => string",
    examples: [
      { input: ["Ada", "Lovelace"], output: "AL" },
      { input: ["Al", "Bo"], output: "AB" },
      { input: ["Grace", "Hopper"], output: "GH" },
    ],
  });
  const steps: string[] = [];
  for await (const event of solving) if (event.type.startsWith("callee-")) steps.push(event.type);
  expect(await solving).toMatchObject({
    solved: true,
    change: "added",
    called: ["first-letter"],
    attempts: 2,
  });
  expect(steps).toEqual(["callee-quarantined", "callee-repaired"]);
  expect(await store.get("first-letter")).toMatchObject({ status: "active", version: 2 });
  expect((await store.history("first-letter")).map(({ status }) => status)).toEqual([
    "active",
    "quarantined",
    "active",
  ]);
});
