import type { CheckReport, Outcome } from "@portolan/core";
import type { ProcessSandbox } from "@portolan/sandbox";
import type { Invocation } from "../command-line/declaration.ts";
import { jsonText, printJson, printLines } from "../output/print.ts";
import { approvals } from "../playground/approvals.ts";
import { diagnosticLines } from "../playground/diagnostic-lines.ts";
import { logStream } from "../playground/log-stream.ts";
import { nextStep } from "../playground/next-step.ts";
import { outcomeJson, uncheckedJson } from "../playground/outcome-json.ts";
import { askerOf, failureLines, fileOf } from "../playground/outcome-lines.ts";
import { writeRecording } from "../playground/recording-file.ts";
import { readOrder, type RunFlags, type RunOrder } from "../playground/run-order.ts";
import { traceLines } from "../playground/trace-lines.ts";
import { type NamedProgram, programToRun } from "../programs/program-to-run.ts";
import { explainDenial } from "../programs/require-skill.ts";
import { withInterrupt } from "../terminal/interrupt.ts";
import { openSandbox, openStore, storeRoot } from "../wire.ts";

/** `portolan run`: calls a skill, or the function of a file, in the sandbox and prints its value as JSON. */
export async function run(invocation: Invocation<RunFlags>): Promise<number> {
  const { terminal, flags, quiet } = invocation;
  const config = invocation.config.values;
  const order = await readOrder(invocation);
  await using store = await openStore(storeRoot(config, terminal.cwd), config, { readOnly: true });
  const named = await programToRun(order.what, order.input, store, terminal.cwd);
  if (named.note && !quiet) terminal.stderr.write(`${named.note}\n`);
  const { tools, limits, seed } = order;
  await using sandbox = await openSandbox({ ...config, children: 1 }, { tools, limits, seed });
  const report = await checked(invocation, named, sandbox);
  if (flags.check === true && report && report.diagnostics.length > 0) {
    if (invocation.json) printJson(terminal.stdout, uncheckedJson(report));
    else terminal.stderr.write("It does not check, and was not run.\n");
    return 1;
  }
  const outcome = await perform(invocation, order, named, sandbox);
  if (outcome.kind === "denied") await explainDenial(outcome.specifier, askerOf(outcome.by, named), store);
  print(invocation, order, named, outcome, report);
  await keep(invocation, outcome);
  if (outcome.kind === "cancelled") return 130;
  return outcome.kind === "value" ? 0 : 1;
}

/** Checks a file unless it shall not be, a skill only when it shall be: that one was checked when it was admitted. */
async function checked(
  { terminal, flags, quiet, json }: Invocation<RunFlags>,
  named: NamedProgram,
  sandbox: ProcessSandbox,
): Promise<CheckReport | undefined> {
  const wanted = flags.check ?? (named.file !== undefined && (json || !quiet));
  if (!wanted) return undefined;
  // The process of the run starts meanwhile; whether it can, the run will say.
  void sandbox.warmUp().catch(() => {});
  // What a file's function takes and gives is its own affair: this signature fits every one.
  const signature = named.file === undefined ? named.program.signature : "(...input: never[]) => unknown";
  const report = await sandbox.check({ ...named.program, signature });
  const { diagnostics } = report;
  const level = flags.check === true ? "error" : "warning";
  if (!json) printLines(terminal.stderr, diagnosticLines(diagnostics, fileOf(named), terminal.stderr, level));
  return report;
}

function perform(
  { terminal, flags, quiet }: Invocation<RunFlags>,
  { input, writes }: RunOrder,
  { program }: NamedProgram,
  sandbox: ProcessSandbox,
): Promise<Outcome> {
  const someoneThere = terminal.input.isTTY && terminal.stderr.isTTY && flags.input !== "-";
  const logs = logStream(terminal.stderr, () => asked.asking);
  const asked = approvals(terminal, writes, { someoneThere, onIdle: () => logs.flush() });
  return withInterrupt(
    terminal,
    () => {},
    async (signal) => {
      const { approve } = asked;
      const record = flags.record !== undefined;
      const onLog = quiet ? undefined : (line: string) => logs.line(line);
      const outcome = await sandbox.run(program, input, { signal, approve, record, onLog });
      logs.flush();
      return outcome;
    },
  );
}

function print(
  { terminal, flags, json, quiet }: Invocation<RunFlags>,
  { tools, input }: RunOrder,
  named: NamedProgram,
  outcome: Outcome,
  report: CheckReport | undefined,
): void {
  const { stdout, stderr } = terminal;
  const next = nextStep(outcome, { program: named.program, tools, input });
  if (outcome.logsCut && !quiet)
    stderr.write("… more was logged than logBytes keeps; --limit logBytes=1mb keeps more.\n");
  if (json) printJson(stdout, outcomeJson(outcome, next, report));
  else if (outcome.kind === "value") stdout.write(`${jsonText(outcome.value)}\n`);
  else printLines(stderr, failureLines(outcome, named, next, stderr));
  if (flags.trace === true && !json) printLines(stderr, traceLines(outcome, stderr));
}

async function keep({ terminal, flags, quiet }: Invocation<RunFlags>, outcome: Outcome): Promise<void> {
  if (flags.record === undefined || !outcome.recording) return;
  const cancelled = outcome.kind === "cancelled";
  if (!cancelled) await writeRecording(flags.record, terminal.cwd, outcome.recording);
  if (quiet) return;
  const said = cancelled
    ? "Nothing was recorded: a run that was cancelled does not end the same way again.\n"
    : `Recorded: \`portolan replay ${flags.record}\` runs it again without the tools.\n`;
  terminal.stderr.write(said);
}
