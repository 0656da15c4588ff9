import {
  describeOutcome,
  type Json,
  type LinkedProgram,
  linkSkill,
  type Outcome,
  parseSignature,
  PortolanError,
} from "@portolan/core";
import type { FolderSkillStore } from "@portolan/skills";
import type { Invocation } from "../command-line/declaration.ts";
import { wrongUsage } from "../command-line/usage-error.ts";
import { count } from "../output/numbers.ts";
import { jsonText, printJson } from "../output/print.ts";
import { parseArguments } from "../programs/parse-arguments.ts";
import { programFile } from "../programs/program-file.ts";
import { explainDenial, requireSkill } from "../programs/require-skill.ts";
import { withInterrupt } from "../terminal/interrupt.ts";
import { openSandbox, openStore, storeRoot } from "../wire.ts";

/** `portolan run`: calls a skill, or the function of a file, in the sandbox and prints its value as JSON. */
export async function run(invocation: Invocation<{ input?: string }>): Promise<number> {
  const { terminal, flags, json, quiet } = invocation;
  const config = invocation.config.values;
  const [what, ...rest] = invocation.arguments as [string, ...string[]];
  const input = parseArguments(rest, flags.input);
  await using store = await openStore(storeRoot(config, terminal.cwd), config, { readOnly: true });
  const { program, note } = await programOf(what, input, store, terminal.cwd);
  if (note && !quiet) terminal.stderr.write(`${note}\n`);
  await using sandbox = await openSandbox({ ...config, children: 1 });
  const outcome = await withInterrupt(
    terminal,
    () => {},
    (signal) => sandbox.run(program, input, { signal }),
  );
  if (!quiet) for (const line of outcome.logs) terminal.stderr.write(`${line}\n`);
  if (outcome.kind === "denied") await explainDenial(outcome.specifier, store);
  if (json) printJson(terminal.stdout, outcomeJson(outcome));
  else if (outcome.kind === "value") terminal.stdout.write(`${jsonText(outcome.value)}\n`);
  else terminal.stderr.write(`The program ${describeOutcome(outcome)}.\n`);
  if (outcome.kind === "cancelled") return 130;
  return outcome.kind === "value" ? 0 : 1;
}

async function programOf(
  what: string,
  input: Json[],
  store: FolderSkillStore,
  cwd: string,
): Promise<{ program: LinkedProgram; note?: string }> {
  if (what.endsWith(".ts")) return { program: await programFile(what, cwd, store) };
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

function outcomeJson(outcome: Outcome): Record<string, Json> {
  const { kind, logs, wallMs } = outcome;
  const what: Record<string, Json> =
    outcome.kind === "value" ? { value: outcome.value } : { detail: describeOutcome(outcome) };
  return { type: "outcome", kind, ...what, logs, wallMs: Math.round(wallMs) };
}
