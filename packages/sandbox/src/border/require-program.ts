import { functionNameOf, type LinkedProgram } from "@portolan/core";
import { z } from "zod";
import { shown, usageError } from "./usage-error.ts";

const texts = z.record(z.string(), z.string());
const mostNameChars = 200;

/** The shape of a program, as it comes from callers who are not checked by types, or from a file. */
export const programSchema = z.object({
  name: z.string(),
  signature: z.string(),
  source: z.string(),
  modules: texts,
  grants: z.record(z.string(), z.array(z.string())).optional(),
});

/** Throws `usage` for what is no program. */
export function requireProgram(program: LinkedProgram): void {
  const read = programSchema.safeParse(program);
  if (read.success) return;
  const [issue] = read.error.issues;
  throw usageError(
    "This is not a program.",
    `${issue?.path.join(".") || "(the whole)"}: ${issue?.message}`,
    "Give an object of name, signature, source and modules, and grants as lists of tools by module.",
  );
}

/** Throws `usage` for a program whose function no module could export under its name. */
export function requireProgramName({ name }: LinkedProgram): void {
  const exported = functionNameOf(name);
  if (name.length <= mostNameChars && /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(exported)) return;
  throw usageError(
    "A program has a name by which no function can be exported.",
    shown(name),
    "Name it in kebab-case, such as heading-of; its function is then headingOf.",
  );
}
