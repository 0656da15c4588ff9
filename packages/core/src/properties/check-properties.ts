import { shapeOf } from "../generate/read-shape.ts";
import type { Json } from "../json/json.ts";
import type { LinkedProgram } from "../program/program.ts";
import type { RunOptions, Sandbox } from "../sandbox/sandbox.ts";
import { parseSignature } from "../task/signature.ts";
import type { Case } from "../task/task.ts";
import { brokenText, type Broken, findings, type LawSubject } from "./laws.ts";
import { drawInputs, shrunk } from "./shrink.ts";
import { type Property, propertyText } from "./property.ts";

/** What is checked, and on what besides generated inputs. */
export interface PropertySubject {
  program: LinkedProgram;
  signature: string;
  properties: readonly Property[];
  examples: readonly Case[];
  /** Inputs to begin with: those that an earlier program failed on. */
  counterexamples?: readonly Json[][];
  /** The skill of that name, linked; without it a property that names one is not judged. */
  skillOf?: (name: string) => Promise<LinkedProgram | undefined>;
}

/** What checking found: counts, and the first property that does not hold, with the smallest input found that shows it. */
export interface PropertyReport {
  /** Inputs on which a property was judged, over all properties. */
  judged: number;
  /** Properties that name a skill that is not there. */
  unjudged: string[];
  broken?: { property: Property; input: Json[]; saw: string; feedback: string };
}

export interface PropertyCheckOptions extends RunOptions {
  /** Generated inputs for each property; 100 when absent. */
  count?: number;
  /** Of the generated inputs. */
  inputSeed?: number;
}

/** Checks properties in their order up to the first that does not hold, whose counterexample is made smaller. */
export async function checkProperties(
  sandbox: Sandbox,
  { program, signature, properties, examples, counterexamples = [], skillOf }: PropertySubject,
  { count = 100, inputSeed = 1, ...options }: PropertyCheckOptions = {},
): Promise<PropertyReport> {
  const report: PropertyReport = { judged: 0, unjudged: [] };
  const parsed = parseSignature(signature);
  const result = shapeOf(parsed.result);
  for (const property of properties) {
    const other = "skill" in property ? await otherOf(property.skill, program, skillOf) : undefined;
    if ("skill" in property && !other) {
      report.unjudged.push(propertyText(property));
      continue;
    }
    const subject: LawSubject = { sandbox, program, other, result, options };
    const first = [...counterexamples, ...examples.map(({ input }) => input)];
    const drawn = drawInputs(property, parsed, examples, { count, seed: inputSeed });
    const found = await findings(property, subject, [...first, ...drawn.inputs]);
    report.judged += found.filter(({ holds }) => holds !== "skipped").length;
    const at = found.findIndex(({ holds }) => holds === false);
    if (at < 0) continue;
    const seen = { input: [...first, ...drawn.inputs][at] as Json[], saw: (found[at] as Broken).saw };
    // What was kept is small already, and an example is what a reader knows.
    const { input, saw } =
      at < first.length
        ? seen
        : await shrunk(property, subject, parsed, { drawn, at: at - first.length, ...seen });
    return {
      ...report,
      broken: { property, input, saw, feedback: brokenText(propertyText(property), input, saw) },
    };
  }
  return report;
}

/** A program that is its own inverse names itself, and is not there as a skill before it is admitted. */
function otherOf(
  name: string,
  program: LinkedProgram,
  skillOf: PropertySubject["skillOf"],
): LinkedProgram | undefined | Promise<LinkedProgram | undefined> {
  return name === program.name ? program : skillOf?.(name);
}
