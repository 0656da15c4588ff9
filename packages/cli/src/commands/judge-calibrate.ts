import { access, constants, readFile, stat, writeFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import {
  type Calibration,
  calibrateJudge,
  createJudge,
  distrust,
  ensureFolder,
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
  const out = flags.out === undefined ? undefined : resolve(terminal.cwd, flags.out);
  // Before it is paid for.
  if (out !== undefined) await explained(out, () => requireRoom(out));
  const judge = createJudge({ model: await openModel(config.values, "judge") });
  const calibration = await startingAnew(() =>
    withInterrupt(
      terminal,
      () => {},
      (signal) => calibrateJudge(judge, labelled, signal),
    ),
  );
  const doubt = distrust(judge, calibration, standardTrust);
  const { truePositive, trueNegative } = calibration;
  const rates = { truePositive: { ...truePositive }, trueNegative: { ...trueNegative } };
  const told = { ...calibration, ...rates, trusted: doubt === undefined, doubt: doubt ?? null };
  if (json) printJson(terminal.stdout, { type: "calibration", ...told });
  else printLines(terminal.stdout, linesOf(calibration, doubt));
  if (out !== undefined)
    await explained(out, () => writeFile(out, `${JSON.stringify(calibration, null, 2)}\n`));
  return doubt === undefined ? 0 : 1;
}

/** Makes the folder of the file that is to be written, and tries whether it can be. */
async function requireRoom(out: string): Promise<void> {
  const folder = dirname(out);
  ensureFolder(folder);
  if (!(await stat(folder)).isDirectory()) throw new Error(`${folder} is no folder`);
  const there = await stat(out).catch(() => undefined);
  if (there?.isDirectory()) throw new Error("it is a folder");
  await access(there ? out : folder, constants.W_OK);
}

async function explained(out: string, write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (cause) {
    const why = (cause as Error).message;
    throw wrongUsage(
      `The calibration cannot be written: ${why}`,
      out,
      "Give --out a file that you may write.",
    );
  }
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
