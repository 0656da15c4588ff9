import { chmodSync, cpSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { agentReplySchema, agentRequestSchema } from "@portolan/core";
import { execa } from "execa";
import { expect, test, vi } from "vitest";
import { z } from "zod";

vi.setConfig({ testTimeout: 180_000 });

const root = fileURLToPath(new URL("../", import.meta.url));
const bin = join(root, "packages/cli/src/bin.ts");
const cwd = mkdtempSync(join(tmpdir(), "portolan-own-agent-"));
cpSync(join(root, "examples/own-agent"), join(cwd, "own-agent"), { recursive: true });

async function portolan(coder: string, ...commandLine: string[]) {
  const { exitCode, stdout, stderr } = await execa(
    process.execPath,
    [
      "--conditions=@portolan/source",
      "--disable-warning=ExperimentalWarning",
      bin,
      ...commandLine,
      "--coder",
      coder,
    ],
    { cwd, reject: false, env: { LLM: `${process.execPath} fake-llm.mjs` } },
  );
  return { exitCode, stdout, stderr };
}

const evens = [
  "--goal",
  "How many even numbers there are",
  "--signature",
  "(xs: number[]) => number",
  ...[
    "[1,2] => 1",
    "[2,4,7] => 2",
    "[] => 0",
    "[8,8,8,1] => 3",
    "[2] => 1",
    "[3,5] => 0",
    "[10,12,15,14,16] => 4",
  ].flatMap((example) => ["--example", example]),
];

test("an agent in Node solves a task, and gives up on another one", async () => {
  const node = `command:${process.execPath} own-agent/agent.mjs`;
  const solved = await portolan(node, "solve", ...evens);
  expect(solved).toMatchObject({ exitCode: 0, stdout: expect.stringContaining("n % 2 === 0") as string });
  const other = [
    "--goal",
    "x",
    "--signature",
    "(n: number) => number",
    "--example",
    "1 => 9",
    "--example",
    "2 => 3",
  ];
  const unsolved = await portolan(node, "solve", ...other);
  expect(unsolved.exitCode).toBe(1);
  expect(unsolved.stderr).toContain("no guess of mine fits");
});

test("a shell makes one of any command that reads a prompt and prints text", async () => {
  writeFileSync(
    join(cwd, "fake-llm.mjs"),
    `import { text } from "node:stream/consumers";
const prompt = await text(process.stdin);
const { task } = JSON.parse(prompt.trimEnd().split("\\n").at(-1));
console.error("thinking about " + task.goal);
console.log("Sure!\\n\`\`\`ts\\nexport function " + task.function + "(xs: number[]): number {\\n  return xs.filter((n) => n % 2 === 0).length;\\n}\\n\`\`\`\\nDone.");`,
  );
  chmodSync(join(cwd, "own-agent/agent.sh"), 0o755);
  const { exitCode, stdout } = await portolan("command:./own-agent/agent.sh", "solve", ...evens);
  expect([exitCode, stdout]).toEqual([0, expect.stringContaining("xs.filter")]);
  expect(readFileSync(join(cwd, ".portolan/agent.log"), "utf8")).toContain("thinking about How many even");
});

test("an agent asks the library itself, where its arm has one", async () => {
  const node = `command:${process.execPath} own-agent/agent.mjs`;
  const keep = await portolan(node, "solve", ...evens, "--name", "count-evens", "--keep");
  expect(keep.exitCode).toBe(0);
  writeFileSync(
    join(cwd, "tiny.jsonl"),
    JSON.stringify({
      id: "tiny/even-letters",
      suite: "tiny",
      goal: "How many even numbers a list has, given that list and a word",
      signature: "(xs: number[], word: string) => number",
      examples: [
        ["a", [1, 2], 1],
        ["bb", [2, 4, 7], 2],
        ["", [], 0],
        ["c", [8, 8, 8, 1], 3],
      ].map(([word, xs, output]) => ({ input: [xs, word], output })),
    }),
  );
  const asking = `command:${process.execPath} own-agent/asking.mjs`;
  const { exitCode, stdout } = await portolan(
    asking,
    "learn",
    "--suite",
    "tiny.jsonl",
    "--retrieve",
    "0",
    "--json",
    "--attempts",
    "1",
  );
  expect(exitCode).toBe(0);
  const [task] = stdout.split("\n").map((line) => JSON.parse(line) as Record<string, unknown>);
  // Whatever the gate makes of it, the skill was found by the agent: none was shown to it.
  expect(task).toMatchObject({ task: "tiny/even-letters", attempts: 1 });
  const traces = await execa("sh", ["-c", "cat skills-store/.portolan/traces/*.jsonl"], { cwd });
  expect(traces.stdout).toContain("#skills/count-evens");
});

test.each([
  ["request", agentRequestSchema],
  ["reply", agentReplySchema],
] as const)("the schema of an agent's %s is as docs/ has it", (name, schema) => {
  const kept = readFileSync(join(root, `docs/schemas/agent-${name}.schema.json`), "utf8");
  expect(JSON.parse(kept)).toEqual(JSON.parse(JSON.stringify(z.toJSONSchema(schema))));
});
