import type { Skill } from "@portolan/core";
import type { FolderSkillStore } from "@portolan/skills";
import type { Invocation } from "../command-line/declaration.ts";
import { count, percent } from "../output/numbers.ts";
import { printJson } from "../output/print.ts";
import { grantedTools, type ToolFlags } from "../programs/granted-tools.ts";
import { requireSkill } from "../programs/require-skill.ts";
import { requireStore } from "../programs/require-store.ts";
import { unverified, type Verification, verifySkill } from "../programs/verify-skill.ts";
import type { TerminalStream } from "../terminal/terminal.ts";
import { openSandbox, openStore, storeRoot } from "../wire.ts";

/** `portolan verify`: judges skills again on what their own folders hold; nothing else is asked. */
export async function run(invocation: Invocation<ToolFlags>): Promise<number> {
  const { terminal, json, quiet } = invocation;
  const granted = await grantedTools(invocation);
  const config = invocation.config.values;
  const root = storeRoot(config, terminal.cwd);
  await requireStore(root);
  await using store = await openStore(root, config, { readOnly: true });
  await using sandbox = await openSandbox(config);
  const { skills, broken } = await chosen(store, root, invocation.arguments);
  const failed = [...broken];
  for (const one of broken) print(one, terminal.stdout, json);
  for (const skill of skills) {
    const verification = await verifySkill(skill, store, sandbox, granted);
    if (verification.problems.length > 0) failed.push(verification);
    print(verification, terminal.stdout, json);
  }
  if (!quiet) {
    const of = count(skills.length + broken.length, "skill");
    terminal.stderr.write(failed.length === 0 ? `${of} verified.\n` : `${failed.length} of ${of} failed.\n`);
  }
  return failed.length === 0 ? 0 : 1;
}

async function chosen(
  store: FolderSkillStore,
  root: string,
  names: string[],
): Promise<{ skills: Skill[]; broken: Verification[] }> {
  if (names.length > 0) {
    const skills: Skill[] = [];
    for (const name of names) skills.push(await requireSkill(store, name));
    return { skills, broken: [] };
  }
  const { checkStore } = await import("@portolan/skills");
  const problems = (await checkStore(root)).filter(({ kind }) => kind === "skill-broken");
  const broken = problems.map(({ skill, message }) => unverified(skill ?? "", [message]));
  return { skills: await store.list({ aliases: true }), broken };
}

function print(verification: Verification, stdout: TerminalStream, json: boolean): void {
  const { name, problems } = verification;
  const passed = problems.length === 0;
  if (json) printJson(stdout, { type: "verification", ...verification, passed });
  else if (passed) stdout.write(`${stdout.style("green", "✓")} ${name}  ${found(verification)}\n`);
  else stdout.write(`${stdout.style("red", "✗")} ${name}  ${problems.join("; ")}\n`);
}

function found({ right, of, lowerBound }: Verification): string {
  if (of === 0) return "nothing to run: it was learned without examples and cases";
  const bound = lowerBound > 0 ? `, right on ≥ ${percent(lowerBound)}` : "";
  return `${right} of ${count(of, "case")}${bound}`;
}
