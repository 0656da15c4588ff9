import { type Json, type LinkedProgram, linkSkill, parseSignature, PortolanError } from "@portolan/core";
import type { FolderSkillStore } from "@portolan/skills";
import { wrongUsage } from "../command-line/usage-error.ts";
import { count } from "../output/numbers.ts";
import { programFile } from "./program-file.ts";
import { requireSkill } from "./require-skill.ts";

/** A program that a person named. */
export interface NamedProgram {
  program: LinkedProgram;
  /** The path, when it is a file. */
  file?: string;
  /** What to tell before it runs. */
  note?: string;
}

/**
 * The skill of that name, or the program of that `.ts` file.
 * @throws PortolanError `usage`, `skill-unknown`, `skill-invalid`
 */
export async function programToRun(
  what: string,
  input: Json[],
  store: FolderSkillStore,
  cwd: string,
): Promise<NamedProgram> {
  if (what.endsWith(".ts")) return { program: await programFile(what, cwd, store), file: what };
  if (/[./\\]/.test(what)) {
    throw wrongUsage(
      "That is neither the name of a skill nor a TypeScript file.",
      what,
      "Name a skill, such as sum, or a file whose name ends in .ts.",
    );
  }
  const skill = await requireSkill(store, what);
  const { parameters } = parseSignature(skill.signature);
  if (parameters.length !== input.length) {
    throw wrongUsage(
      `${skill.name} takes ${count(parameters.length, "argument")} and was given ${input.length}.`,
      skill.signature,
      `Give one JSON value for each parameter, or all as one array with --input.`,
    );
  }
  const note = skill.status === "active" ? undefined : `Note: this skill is ${skill.status}.`;
  const program = await linkSkill(skill, store);
  if (program) return { program, note };
  throw new PortolanError(
    "skill-invalid",
    `${skill.name} calls a skill that is missing, broken or no longer active.`,
    {
      value: skill.uses.map((callee) => callee.name).join(", "),
      next: "Run `portolan store check`: it names what is wrong and can repair it.",
    },
  );
}
