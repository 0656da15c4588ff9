import { type Candidate, type Case, type Evidence, skillDigest } from "@portolan/core";
import { openSkillStore } from "@portolan/skills";

const signature = "(xs: number[]) => number[]";
const none = { uses: [], tools: [], signature };

const backwards: Candidate = {
  ...none,
  name: "backwards",
  description: "Turn a list around, so that its last item comes first.",
  source: `/** Turn a list around. */\nexport function backwards(xs: number[]): number[] {\n  return xs.toReversed();\n}\n`,
  evals: {
    examples: cases([
      [1, 2],
      [2, 1],
    ]),
    cases: cases(
      [[], []],
      [
        [1, 2, 3],
        [3, 2, 1],
      ],
    ),
  },
};

const dropFirst: Candidate = {
  ...none,
  name: "drop-first",
  description: "Give a list without its first item.",
  source: `/** A list without its first item. */\nexport function dropFirst(xs: number[]): number[] {\n  return xs.slice(1);\n}\n`,
  evals: {
    examples: cases([[1, 2], [2]]),
    cases: cases(
      [[], []],
      [
        [1, 2, 3],
        [2, 3],
      ],
    ),
  },
};

const dropLast: Candidate = {
  ...none,
  name: "drop-last",
  description: "Give a list without its last item.",
  source: `import { backwards } from "#skills/backwards";
import { dropFirst } from "#skills/drop-first";

/** A list without its last item. */
export function dropLast(xs: number[]): number[] {
  return backwards(dropFirst(backwards(xs)));
}
`,
  uses: [backwards, dropFirst].map((skill) => ({ name: skill.name, digest: skillDigest(skill) })),
  evals: {
    examples: cases([[1, 2], [1]]),
    cases: cases(
      [[], []],
      [
        [1, 2, 3],
        [1, 2],
      ],
    ),
  },
};

/** Makes a store of three skills, of which `drop-last` calls the other two. */
export async function writeTinyStore(root: string): Promise<void> {
  await using store = await openSkillStore({ root });
  for (const candidate of [backwards, dropFirst, dropLast]) {
    await store.admit(candidate, evidenceFor(candidate));
  }
}

function cases(...pairs: [number[], number[]][]): Case[] {
  return pairs.map(([input, output]) => ({ input: [input], output }));
}

function evidenceFor({ name, evals }: Candidate): Evidence {
  return {
    task: { id: `tiny/${name}`, suite: "tiny" },
    coder: "by hand",
    harness: "none",
    voyage: "none",
    episode: 0,
    attempt: 1,
    cost: { evaluations: 0, attempts: 1 },
    shown: [],
    verdicts: [],
    checks: { examples: evals.examples.length, cases: evals.cases.length, lowerBound: 0.2236 },
  };
}
