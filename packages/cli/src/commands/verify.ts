import { PortolanError, type Skill } from "@portolan/core";
import type { FolderSkillStore } from "@portolan/skills";
import type { Invocation } from "../command-line/declaration.ts";
import { wrongUsage } from "../command-line/usage-error.ts";
import { count, percent } from "../output/numbers.ts";
import { printJson } from "../output/print.ts";
import { grantedTools, type ToolFlags } from "../programs/granted-tools.ts";
import { requireSkill } from "../programs/require-skill.ts";
import { requireStore } from "../programs/require-store.ts";
import { ifHidden, verifiedLine } from "../programs/verified-line.ts";
import {
  brokenFolder,
  unverified,
  type Verification,
  verifySkill,
  type VerifyOptions,
} from "../programs/verify-skill.ts";
import { withInterrupt } from "../terminal/interrupt.ts";
import type { TerminalStream } from "../terminal/terminal.ts";
import { openSandbox, openStore, storeRoot } from "../wire.ts";

interface VerifyFlags extends ToolFlags {
  all?: boolean;
  evaluators?: string;
}

/** Skills judged side by side, so that the processes of the sandbox do not wait for the host. */
const AT_ONCE = 4;

/** `portolan verify`: judges skills again by their whole evidence; nothing but their folders is asked. */
export async function run(invocation: Invocation<VerifyFlags>): Promise<number> {
  const { terminal, json, quiet, flags, arguments: names } = invocation;
  if (flags.all === true && names.length > 0) {
    throw wrongUsage("--all is given together with a name.", names[0], "Give one of them.");
  }
  const options = await optionsOf(invocation);
  const config = invocation.config.values;
  const root = storeRoot(config, terminal.cwd);
  await requireStore(root);
  await using store = await openStore(root, config, { readOnly: true });
  await using sandbox = await openSandbox(config);
  const { skills, broken } = await chosen(store, root, names);
  const done = [...broken];
  for (const one of broken) print(one, terminal.stdout, json);
  await withInterrupt(
    terminal,
    () => {},
    async (signal) => {
      for (let next = 0; next < skills.length; next += AT_ONCE) {
        const some = skills.slice(next, next + AT_ONCE);
        const verify = (skill: Skill) => verifySkill(skill, store, sandbox, { ...options, signal });
        const verifications = await Promise.all(some.map(verify));
        done.push(...verifications);
        for (const verification of verifications) print(verification, terminal.stdout, json);
      }
    },
  );
  if (!quiet) terminal.stderr.write(`${verifiedLine(done)}\n`);
  return done.every(({ problems }) => problems.length === 0) ? 0 : 1;
}

async function optionsOf(invocation: Invocation<VerifyFlags>): Promise<VerifyOptions> {
  const { flags, terminal } = invocation;
  const granted = await grantedTools(invocation);
  if (flags.evaluators === undefined) return granted;
  const { loadEvaluators } = await import("../programs/load-evaluators.ts");
  return { ...granted, evaluators: await loadEvaluators(flags.evaluators, terminal.cwd) };
}

async function chosen(
  store: FolderSkillStore,
  root: string,
  names: string[],
): Promise<{ skills: Skill[]; broken: Verification[] }> {
  if (names.length > 0) {
    const skills: Skill[] = [];
    const broken: Verification[] = [];
    for (const name of names) {
      const read = await requireSkill(store, name).catch(brokenFolder);
      if (read instanceof PortolanError) broken.push(unverified(name, [read.message]));
      else skills.push(read);
    }
    return { skills, broken };
  }
  const { checkStore } = await import("@portolan/skills");
  const problems = (await checkStore(root)).filter(({ kind }) => kind === "skill-broken");
  const broken = problems.map(({ skill, message }) => unverified(skill ?? "", [message]));
  return { skills: await store.list({ aliases: true }), broken };
}

function print(verification: Verification, stdout: TerminalStream, json: boolean): void {
  const { name, problems, evaluators } = verification;
  const passed = problems.length === 0;
  if (json) {
    printJson(stdout, { type: "verification", ...verification, passed });
    return;
  }
  if (passed) stdout.write(`${stdout.style("green", "✓")} ${name}  ${found(verification)}\n`);
  else stdout.write(`${stdout.style("red", "✗")} ${name}  ${problems.join("; ")}\n`);
  for (const { evaluator, now, reason } of evaluators) {
    if (now === "not-run") {
      stdout.write(
        stdout.style("dim", `    not asked again: ${evaluator}; ${reason ?? "unknown why"}`) + "\n",
      );
    }
  }
}

function found({ right, of, lowerBound, unseen, evaluators }: Verification): string {
  const asked = evaluators.filter(({ now }) => now !== "not-run").length;
  const by = asked > 0 ? `${count(asked, "evaluator")} asked again` : undefined;
  if (of === 0 && asked === 0) return "nothing to run: it was learned without examples and cases";
  const bound = lowerBound > 0 ? `right on ≥ ${percent(lowerBound)}${unseen ? "" : ifHidden}` : "no number";
  return [...(of > 0 ? [`${right} of ${count(of, "case")}`] : []), ...(by ? [by] : []), bound].join(", ");
}
