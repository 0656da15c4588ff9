import { cpSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createAgent, defineEvaluator, type LooseTask } from "@portolan/core";
import { applesGoal, orchardWorld, scriptedCoder, shaker } from "@portolan/core/testing";
import { createSandbox } from "@portolan/sandbox";
import { openSkillStore } from "@portolan/skills";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { main } from "../main.ts";
import { capturedTerminal } from "../testing/captured-terminal.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const folder = mkdtempSync(join(tmpdir(), "portolan-trust-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const orchard = { luck: 0.7, shakes: 9 };
const orchardFile = `import { applesGoal, orchardWorld } from "${import.meta.resolve("@portolan/core/testing")}";

const world = orchardWorld(${JSON.stringify(orchard)});
export const tools = world.tools;
export const evaluators = ({ sandbox, worldRunsEvaluator }) => [
  worldRunsEvaluator({ sandbox, world, goalOf: () => applesGoal(3) }),
];
`;
const strict = `export const evaluators = ({ defineEvaluator }) => [
  defineEvaluator({ id: "polite", version: 2, evaluate: async () => ({ status: "failed", feedback: "It does not say please." }) }),
];
`;
const doubling: LooseTask = {
  goal: "Twice the number.",
  name: "double",
  signature: "(n: number) => number",
  examples: [1, 2, 7].map((n) => ({ input: [n], output: 2 * n })),
  cases: [0, -4, 111, 9].map((n) => ({ input: [n], output: 2 * n })),
};

beforeAll(async () => {
  writeFileSync(join(folder, "orchard.ts"), orchardFile);
  writeFileSync(join(folder, "strict.ts"), strict);
  await using store = await openSkillStore({ root: join(folder, "skills-store") });
  await using sandbox = createSandbox();
  const polite = defineEvaluator({ id: "polite", version: 1, evaluate: async () => ({ status: "passed" }) });
  const double = scriptedCoder(["export function double(n: number): number {\n  return 2 * n;\n}\n"]);
  const plain = createAgent({ coder: double, sandbox, store, evaluators: { gate: [polite] } });
  expect(await plain.solve(doubling)).toMatchObject({ solved: true });
  const world = { world: orchardWorld(orchard), goalOf: () => applesGoal(3) };
  const picking = createAgent({ coder: scriptedCoder([shaker("pickApples", 3, 9)]), sandbox, store, world });
  const task = {
    goal: "Three apples.",
    name: "pick-apples",
    signature: "() => Promise<number>",
    world: "orchard",
  };
  expect(await picking.solve(task)).toMatchObject({ solved: true });
});

async function portolan(...commandLine: string[]) {
  const terminal = capturedTerminal({ cwd: folder });
  const code = await main(commandLine, terminal);
  return { code, out: terminal.out(), err: terminal.err() };
}

test("verify asks every evaluator of the evidence again, and says which it cannot ask, and why", async () => {
  const { code, out, err } = await portolan("verify", "double");
  expect(code).toBe(0);
  expect(out).toMatch(/^✓ double {2}7 of 7 cases, \d+ evaluators asked again, right on ≥ 47 %$/m);
  expect(out).toContain("not asked again: polite; there is no evaluator of that name here");
  expect(err).toBe("1 skill verified: right on ≥ 47 % of such inputs.\n");
});

test("an evaluator of one's own that refuses it now is a problem, and so is its rule that changed", async () => {
  const { code, out } = await portolan("verify", "double", "--evaluators", "strict.ts", "--json");
  expect(code).toBe(1);
  const found = JSON.parse(out) as { problems: string[]; evaluators: object[]; lowerBound: number };
  expect(found).toMatchObject({
    lowerBound: 0,
    problems: ["polite refuses it now: It does not say please."],
  });
  expect(found.evaluators.at(-1)).toMatchObject({
    evaluator: "polite",
    was: "passed",
    now: "failed",
    ruleChanged: true,
  });
  expect(await portolan("verify", "double", "--evaluators", "orchard-is-not-there.ts")).toMatchObject({
    code: 2,
  });
  expect(await portolan("verify", "double", "--all")).toMatchObject({ code: 2 });
});

test("what was judged in a world is judged there again, and has no number without it", async () => {
  const own = ["--tools", "orchard.ts", "--allow-writes"];
  const without = await portolan("verify", "pick-apples", ...own);
  expect(without).toMatchObject({
    code: 0,
    err: "1 skill judged again, without a number: no hidden check was made.\n",
  });
  expect(without.out).toContain("not asked again: world-runs; it needs the world that it was judged in");
  const within = await portolan("verify", "pick-apples", ...own, "--evaluators", "orchard.ts");
  expect(within.err).toMatch(/^1 skill verified: right on ≥ 8\d % of such inputs\.\n$/);
  expect((await portolan("verify", "pick-apples")).code).toBe(1);
});

test("a damaged folder is what verify tells of, and the other skills that were named are judged", async () => {
  const damaged = join(folder, "damaged");
  cpSync(join(folder, "skills-store"), damaged, { recursive: true });
  const broken = join(damaged, "broken");
  cpSync(join(damaged, "double"), broken, { recursive: true });
  truncateSync(join(broken, "SKILL.md"), 20);
  const { code, out, err } = await portolan("verify", "broken", "double", "--store", damaged);
  expect(code).toBe(1);
  expect(out).toMatch(/^✗ broken {2}The skill folder broken is broken: .*\n✓ double {2}7 of 7 cases/);
  expect(err).toBe("1 of 2 skills failed.\n");
  expect(await portolan("verify", "nobody", "double", "--store", damaged)).toMatchObject({
    code: 2,
    out: "",
  });
});

test("explain says why, what is not known, and what would make it fall", async () => {
  const { code, out } = await portolan("explain", "double");
  expect(code).toBe(0);
  expect(out).toMatch(
    /^double is active, version 1: right on at least 47\.2 % of such inputs \(95 % confidence\)\.\n\nWhy it is trusted\n/,
  );
  expect(out).toMatch(/What is not known\n[^]*\nWhat would make it fall\n/);
  const [line] = (await portolan("explain", "pick-apples", "--json")).out.split("\n");
  expect(JSON.parse(line as string)).toMatchObject({
    type: "explanation",
    name: "pick-apples",
    checks: { cases: 0, runs: { admitAt: 0.95 } },
    summary: expect.stringContaining("reaches its goal in at least") as string,
  });
  expect((await portolan("explain", "nobody")).code).toBe(2);
});
