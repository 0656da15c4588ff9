import { linkSkill, activeSkill } from "../program/link.ts";
import type { LinkedProgram } from "../program/program.ts";
import { checkProperties } from "../properties/check-properties.ts";
import { propertiesMisfit, propertyText } from "../properties/property.ts";
import type { Sandbox } from "../sandbox/sandbox.ts";
import type { SkillReader } from "../skills/skill-change.ts";
import { counterexamplesOf } from "../task/counterexample.ts";
import { defineEvaluator } from "./define-evaluator.ts";
import type { Evaluator, Verdict } from "./evaluator.ts";
import { usesTools } from "./generated.ts";

const id = "properties";

/**
 * Checks the properties that a task declares on the inputs that broke them before, on the examples and on generated inputs.
 * The smallest counterexample found goes to the coder: it holds no expected value. Programs that reach tools are asked no generated
 * inputs.
 */
export function propertiesEvaluator(
  sandbox: Sandbox,
  { store, count = 100, seed = 1 }: { store?: SkillReader; count?: number; seed?: number } = {},
): Evaluator {
  return defineEvaluator({
    id,
    version: 3,
    settings: { count, seed },
    evaluate: async (subject): Promise<Verdict> => {
      const { task, program, signal } = subject;
      const { properties = [], examples, signature } = task;
      if (properties.length === 0) return { status: "abstained" };
      const misfit = propertiesMisfit(task);
      if (misfit) return { status: "errored", feedback: `the task declares ${misfit}` };
      const counterexamples = counterexamplesOf(task, id);
      const { judged, unjudged, broken } = await checkProperties(
        sandbox,
        {
          program,
          signature,
          properties,
          examples,
          counterexamples,
          skillOf: (name) => linkedSkill(name, store),
        },
        { count: usesTools(subject) ? 0 : count, inputSeed: seed, signal },
      );
      const evidence = {
        properties: properties.length,
        judged,
        ...(unjudged.length > 0 && { unjudged }),
        ...(counterexamples.length > 0 && { kept: counterexamples.length }),
      };
      if (!broken) {
        const isJudged = unjudged.length < properties.length;
        return isJudged
          ? { status: "passed", evidence, checks: { properties: judged } }
          : { status: "abstained", feedback: `no such skill is here: ${unjudged.join("; ")}`, evidence };
      }
      return {
        status: "failed",
        feedback: broken.feedback,
        evidence: { ...evidence, broken: propertyText(broken.property), counterexample: broken.input },
      };
    },
  });
}

/** An active skill with all it calls, for a property that names it. */
export async function linkedSkill(
  name: string,
  store: SkillReader | undefined,
): Promise<LinkedProgram | undefined> {
  const skill = store && (await activeSkill(store, name));
  return skill && linkSkill(skill, store);
}
