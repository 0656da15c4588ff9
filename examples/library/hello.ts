// An agent without a key: the built-in coder writes, a sandbox judges, and what passes becomes a skill of a folder.
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createAgent, synthCoder } from "@portolan/core";
import { createSandbox } from "@portolan/sandbox";
import { builtInEmbedder, openSkillStore } from "@portolan/skills";

await using judging = createSandbox();
await using searching = createSandbox({ jit: true });
const root = join(await mkdtemp(join(tmpdir(), "portolan-library-")), "skills");
await using store = await openSkillStore({ root, embedder: builtInEmbedder() });
const agent = createAgent({ coder: synthCoder({ sandbox: searching, store }), sandbox: judging, store });

const first = await agent.solve({
  goal: "Sum of the squares of the numbers.",
  signature: "(xs: number[]) => number",
  examples: [
    { input: [[1, 2, 3]], output: 14 },
    { input: [[7]], output: 49 },
    { input: [[]], output: 0 },
    { input: [[10, -2]], output: 104 },
  ],
  // The coder never sees these.
  cases: [
    { input: [[-2, 5, 8]], output: 93 },
    { input: [[0, 0.5]], output: 0.25 },
  ],
});
console.log(first.reason, first.skill?.name);
console.log(first.program?.source);

// What it learned it knows: nothing is written a second time.
const second = await agent.solve({
  goal: "Square all numbers of a list and add them up.",
  signature: "(values: number[]) => number",
  examples: [
    { input: [[2, 2, 3]], output: 17 },
    { input: [[1]], output: 1 },
  ],
});
console.log(second.reason, second.skill?.name, second.attempts);
