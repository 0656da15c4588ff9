import { expect, it } from "vitest";
import { createAgent } from "../agent/create-agent.ts";
import { Budget } from "../budget/budget.ts";
import { craftingGoal, craftingTasks, craftingWorld } from "../testing/crafting-world.ts";
import { inProcessSandbox } from "../testing/in-process-sandbox.ts";
import { memorySkillStore } from "../testing/memory-skill-store.ts";
import { scriptedCoder } from "../testing/scripted-coder.ts";
import { practiceIn } from "../world/practice.ts";
import { practiceEvaluator } from "./practice.ts";

const task = craftingTasks.find(({ name }) => name === "obtain-osk")!;
const naive = `import { mine } from "#tools/workshop";
export async function obtainOsk(count: number): Promise<number> {
  return mine({ item: "osk", count });
}
`;
const going = naive
  .replace("{ mine }", "{ mine, observe, travel }")
  .replace(
    "return mine",
    'if ((await observe(null)).place !== "glade") await travel({ to: "glade" });\n  return mine',
  );

/** An agent in a world in which everyone begins in the hollow, so that it has to go somewhere. */
function setUp(sources: string[], evaluations = 10) {
  const inner = craftingWorld();
  const world = { ...inner, reset: (seed: number) => inner.reset(seed | 1) };
  const coder = scriptedCoder(sources);
  const agent = createAgent({
    coder,
    sandbox: inProcessSandbox(),
    store: memorySkillStore(),
    world: { world, goalOf: craftingGoal, practice: true },
    budget: { evaluations, attempts: 4 },
  });
  return { agent, coder, world };
}

it("tells any coder what the tools said, and spends one evaluation on it", async () => {
  const { agent, coder } = setUp([naive, going]);
  const result = await agent.solve(task);
  // One for each request to the script, one for each practice run.
  expect(result).toMatchObject({ solved: true, attempts: 2, evaluations: 4 });
  const [told = ""] = coder.requests[1]?.past[0]?.feedback ?? [];
  expect(told).toContain("In a practice world it did not reach the goal.");
  expect(told).toMatch(
    /workshop\.mine\(\{"item":"osk","count":\d\}\): failed: cannot mine osk: needs to be in the glade/,
  );
  expect(told).toContain('"missing":["glade"]');
  expect(told).toMatch(/In the end the world was: \{.*"place":"hollow"/);
  // Further skills are searched for with it, where the harness keeps places for them.
  expect(coder.requests[1]?.past[0]?.attribution).toEqual({ cause: "own", detail: "It lacked glade." });
  expect(coder.requests[0]?.task.world).toBe("crafting");
});

it("passes what ends without an error where nobody judges, and is another evaluator then", async () => {
  const { world } = setUp([]);
  const program = { name: task.name!, signature: task.signature, source: naive, modules: {} };
  const idle = { ...program, source: "export const obtainOsk = (count: number) => count;\n" };
  const given = { sandbox: inProcessSandbox(), world, goalOf: craftingGoal };
  const evaluator = practiceEvaluator(practiceIn({ ...given, isJudged: false }));
  const judging = practiceEvaluator(practiceIn(given));
  const report = { diagnostics: [], imports: [] };
  expect(await evaluator.evaluate({ task, program: idle, report })).toMatchObject({ status: "passed" });
  expect(await judging.evaluate({ task, program: idle, report })).toMatchObject({ status: "failed" });
  expect(await evaluator.evaluate({ task, program, report })).toMatchObject({ status: "failed" });
  expect(evaluator.digest).not.toBe(judging.digest);
});

it("says nothing where no evaluation is left, or the world has no goal for the task", async () => {
  const { world } = setUp([]);
  const program = { name: task.name!, signature: task.signature, source: naive, modules: {} };
  const subject = { task, program, report: { diagnostics: [], imports: [] } };
  const given = { sandbox: inProcessSandbox(), world };
  const spent = new Budget({ evaluations: 1, attempts: 1 });
  spent.spend("evaluations", 1);
  const evaluator = practiceEvaluator(practiceIn({ ...given, goalOf: craftingGoal }));
  expect(await evaluator.evaluate({ ...subject, budget: spent })).toMatchObject({ status: "abstained" });
  expect(spent.spent.evaluations).toBe(1);
  const goalless = practiceEvaluator(practiceIn({ ...given, goalOf: () => undefined }));
  expect(await goalless.evaluate(subject)).toMatchObject({ status: "abstained" });
});
