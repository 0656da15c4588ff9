import {
  Budget,
  type Coder,
  type Program,
  type Sandbox,
  type SyntaxNode,
  type SyntaxTree,
} from "@portolan/core";
import { inProcessSandbox } from "@portolan/core/testing";
import { expect, it } from "vitest";
import { agentFor } from "./arm-agent.ts";
import { parseArm } from "./parse-arm.ts";
import { slippingCoder } from "./slipping-coder.ts";

/** Parses sums and comparisons of names, and nothing that does not end. */
const sandbox: Sandbox = {
  ...inProcessSandbox(),
  parse: async (sources) => sources.map((text) => (text.endsWith("}\n") ? treeOf(text) : undefined)),
};

function treeOf(text: string): SyntaxTree {
  const children = [...text.matchAll(/(\w+) ([-+<]) (\w+)/g)].map((match) => {
    let at = match.index;
    const leaves = match.slice(1).map((word, i): SyntaxNode => {
      const start = text.indexOf(word, at);
      at = start + word.length;
      return { kind: i === 1 ? "Token" : "Identifier", start, end: at, text: word, children: [] };
    });
    return { kind: "BinaryExpression", start: match.index, end: at, children: leaves };
  });
  return { source: text, root: { kind: "SourceFile", start: 0, end: text.length, children } };
}

const source = `export function larger(a: number, b: number): number {
  const sum = a + b;
  const most = a < b ? b : a;
  return most + sum - sum;
}
`;
const program: Program = { name: "larger", signature: "(a: number, b: number) => number", source };

function writing(...programs: [Program, ...Program[]]): Coder {
  return { id: "sure", write: async () => ({ kind: "programs", programs, cost: { evaluations: 1 } }) };
}

/** What a coder hands in for so many tasks, one attempt each. */
async function handedIn(coder: Coder, tasks: number): Promise<string[]> {
  const sources: string[] = [];
  for (let i = 0; i < tasks; i++) {
    const task = { id: `s/${i}`, suite: "s", goal: "", signature: program.signature, examples: [] };
    const draft = await coder.write(
      { task, name: "larger", skills: [], past: [] },
      new Budget({ evaluations: 9, attempts: 9 }),
    );
    if (draft.kind === "programs") sources.push(...draft.programs.map((one) => one.source));
  }
  return sources;
}

const slipping = (share: number, seed = 1, visit?: number) =>
  slippingCoder(writing(program), { share, seed, visit, sandbox });

it("makes one small mistake in about so many of the programs, the same again for the same seed", async () => {
  const coder = slipping(0.3);
  expect(coder.id).toBe("sure:slips-0.3");
  const sources = await handedIn(coder, 200);
  const wrong = sources.filter((one) => one !== source);
  expect(wrong.length).toBeGreaterThan(40);
  expect(wrong.length).toBeLessThan(80);
  expect(new Set(wrong).size).toBeGreaterThan(5);
  for (const one of wrong) expect(one).toContain("export function larger(a: number, b: number): number {");
  expect(await handedIn(slipping(0.3), 200)).toEqual(sources);
  expect(await handedIn(slipping(0.3, 2), 200)).not.toEqual(sources);
  expect(await handedIn(slipping(0.3, 1, 1), 200)).toEqual(sources);
});

it("slips anew where a task comes back", async () => {
  const [first, second] = [await handedIn(slipping(0.5), 200), await handedIn(slipping(0.5, 1, 2), 200)];
  const slipped = second.filter((_, i) => first[i] !== source);
  const again = slipped.filter((one) => one !== source);
  expect(again.length).toBeGreaterThan(slipped.length / 4);
  expect(again.length).toBeLessThan((slipped.length * 3) / 4);
});

it("slips anew at the next attempt, and leaves what cannot be mistaken as it is", async () => {
  expect(await handedIn(slipping(0), 20)).toEqual(Array(20).fill(source));
  const coder = slipping(1);
  const task = { id: "s/0", suite: "s", goal: "", signature: program.signature, examples: [] };
  const budget = new Budget({ evaluations: 9, attempts: 9 });
  const sources = new Set<string>();
  for (let i = 0; i < 6; i++) {
    const draft = await coder.write({ task, name: "larger", skills: [], past: [] }, budget);
    if (draft.kind === "programs") sources.add(draft.programs[0].source);
    budget.spend("attempts", 1);
  }
  expect(sources).not.toContain(source);
  expect(sources.size).toBeGreaterThan(2);
  const torn = { ...program, source: "export function larger(" };
  const options = { share: 1, seed: 1, sandbox };
  expect(await handedIn(slippingCoder(writing(torn), options), 3)).toEqual(Array(3).fill(torn.source));
});

it("hands on what is no program", async () => {
  const coder: Coder = {
    id: "tired",
    write: async () => ({ kind: "gave-up", reason: "it is late", cost: { evaluations: 0 } }),
  };
  expect(await handedIn(slippingCoder(coder, { share: 1, seed: 1, sandbox }), 2)).toEqual([]);
});

it("says that it needs a sandbox that parses", async () => {
  const coder = slippingCoder(writing(program), { share: 1, seed: 1, sandbox: inProcessSandbox() });
  await expect(handedIn(coder, 1)).rejects.toMatchObject({ code: "config", message: /parses programs/ });
});

it("is the coder of an arm with slips, and of no other", () => {
  const agent = { coder: writing(program), sandbox: inProcessSandbox() } as unknown as Parameters<
    typeof agentFor
  >[0];
  expect(agentFor(agent, parseArm("library"), { seed: 0 }).coder.id).toBe("sure");
  expect(agentFor(agent, parseArm("library:slips=0.25"), { seed: 0 }).coder.id).toBe("sure:slips-0.25");
  expect(() => parseArm("library:slips=2")).toThrow(/slips/);
});
