import { readFileSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { parseArgs } from "node:util";
import { createSandbox, type ProcessSandbox } from "../src/index.ts";
import { measureArms } from "./arms.ts";
import { bareRoundTripMs, breakDown } from "./breakdown.ts";
import { measureChecks } from "./check-latency.ts";
import { nodeVmArm, quickJsArm, workerArm } from "./other-realms.ts";
import { fiveTools, megabyte, oneTool, tenSkills, trivial } from "./programs.ts";
import { rawIsolateArm } from "./raw-process.ts";
import { type Report, show } from "./report.ts";
import { sandboxArm } from "./sandbox-arms.ts";
import { measureThroughput } from "./throughput.ts";

// `pnpm bench:sandbox [--json FILE] [--page FILE] [--quick]`: everything in one run, in rounds, on this machine.
const { values } = parseArgs({
  options: { json: { type: "string" }, page: { type: "string" }, quick: { type: "boolean", default: false } },
});
const rounds = values.quick ? 4 : 30;
const pauseMs = 10;

const sandbox = createSandbox({ children: 2 });
await sandbox.warmUp();
const quickJs = await withQuickJs();

const arms = [
  rawIsolateArm(false),
  rawIsolateArm(true),
  nodeVmArm(),
  await quickJsArm(),
  workerArm(),
  sandboxArm(sandbox, "sandbox", trivial, pauseMs),
  sandboxArm(sandbox, "sandbox", trivial),
  sandboxArm(sandbox, "sandbox", oneTool, pauseMs),
  sandboxArm(sandbox, "sandbox", tenSkills, pauseMs),
  ...(quickJs
    ? [
        sandboxArm(quickJs, "sandbox on quickjs", trivial, pauseMs),
        sandboxArm(quickJs, "sandbox on quickjs", oneTool, pauseMs),
      ]
    : []),
];
const report: Report = {
  machine: {
    cores: cpus().length,
    model: cpus()[0]?.model ?? "unknown",
    node: process.versions.node,
    loadBefore: loadavg()[0] ?? 0,
  },
  quickJs: quickJs !== undefined,
  runs: await measureArms(arms, { rounds, runs: 10 }),
  slow: await measureArms(
    [sandboxArm(sandbox, "sandbox", fiveTools), sandboxArm(sandbox, "sandbox", megabyte, pauseMs)],
    { rounds, runs: 2 },
  ),
  bareRoundTripMs: await bareRoundTripMs(rounds * 10),
  breakdown: await breakDown(sandbox, [trivial, oneTool, tenSkills, megabyte], {
    rounds: rounds * 5,
    pauseMs,
  }),
  throughput: await measureThroughput(sandbox, values.quick ? 1 : 6),
  checks: await measureChecks([10, 100, 1_000], rounds),
};
for (const arm of arms) await arm.close();
await quickJs?.[Symbol.asyncDispose]();
await sandbox[Symbol.asyncDispose]();

const shown = show(report);
process.stdout.write(shown);
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(report, undefined, 2)}\n`);
if (values.page !== undefined) {
  const page = readFileSync(values.page, "utf8");
  const now = page.replace(
    /(<!-- measured -->).*(<!-- \/measured -->)/s,
    (_, start, end) => `${start}\n\n${shown.trim()}\n\n${end}`,
  );
  writeFileSync(values.page, now);
}

/** A sandbox on QuickJS where there is one. */
async function withQuickJs(): Promise<ProcessSandbox | undefined> {
  const made = createSandbox({ children: 2, engine: "quickjs" });
  try {
    const outcome = await made.run(trivial.program, trivial.input);
    if (outcome.kind === "value" && outcome.trace?.engine.startsWith("quickjs")) return made;
  } catch {}
  await made[Symbol.asyncDispose]();
  return undefined;
}
