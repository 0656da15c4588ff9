import { describe, expect, it } from "vitest";
import { createAgent } from "../../agent/create-agent.ts";
import { Budget } from "../../budget/budget.ts";
import type { TraceEvent } from "../../events/event.ts";
import { craftingGoal, craftingTasks, craftingWorld } from "../../testing/crafting-world.ts";
import { inProcessSandbox } from "../../testing/in-process-sandbox.ts";
import { memorySkillStore } from "../../testing/memory-skill-store.ts";
import { defineTool, ToolFailure } from "../../sandbox/tool.ts";
import type { World } from "../../world/world.ts";
import type { SkillStore } from "../../skills/skill-store.ts";
import { z } from "zod";
import type { WriteRequest } from "../coder.ts";
import { worldCoder } from "./world-coder.ts";

const library = { evaluations: 12, attempts: 4 };

/** An agent in the crafting world, which says every seed that the world was reset to. */
function setUp(
  options: {
    store?: SkillStore;
    evaluations?: number;
    calls?: number;
    world?: World;
    isJudged?: boolean;
  } = {},
) {
  const inner = options.world ?? craftingWorld();
  const seeds: number[] = [];
  const world: World = {
    ...inner,
    reset: (seed) => {
      seeds.push(seed);
      return inner.reset(seed);
    },
  };
  const sandbox = inProcessSandbox();
  const { store, calls, isJudged } = options;
  const coder = worldCoder({ sandbox, world: inner, goalOf: craftingGoal, store, calls, isJudged });
  const budget = { ...library, evaluations: options.evaluations ?? library.evaluations };
  const agent = createAgent({ coder, sandbox, store, world: { world, goalOf: craftingGoal }, budget });
  return { agent, coder, seeds };
}

async function climb(agent: ReturnType<typeof createAgent>, tasks = craftingTasks) {
  const results = [];
  for (const task of tasks) results.push(await agent.solve(task));
  return results;
}

/** The whole tree with a library, climbed once for all tests that look at it. */
const climbed = (async () => {
  const { agent, coder, seeds } = setUp({ store: memorySkillStore() });
  return { results: await climb(agent), coder, seeds };
})();

const task = (name: string) => craftingTasks.find((one) => one.name === name)!;

