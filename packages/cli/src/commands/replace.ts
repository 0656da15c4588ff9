import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { candidateOf, link, type Skill, type SkillReader } from "@portolan/core";
import type { Invocation } from "../command-line/declaration.ts";
import { wrongUsage } from "../command-line/usage-error.ts";
import { type ChangeFlags, changeStore } from "../programs/change-store.ts";
import { requireSkill } from "../programs/require-skill.ts";

/** `portolan replace`: puts another program in the place of a skill's; all that call it are verified with it. */
export async function run(invocation: Invocation<ChangeFlags & { with?: string }>): Promise<number> {
  const { terminal, flags } = invocation;
  const source = await sourceOf(flags.with, terminal.cwd);
  return changeStore(invocation, async ({ store, options }) => {
    const skill = await requireSkill(store, invocation.arguments[0] as string);
    const candidate = await candidateWith(skill, source, store);
    return store.change([{ kind: "put", candidate }], options);
  });
}

/** What it uses are the skills that its text names; the verifier compares them with what it really imports. */
async function candidateWith(skill: Skill, source: string, store: SkillReader) {
  const { callees } = await link({ ...skill, source }, store);
  const uses = callees
    .map(({ name, digest }) => ({ name, digest }))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return { ...candidateOf(skill), source, uses };
}

async function sourceOf(path: string | undefined, cwd: string): Promise<string> {
  if (path === undefined)
    throw wrongUsage("--with is missing.", path, "Name the new program: --with better.ts.");
  return readFile(resolve(cwd, path), "utf8").catch((cause: Error) => {
    throw wrongUsage(`The file cannot be read (${cause.message}).`, path, "Check the path.");
  });
}
