import { readFile, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import {
  type Calibration,
  calibrateJudge,
  createJudge,
  distrust,
  parseLabelled,
  standardTrust,
} from "@portolan/core";
import type { Invocation } from "../command-line/declaration.ts";
import { wrongUsage } from "../command-line/usage-error.ts";
import { count } from "../output/numbers.ts";
import { printJson, printLines } from "../output/print.ts";
import { startingAnew, withInterrupt } from "../terminal/interrupt.ts";
import { openModel } from "../wire.ts";

/** `portolan judge calibrate`: how often the model of the role judge is right, and whether that is enough. */
export async function run(invocation: Invocation<{ out?: string }>): Promise<number> {
  const { terminal, flags, json, config } = invocation;
  const file = invocation.arguments[0] as string;
  const text = await readFile(resolve(terminal.cwd, file), "utf8").catch((cause: Error) => {
    throw wrongUsage(`${file} cannot be read: ${cause.message}`, file, "Name a file of labelled results.");
  });
  const labelled = parseLabelled(text, file);
  const judge = createJudge({ model: await openModel(config.values, "judge") });
  const calibration = await startingAnew(() =>
    withInterrupt(
      terminal,
      () => {},
      (signal) => calibrateJudge(judge, labelled, signal),
    ),
  );
  const doubt = distrust(judge, calibration, standardTrust);
  if (flags.out !== undefined)
    await writeFile(resolve(terminal.cwd, flags.out), `${JSON.stringify(calibration, null, 2)}\n`);
  const { truePositive, trueNegative } = calibration;
  const rates = { truePositive: { ...truePositive }, trueNegative: { ...trueNegative } };
  const told = { ...calibration, ...rates, trusted: doubt === undefined, doubt: doubt ?? null };
  if (json) printJson(terminal.stdout, { type: "calibration", ...told });
  else printLines(terminal.stdout, linesOf(calibration, doubt));
  return doubt === undefined ? 0 : 1;
}

function linesOf(
  { truePositive, trueNegative, unreadable }: Calibration,
  doubt: string | undefined,
): string[] {
  return [
    `right results that it passes:   ${rateText(truePositive)}`,
    `wrong results that it refuses:  ${rateText(trueNegative)}`,
    ...(unreadable > 0 ? [`${count(unreadable, "verdict")} could not be read`] : []),
    doubt === undefined ? "It may admit alone." : `It may veto, and admits nothing alone. ${doubt}`,
  ];
}

function rateText({ right, of, lower, upper }: Calibration["truePositive"]): string {
  const [least, most] = [lower, upper].map((bound) => (bound * 100).toFixed(0));
  return `${right} of ${of}, with 95 % confidence ${least} to ${most} %`;
}