describe("the coder for worlds", () => {
  it("climbs the whole tree with a library, in steps of six calls", async () => {
    const { results } = await climbed;
    expect(results.map(({ solved }) => solved)).toEqual(craftingTasks.map(() => true));
    expect(results.at(-1)).toMatchObject({
      depth: 8,
      called: ["obtain-stib", "obtain-tamble", "obtain-vell"],
    });
    expect(results.every(({ evaluations }) => evaluations <= library.evaluations)).toBe(true);
  });

  it("has several things together, by skills alone and without a further question", async () => {
    const store = memorySkillStore();
    const { agent } = setUp({ store });
    await climb(agent, craftingTasks.slice(0, 5));
    const goal = "Obtain `tamble` and `stib`: at least `count` of each.";
    const result = await agent.solve({
      ...task("obtain-osk"),
      id: "crafting/both",
      name: "obtain-both",
      goal,
    });
    expect(result).toMatchObject({ solved: true, evaluations: 1, called: ["obtain-stib", "obtain-tamble"] });
    expect(result.program?.source).toContain('Math.min(counts["tamble"] ?? 0, counts["stib"] ?? 0)');
  });

  it("stays at the foot of it without one, whatever it may spend", async () => {
    const results = await climb(setUp({ evaluations: 60 }).agent);
    const solved = results.filter((result) => result.solved).map((result) => result.task);
    expect(solved).toEqual(["osk", "palt", "stib", "tamble"].map((thing) => `crafting/obtain-${thing}`));
    expect(results.at(-1)?.reason).toMatch(/it takes \d+ calls or more, of which a program may have 6/);
  });

  it("reaches further with longer programs", async () => {
    const { agent } = setUp({ evaluations: 60, calls: 9 });
    expect(await agent.solve(task("obtain-osken-pick"))).toMatchObject({ solved: true, depth: 0 });
  });

  it("writes one program for all that a goal takes where calls are not bounded, and sees how much of each there is", async () => {
    const { agent } = setUp({ evaluations: 60, calls: 200 });
    const result = await agent.solve(task("obtain-vellen-pick"));
    expect(result).toMatchObject({ solved: true, depth: 0 });
    expect(result.evaluations).toBeLessThan(20);
    const source = result.program?.source ?? "";
    expect(source).toContain(`
function haveStib(count: number): Promise<void> {
  return until(["stib"], count, async (lacking) => {
    await havePalt(2 * Math.ceil(lacking / 4));
    await craft({ item: "stib", count: lacking });
  });
}
`);
    expect(source.match(/await craft\(\{ item: "palt"/g)).toHaveLength(1);
  });

  it("writes the same programs again", async () => {
    const { results } = await climbed;
    const again = await climb(setUp({ store: memorySkillStore() }).agent, craftingTasks.slice(0, 6));
    expect(again.map(({ program }) => program)).toEqual(results.slice(0, 6).map(({ program }) => program));
  });

  it("writes what a person would read: what is missing first, then the call, for as many as are wanted", async () => {
    const { results } = await climbed;
    const { source } = results[4]?.program ?? { source: "" };
    expect(source).toMatchInlineSnapshot(`
      "import { obtainPalt } from "#skills/obtain-palt";
      import { obtainStib } from "#skills/obtain-stib";
      import { obtainTamble } from "#skills/obtain-tamble";
      import { craft, observe, place } from "#tools/workshop";

      /** Obtain \`osken pick\`: afterwards the inventory has at least \`count\` of it. */
      export async function obtainOskenPick(count: number): Promise<number> {
        const seen = () => observe(null);
        const owned = async () => (await seen()).inventory["osken pick"] ?? 0;
        let faults = 0;
        for (let round = 0; round < 90; round++) {
          const lacking = count - (await owned());
          if (lacking <= 0) break;
          try {
            if (!(await seen()).placed.includes("tamble")) {
              await obtainTamble(1);
            }
            await obtainStib(2 * lacking);
            await obtainPalt(3 * lacking);
            if (!(await seen()).placed.includes("tamble")) {
              await place({ item: "tamble" });
            }
            await craft({ item: "osken pick", count: lacking });
          } catch (error) {
            // What an earlier call brought, a later one may have used: then once more from the start.
            if (!isChance(error) && ++faults === 4) throw error;
          }
        }
        return owned();
      }

      /** True where only chance was against a call, so that the same call may do better. */
      function isChance(error: unknown): boolean {
        return (error as { data?: { again?: boolean } | null } | null)?.data?.again === true;
      }
      "
    `);
  });

  it("practises in worlds that the gate never judges in", async () => {
    const { coder, seeds } = await climbed;
    const inner = craftingWorld();
    const practised: number[] = [];
    const world: World = { ...inner, reset: (seed) => (practised.push(seed), inner.reset(seed)) };
    const again = worldCoder({ sandbox: inProcessSandbox(), world, goalOf: craftingGoal });
    for (const { id, goal, signature, suite, name } of craftingTasks) {
      const visible = { id, goal, signature, suite, world: "crafting", examples: [] };
      await again.write({ task: visible, name: name!, skills: [], past: [] }, new Budget(library));
    }
    expect(coder.id).toBe(again.id);
    expect(practised.length).toBeGreaterThan(20);
    expect(practised.filter((seed) => seeds.includes(seed))).toEqual([]);
  });

  it.each([1, 2, 3, 5])("never spends more than %i evaluations", async (evaluations) => {
    const { agent } = setUp({ evaluations });
    for (const result of await climb(agent)) expect(result.evaluations).toBeLessThanOrEqual(evaluations);
  });

  it.each([
    { isJudged: true, made: "mine", id: "world:2:6" },
    { isJudged: false, made: "weigh", id: "world:2:6:unjudged" },
  ])("hands in what ran to its end, unless practice says that it is not enough ($id)", async (one) => {
    const { coder } = setUp({ world: weighingWorld(), isJudged: one.isJudged });
    const { name, ...rest } = task("obtain-osk");
    const request = { task: { ...rest, examples: [] }, name: name!, skills: [], past: [] };
    const draft = await coder.write(request, new Budget(library));
    const sources = draft.kind === "programs" ? draft.programs.map(({ source }) => source) : [];
    expect(sources).toEqual([expect.stringContaining(`await ${one.made}({ item: "osk"`)]);
    expect(coder.id).toBe(one.id);
  });

  it.each([6, 200])(
    "calls tools by other names where a program has use for theirs (%i calls)",
    async (calls) => {
      const inner = craftingWorld();
      const { observe, craft, mine, ...others } = inner.tools["workshop"]!;
      const tools = { workshop: { owned: observe!, until: craft!, count: mine!, ...others } };
      const world = { ...inner, tools };
      const { agent } = setUp({ world, evaluations: 60, calls });
      const result = await agent.solve(task("obtain-palt"));
      expect(result.program?.source).toContain(
        'import { count as countTool, owned as ownedTool, travel, until as untilTool } from "#tools/workshop";',
      );
      expect(result.solved).toBe(true);
    },
  );

  it.each([6, 200])("calls tools whose names no variable can have (%i calls)", async (calls) => {
    const inner = craftingWorld();
    const { observe, craft, mine, ...others } = inner.tools["workshop"]!;
    const tools = { workshop: { String: observe!, delete: craft!, "mine-block": mine!, ...others } };
    const { agent } = setUp({ world: { ...inner, tools }, evaluations: 60, calls });
    const result = await agent.solve(task("obtain-palt"));
    expect(result.program?.source).toContain(
      'import { "mine-block" as mineBlock, String as StringTool, delete as deleteTool, travel } from "#tools/workshop";',
    );
    expect(result.solved).toBe(true);
  });

  it("is not sent in circles by tools that mislead", async () => {
    const { agent } = setUp({ world: misleadingWorld(), evaluations: 500 });
    const result = await agent.solve(task("obtain-osk"));
    expect(result.solved).toBe(false);
    expect(result.reason).toMatch(/^gave up: /);
    expect(result.evaluations).toBeLessThan(60);
  });

  it("ends when it is stopped", async () => {
    const controller = new AbortController();
    const { agent } = setUp({ evaluations: 60 });
    const solving = agent.solve(task("obtain-palt"), { signal: controller.signal });
    controller.abort();
    await expect(solving).rejects.toMatchObject({ code: "interrupted" });
  });

  it("goes on in further worlds after the gate refused it", async () => {
    // Where it practises first, one begins in the glade: it does not know yet that one may have to go there.
    let resets = 0;
    const inner = craftingWorld();
    const kind: World = { ...inner, reset: (seed) => inner.reset(++resets <= 4 ? 2 * (seed >>> 1) : seed) };
    const sandbox = inProcessSandbox();
    const coder = worldCoder({ sandbox, world: kind, goalOf: craftingGoal });
    const world = { world: inner, goalOf: craftingGoal };
    const { solve } = createAgent({ coder, sandbox, world, budget: { evaluations: 20, attempts: 4 } });
    const solving = solve(task("obtain-palt"));
    const events: TraceEvent[] = [];
    for await (const event of solving) events.push(event);
    const verdicts = events.flatMap((event) => (event.type === "verdict-given" ? [event.verdict] : []));
    const judged = verdicts.filter(({ evaluator }) => evaluator === "world-runs").map(({ status }) => status);
    expect(judged).toEqual(["failed", "passed"]);
  });

  it.each([
    ["() => Promise<string>", "it writes what returns a number"],
    ["(name: string) => Promise<number>", "it writes what takes a number or nothing"],
  ])("says that it does not write %s", async (signature, why) => {
    const { agent } = setUp();
    const { reason } = await agent.solve({ ...task("obtain-osk"), signature });
    expect(reason).toContain(why);
  });

  it("asks the library for what is missing", async () => {
    const asked: string[] = [];
    const request: WriteRequest = {
      task: { ...task("obtain-palt"), examples: [] },
      name: "obtain-palt",
      skills: [],
      past: [],
      lookUp: async (text) => {
        asked.push(text);
        return [];
      },
    };
    const { coder } = setUp();
    await coder.write(request, new Budget(library));
    expect(asked).toEqual(["Obtain osk", "Obtain glade"]);
  });
});

/** Its first tool takes any thing, and brings nothing. */
function weighingWorld(): World {
  const inner = craftingWorld();
  const weigh = defineTool({
    description: "Weighs things.",
    input: z.object({ item: z.string(), count: z.number().optional() }),
    output: z.number(),
    effect: "write",
    call: async ({ count: many = 1 }) => many,
  });
  return { ...inner, tools: { workshop: { weigh, ...inner.tools["workshop"] } } };
}

/** Every tool says of everything that something else is missing, another thing each time. */
function misleadingWorld(): World {
  let said = 0;
  const inner = craftingWorld();
  const tool = (description: string) =>
    defineTool({
      description,
      input: z.object({ item: z.string(), count: z.number().optional() }),
      output: z.null(),
      effect: "write",
      call: async ({ item }) => {
        const missing = [`thing ${said++ % 7}`, item];
        throw new ToolFailure(`needs ${missing.join(", ")}`, { missing, counts: { [missing[0]!]: said } });
      },
    });
  const { observe } = inner.tools["workshop"]!;
  return { ...inner, tools: { workshop: { make: tool("Makes."), mend: tool("Mends."), observe: observe! } } };
}
