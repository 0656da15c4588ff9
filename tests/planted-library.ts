import { type Candidate, type Evidence, functionNameOf, type Json, type SkillStore } from "@portolan/core";

/** A skill for a library of tests: its expected outputs are those of a function of the test. */
export interface Planted {
  name: string;
  signature: string;
  /** The function's body, or its whole source when it has an `export`. */
  body: string;
  description?: string;
  inputs: Json[][];
  answer: (...input: never[]) => Json;
  uses?: string[];
  tools?: string[];
  verdicts?: Evidence["verdicts"];
}

/** Admits skills as a voyage would, in order; what they use must come before them. */
export async function plant(store: SkillStore, skills: readonly Planted[]): Promise<void> {
  for (const one of skills) {
    const { name, signature, body, inputs, answer, uses = [], tools = [], verdicts = [] } = one;
    const [parameters, result] = signature.split(" => ") as [string, string];
    const imports = uses
      .map((used) => `import { ${functionNameOf(used)} } from "#skills/${used}";\n`)
      .join("");
    const declared = `export function ${functionNameOf(name)}${parameters}: ${result} {\n  ${body}\n}\n`;
    const all = inputs.map((input) => ({ input, output: answer(...(structuredClone(input) as never[])) }));
    const pins = uses.map(async (used) => ({ name: used, digest: (await store.get(used))?.digest ?? "" }));
    const candidate: Candidate = {
      name,
      signature,
      description: one.description ?? `What ${name} does.`,
      source: body.includes("export ") ? body : `${imports}${imports && "\n"}${declared}`,
      uses: await Promise.all(pins),
      tools,
      evals: { examples: all.slice(0, 3), cases: all.slice(3) },
    };
    const { change } = await store.admit(candidate, evidenceFor(candidate, verdicts));
    if (change !== "added") throw new Error(`${name}: ${change}`);
  }
}

function evidenceFor({ name, evals }: Candidate, verdicts: Evidence["verdicts"]): Evidence {
  return {
    task: { id: `planted/${name}`, suite: "planted" },
    coder: "by hand",
    harness: "none",
    voyage: "none",
    episode: 0,
    attempt: 1,
    cost: { evaluations: 0, attempts: 1 },
    shown: [],
    verdicts,
    checks: { examples: evals.examples.length, cases: evals.cases.length, lowerBound: 0.5 },
  };
}
