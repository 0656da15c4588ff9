import { PortolanError } from "../errors/portolan-error.ts";
import type { Json } from "../json/json.ts";
import { propertiesMisfit } from "../properties/property.ts";
import { parseSignature, typeText } from "./signature.ts";
import { type Case, skillNameOf, type Task, taskSchema } from "./task.ts";
import { valueFits } from "./value-fits.ts";

/** A task as a caller of the library gives it: a goal, a signature and examples; the rest has defaults. */
export type LooseTask = Pick<Task, "goal" | "signature" | "examples"> & Partial<Task>;

/**
 * A whole task: without `id` it is made from the name, and that from the goal; without `suite` it is `library`.
 * @throws PortolanError `usage` naming the field at fault, `signature-invalid`
 */
export function taskFrom(loose: LooseTask): Task {
  const given = typeof loose === "object" && loose !== null ? loose : ({} as LooseTask);
  const parsed = taskSchema.safeParse({ ...defaultsFor(given), ...given });
  if (!parsed.success) {
    const { path = [], message } = parsed.error.issues[0] ?? { message: "it cannot be read" };
    const field = path.map(String).join(".") || "the task";
    throw wrong(`${field}: ${message}`, valueAt(given, path));
  }
  requireCasesFit(parsed.data);
  const misfit = propertiesMisfit(parsed.data);
  if (misfit) throw wrong(misfit, parsed.data.properties);
  return parsed.data;
}

function defaultsFor({ goal, name, id, suite }: LooseTask): Partial<Task> {
  const chosen = name ?? (typeof goal === "string" && id === undefined ? nameFromGoal(goal) : undefined);
  return {
    suite: "library",
    id: `${suite ?? "library"}/${chosen ?? "task"}`,
    ...(chosen !== undefined && { name: chosen }),
  };
}

const filler = new Set(["a", "an", "the", "of", "to", "from", "in", "and", "by", "is", "are", "that", "its"]);

/** The telling words of the first sentence of a goal, in kebab-case. */
export function nameFromGoal(goal: string): string {
  const words = (goal.split(/[.:;]/)[0] ?? "").toLowerCase().match(/[a-z0-9]+/g) ?? [];
  const telling = words.filter((word) => !filler.has(word)).slice(0, 5);
  return skillNameOf({ id: telling.join("-") || "program" });
}

function requireCasesFit(task: Task): void {
  const { parameters, result } = parseSignature(task.signature);
  for (const kind of ["examples", "cases", "score"] as const) {
    for (const [index, one] of task[kind].entries()) {
      const place = `${kind}[${index}]`;
      const { length } = parameters;
      if (one.input.length !== length) {
        throw wrong(`${place}: input has ${one.input.length} values, and the signature takes ${length}`, one);
      }
      const misfit = parameters.find(({ type }, i) => !valueFits(type, one.input[i] as Json));
      if (misfit) throw misfits(`${place}: ${misfit.name}`, typeText(misfit.type), one);
      if (!valueFits(result, one.output)) throw misfits(`${place}: output`, typeText(result), one);
    }
  }
}

function misfits(place: string, type: string, one: Case): PortolanError {
  return wrong(`${place} is not of type ${type}, as the signature says`, one);
}

function valueAt(given: unknown, path: readonly PropertyKey[]): unknown {
  let value = given;
  for (const key of path) value = (value as Record<PropertyKey, unknown> | undefined)?.[key];
  return value;
}

function wrong(what: string, value: unknown): PortolanError {
  return new PortolanError("usage", `The task cannot be used: ${what}.`, {
    value,
    next: "Give { goal, signature, examples: [{ input: [one value per parameter], output }] }.",
  });
}
