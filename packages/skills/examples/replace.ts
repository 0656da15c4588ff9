// Admits two skills, then puts another program in the place of one: what calls it is verified with it.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Candidate } from "@portolan/core";
import { createSandbox } from "@portolan/sandbox";
import { changeVerifier, openSkillStore } from "@portolan/skills";

const root = await mkdtemp(join(tmpdir(), "skills-"));
await using store = await openSkillStore({ root });
await using sandbox = createSandbox();
const verify = changeVerifier(sandbox, { by: "ada" });

async function admit(candidate: Candidate): Promise<string> {
  const verdict = await verify(candidate, store);
  if ("refused" in verdict) throw new Error(verdict.refused);
  return (await store.admit(candidate, verdict.evidence)).skill.digest;
}

const double = {
  name: "double",
  signature: "(n: number) => number",
  description: "Doubles a number.",
  source: "export function double(n: number): number { return n + n; }\n",
  uses: [],
  tools: [],
  evals: { examples: [{ input: [2], output: 4 }], cases: [{ input: [5], output: 10 }] },
};
const digest = await admit(double);
await admit({
  ...double,
  name: "quadruple",
  description: "Multiplies a number by four.",
  source: `import { double } from "#skills/double";\nexport function quadruple(n: number): number { return double(double(n)); }\n`,
  uses: [{ name: "double", digest }],
  evals: { examples: [{ input: [2], output: 8 }], cases: [{ input: [5], output: 20 }] },
});

for (const body of ["n * n", "n * 2"]) {
  const candidate = { ...double, source: `export function double(n: number): number { return ${body}; }\n` };
  const report = await store.change([{ kind: "put", candidate }], {
    reason: `try ${body}`,
    by: "ada",
    verify,
  });
  if (report.refused) console.log(`${body}: refused, ${report.refused.reason}`);
  else console.log(`${body}: ${report.done.map(({ name, change }) => `${change} ${name}`).join(", ")}`);
}
for (const { version, by, reason } of await store.history("quadruple"))
  console.log(`quadruple ${version}: ${reason}${by === undefined ? "" : `, by ${by}`}`);
await rm(root, { recursive: true });
