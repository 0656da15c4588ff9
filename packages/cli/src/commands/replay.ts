import type { Config } from "@portolan/core";
import type { Invocation } from "../command-line/declaration.ts";
import { jsonText, printJson, printLines } from "../output/print.ts";
import { outcomeJson } from "../playground/outcome-json.ts";
import { failureLines } from "../playground/outcome-lines.ts";
import { readRecording } from "../playground/recording-file.ts";
import { replayLines } from "../playground/replay-lines.ts";
import { traceLines } from "../playground/trace-lines.ts";
import { withInterrupt } from "../terminal/interrupt.ts";
import { openSandbox } from "../wire.ts";

/** `portolan replay`: runs a recording again, its tools answered from it, and says where the run first differs. */
export async function run(invocation: Invocation<{ trace?: boolean }>): Promise<number> {
  const { terminal, flags, json, quiet, config } = invocation;
  const { stdout, stderr } = terminal;
  const recording = await readRecording(invocation.arguments[0] as string, terminal.cwd);
  const engine = config.origins.engine === "default" ? engineOf(recording.versions) : undefined;
  const settings = { ...config.values, children: 1, engine: engine ?? config.values.engine };
  await using sandbox = await openSandbox(settings);
  const replay = await withInterrupt(
    terminal,
    () => {},
    (signal) => sandbox.replay(recording, { signal }),
  );
  const { outcome, divergence, versions } = replay;
  const interrupted = outcome.kind === "cancelled" && divergence === undefined;
  if (json) {
    const found = {
      same: divergence === undefined,
      divergence: divergence ? { ...divergence } : null,
      versions,
    };
    printJson(stdout, { ...outcomeJson(outcome, undefined, undefined), type: "replay", ...found });
  } else {
    if (outcome.kind === "value") stdout.write(`${jsonText(outcome.value)}\n`);
    else if (divergence?.at.startsWith("call ") !== true)
      printLines(stderr, failureLines(outcome, recording, undefined, stderr));
    if (flags.trace === true) printLines(stderr, traceLines(outcome, stderr));
    if (!quiet) printLines(stderr, replayLines(recording, replay, stderr));
  }
  if (interrupted) return 130;
  return divergence ? 1 : 0;
}

/** The engine that made the recording, unless another one is asked for. */
function engineOf(versions: Readonly<Record<string, string>>): Config["engine"] | undefined {
  const engines: readonly Config["engine"][] = ["isolated-vm", "quickjs"];
  return engines.find((name) => Object.keys(versions).some((key) => key.startsWith(name)));
}
