import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { type Candidate, type Case, functionNameOf } from "@portolan/core";
import { exampleEvidence } from "@portolan/core/testing";
import { openSkillStore } from "@portolan/skills";
import { beforeEach, expect, test, vi } from "vitest";
import { main } from "../main.ts";
import { capturedTerminal } from "../testing/captured-terminal.ts";
import { writeUntidyStore } from "../testing/untidy-store.ts";

vi.setConfig({ testTimeout: 60_000 });

const lists = [[], [2], [3, 3], [1, -2, 9], [4, 0, 4, 0, 4], [0.5, 8, 6]];

/** A skill of lists of numbers whose body is also the body of a function here: the test wrote it. */
function candidate(name: string, body: string, answer: (xs: number[]) => number[]): Candidate {
  const cases: Case[] = lists.map((xs) => ({ input: [xs], output: answer(xs) }));
  return {
    name,
    signature: "(xs: number[]) => number[]",
    description: `Do what ${name} does.`,
    source: `/** Do what ${name} does. */\nexport function ${functionNameOf(name)}(xs: number[]): number[] {\n  ${body}\n}\n`,
    uses: [],
    tools: [],
    evals: { examples: cases.slice(0, 3), cases: cases.slice(3) },
  };
}
const above = (name: string, bound: number): Candidate =>
  candidate(
    name,
    `const sorted = xs.toSorted((a, b) => a - b);\n  const kept = sorted.filter((x) => x > ${bound}).map((x) => x * 2 + 1);\n  const doubled = [...kept, ...kept.toReversed()];\n  return doubled.map((x, i) => x + i);`,
    (xs) => {
      const kept = xs
        .toSorted((a, b) => a - b)
        .filter((x) => x > bound)
        .map((x) => x * 2 + 1);
      return [...kept, ...kept.toReversed()].map((x, i) => x + i);
    },
  );

let folder: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "portolan-tidy-"));
  await using store = await openSkillStore({ root: join(folder, "skills-store") });
  const skills = [
    above("above-one", 1),
    above("above-three", 3),
    above("above-none", -9),
    candidate("turned", "return xs.toReversed();", (xs) => xs.toReversed()),
    candidate(
      "turned-round",
      "const turned: number[] = [];\n  for (const x of xs) turned.unshift(x);\n  return turned;",
      (xs) => xs.toReversed(),
    ),
  ];
  for (const one of skills) {
    const { examples, cases } = one.evals;
    const checks = { examples: examples.length, cases: cases.length, lowerBound: 0.3684 };
    await store.admit(one, exampleEvidence({ checks }));
  }
});

async function portolan(commandLine: string[]) {
  const terminal = capturedTerminal({ cwd: folder });
  const code = await main(commandLine, terminal);
  return { code, out: terminal.out(), err: terminal.err() };
}
const files = (): string[] =>
  readdirSync(join(folder, "skills-store"), { recursive: true, encoding: "utf8" })
    .filter((path) => !path.includes(".portolan"))
    .toSorted();

test("shows what it would do and why, and changes nothing", async () => {
  const before = files();
  const { code, out, err } = await portolan(["tidy"]);
  expect(code).toBe(0);
  expect(out).toMatch(/^fold turned-round into turned\n {2}They agree on \d+ inputs, \d+ of them generated/);
  expect(out).toContain(
    "generalise above-none, above-one, above-three as above\n  They differ in constants only: limit is -9, 1, 3.",
  );
  expect(out).toContain("    export function above(xs: number[], limit: number): number[] {\n");
  expect(err).toMatch(
    /^2 changes: 5 skills of \d+ words and marks would become 5 of \d+\. Nothing was changed; add --apply\.\n$/,
  );
  expect(files()).toEqual(before);
});

test("does it with --apply, and finds nothing the second time", async () => {
  const { code, out, err } = await portolan(["tidy", "--apply", "--json"]);
  const lines = out
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect({ code, err }).toEqual({ code: 0, err: "2 of 2 changes done.\n" });
  expect(lines).toMatchObject([
    {
      type: "step",
      kind: "duplicates",
      remains: "turned",
      applied: true,
      change: expect.stringMatching(/^[0-9a-f]{12}$/),
    },
    {
      type: "step",
      kind: "families",
      remains: "above",
      done: [{ name: "above", change: "added" }, {}, {}, {}],
      refused: null,
    },
    { type: "plan", steps: 2, done: 2, skills: { before: 5, after: 5 } },
  ]);
  const source = readFileSync(join(folder, "skills-store", "above-three", "scripts", "skill.ts"), "utf8");
  expect(source).toContain("return above(xs, 3);");
  expect((await portolan(["run", "above-three", "[9,1]"])).out).toBe("[19,20]\n");
  expect((await portolan(["run", "turned-round", "[9,1]"])).out).toBe("[1,9]\n");
  expect(await portolan(["verify"])).toMatchObject({
    code: 0,
    err: "6 skills verified: each right on ≥ 36 % of such inputs; for 6 of them only if their cases had been hidden.\n",
  });
  expect(await portolan(["tidy"])).toMatchObject({
    code: 0,
    out: "",
    err: "5 active skills; there is nothing to tidy.\n",
  });
});

test("keeps to what it is asked for", async () => {
  expect((await portolan(["tidy", "--only", "families", "--quiet"])).out).not.toContain("fold");
  expect((await portolan(["tidy", "turned"])).out).not.toContain("generalise");
  expect(await portolan(["tidy", "turne"])).toMatchObject({
    code: 2,
    err: expect.stringContaining("Did you mean turned or turned-round?"),
  });
  expect(await portolan(["tidy", "--only", "all"])).toMatchObject({
    code: 2,
    err: expect.stringContaining("--only takes duplicates, families, retire."),
  });
  expect(await portolan(["tidy", "--store", "nowhere"])).toMatchObject({
    code: 3,
    err: expect.stringContaining("There is no store in"),
  });
});

test("stops at Ctrl-C between two changes: what was printed is done, and nothing else", async () => {
  const terminal = capturedTerminal({ cwd: folder });
  const write = terminal.stdout.write.bind(terminal.stdout);
  terminal.stdout.write = (text) => {
    write(text);
    if (text.includes("undo it with")) terminal.interrupt();
  };
  expect(await main(["tidy", "--apply"], terminal)).toBe(130);
  expect(terminal.err()).toContain("Tidying was interrupted.");
  expect(terminal.out()).toContain("fold turned-round into turned");
  expect(terminal.out()).not.toContain("generalise");
  const rest = await portolan(["tidy", "--apply"]);
  expect(rest.out).toMatch(/^generalise above-none/);
});

test("the store of examples is what the program writes", async () => {
  const root = join(folder, "untidy");
  await writeUntidyStore(root);
  const shipped = fileURLToPath(new URL("../../../../examples/untidy-store", import.meta.url));
  // When this fails: node --conditions=@portolan/source packages/cli/scripts/write-untidy-store.ts
  expect(textsOf(shipped)).toEqual(textsOf(root));
});

function textsOf(root: string): Record<string, string> {
  const paths = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .filter((path) => !path.startsWith(".portolan"));
  return Object.fromEntries(paths.toSorted().map((path) => [path, readFileSync(join(root, path), "utf8")]));
}
