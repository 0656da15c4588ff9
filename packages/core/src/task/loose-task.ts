import { PortolanError } from "../errors/portolan-error.ts";
import { propertiesMisfit } from "../properties/property.ts";
import { misfitOf } from "./cases-fit.ts";
import { parseSignature } from "./signature.ts";
import { skillNameOf, type Task, taskSchema } from "./task.ts";

/** A task as a caller of the library gives it: a goal, a signature and examples, or a world; the rest has defaults. */
export type LooseTask = Pick<Task, "goal" | "signature"> & Partial<Task>;

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
  const unfit = misfitOf(parsed.data, parseSignature(parsed.data.signature));
  if (unfit) throw wrong(unfit.what, unfit.one);
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
