import { checksOf } from "../gate/checks.ts";
import type { Json } from "../json/json.ts";
import { functionNameOf } from "../program/program.ts";
import type { Candidate, Evidence } from "../skills/skill.ts";
import type { SkillStore } from "../skills/skill-store.ts";

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

/** How skills are planted. */
export interface Planting {
  /** The suite of their tasks. */
  suite?: string;
  /** How many of the inputs are visible examples; 3 when absent. */
  examples?: number;
}

/** Admits skills as a voyage would, in order; what they use must come before them. */
export async function plant(
  store: Pick<SkillStore, "get" | "admit">,
  skills: readonly Planted[],
  { suite = "planted", examples = 3 }: Planting = {},
): Promise<void> {
  for (const one of skills) {
    const { name, signature, uses = [], tools = [], inputs, answer, verdicts = [] } = one;
    const all = inputs.map((input) => ({ input, output: answer(...(structuredClone(input) as never[])) }));
    const pins = uses.map(async (used) => ({ name: used, digest: (await store.get(used))?.digest ?? "" }));
    const description = one.description ?? `What ${name} does.`;
    const candidate: Candidate = {
      name,
      signature,
      description,
      source: sourceOf(one, description),
      uses: await Promise.all(pins),
      tools,
      evals: { examples: all.slice(0, examples), cases: all.slice(examples) },
    };
    const { change } = await store.admit(candidate, evidenceFor(candidate, suite, verdicts));
    if (change !== "added") throw new Error(`${name}: ${change}`);
  }
}

function sourceOf({ name, signature, body, uses = [] }: Planted, description: string): string {
  if (body.includes("export ")) return body;
  const [parameters, result] = signature.split(" => ") as [string, string];
  const imports = uses.map((used) => `import { ${functionNameOf(used)} } from "#skills/${used}";\n`);
  const head = imports.length > 0 ? `${imports.join("")}\n` : "";
  const comment = `/** ${description} */\n`;
  return `${head}${comment}export function ${functionNameOf(name)}${parameters}: ${result} {\n  ${body}\n}\n`;
}

function evidenceFor({ name, evals }: Candidate, suite: string, verdicts: Evidence["verdicts"]): Evidence {
  return {
    task: { id: `${suite}/${name}`, suite },
    coder: "by hand",
    harness: "none",
    voyage: "none",
    episode: 0,
    attempt: 1,
    cost: { evaluations: 0, attempts: 1 },
    shown: [],
    verdicts,
    checks: checksOf(evals),
  };
}
