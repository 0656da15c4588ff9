import { borrowedStore, type EpisodeResult, harnessDigest, runEpisode, Tracer } from "@portolan/core";
import type { Invocation } from "../command-line/declaration.ts";
import { highlight } from "../output/highlight.ts";
import { printJson } from "../output/print.ts";
import { closing, isKept, isRefused } from "../solve/closing.ts";
import { narrator } from "../solve/narrator.ts";
import { taskFromFlags, type TaskFlags } from "../solve/task-from-flags.ts";
import { startingAnew, withInterrupt } from "../terminal/interrupt.ts";
import { equip, notesIn, openStore, openWorkshop, storeRoot } from "../wire.ts";

/** `portolan solve`: one episode on one task; the program goes to stdout, what happened to stderr. */
export async function run(invocation: Invocation<TaskFlags & { keep?: boolean }>): Promise<number> {
  const { terminal, flags, quiet } = invocation;
  const config = invocation.config.values;
  const keep = flags.keep === true;
  const task = await taskFromFlags(flags, terminal.cwd);
  await using workshop = await openWorkshop(config);
  const root = storeRoot(config, terminal.cwd);
  await using store = await openStore(root, config, { readOnly: !keep });
  const agent = await equip(workshop, config, keep ? store : borrowedStore(store), await notesIn(root));
  const { stderr } = terminal;
  if (!quiet && stderr.isTTY) agent.onText = (text) => stderr.write(stderr.style("dim", text));
  const sinks = quiet ? [] : [narrator(terminal.stderr)];
  const tracer = new Tracer({ voyage: "solve", harness: harnessDigest(agent.harness), sinks });
  const result = await startingAnew(() =>
    withInterrupt(
      terminal,
      () => {},
      (signal) => runEpisode(task, agent, tracer, signal),
    ),
  );
  if (!quiet) for (const line of closing(task, result, keep)) terminal.stderr.write(`${line}\n`);
  print(invocation, result, keep);
  return result.solved && !(keep && isRefused(result)) ? 0 : 1;
}

function print({ terminal, json }: Invocation, result: EpisodeResult, keep: boolean): void {
  const { stdout } = terminal;
  const { program, reason, solved, attempts, evaluations, retrieved, called, skill, change, checks } = result;
  const kept = keep && isKept(result);
  if (json) {
    const source = program?.source ?? null;
    const name = program?.name ?? null;
    const known = reason === "known" ? (skill?.name ?? null) : null;
    const rest = { attempts, evaluations, retrieved, called, known, kept, checks: checks ?? null };
    const why = keep && change === "name-taken" ? change : reason;
    printJson(stdout, { type: "solution", solved, reason: why, name, source, ...rest });
  } else if (program) stdout.writeData(highlight(`${program.source.trimEnd()}\n`, stdout));
}
