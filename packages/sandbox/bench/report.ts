import type { Measured } from "./arms.ts";
import type { Breakdown } from "./breakdown.ts";
import type { CheckLatency } from "./check-latency.ts";
import { milliseconds, tableOf } from "./table.ts";
import type { Throughput } from "./throughput.ts";

/** All that one run of the benchmark found. */
export interface Report {
  machine: { cores: number; model: string; node: string; loadBefore: number };
  /** Whether the engine `quickjs` took part. */
  quickJs: boolean;
  runs: Measured[];
  slow: Measured[];
  bareRoundTripMs: number;
  breakdown: Breakdown[];
  throughput: Throughput[];
  checks: CheckLatency[];
}

/** The report as Markdown. */
export function show(report: Report): string {
  const { cores, model, node, loadBefore } = report.machine;
  return [
    `${cores} cores (${model}), Node ${node}, load ${loadBefore.toFixed(1)} at the start.`,
    ...(report.quickJs ? [] : ["The engine quickjs is not there; its arms were skipped."]),
    tableOf(["one run", "median ms", "p95 ms", "ratio", "runs"], report.runs.map(row)),
    tableOf(
      ["a longer run", "median ms", "p95 ms", "runs"],
      report.slow.map((one) => row(one).toSpliced(3, 1)),
    ),
    breakdownTable(report),
    tableOf(
      ["throughput", "runs/s", "ratio", "host CPU ms a run", "child CPU ms a run"],
      report.throughput.map((one) => [
        one.arm,
        one.runsPerSecond.toFixed(0),
        one.ratio.toFixed(2),
        ...[one.hostCpuMs, one.childCpuMs].map((ms) => (ms === null ? "" : milliseconds(ms))),
      ]),
    ),
    tableOf(
      ["check of one changed skill", "first ms", "median ms", "p95 ms"],
      report.checks.map(({ skills, firstMs, changed }) => [
        `library of ${skills.toLocaleString("en")}`,
        ...[firstMs, changed.medianMs, changed.p95Ms].map(milliseconds),
      ]),
    ),
    tableOf(["target", "measured", "wanted", "met"], targets(report)),
    "",
  ].join("\n\n");
}

function row({ arm, summary, ratio }: Measured): string[] {
  return [
    arm,
    milliseconds(summary.medianMs),
    milliseconds(summary.p95Ms),
    ratio.toFixed(2),
    String(summary.runs),
  ];
}

function breakdownTable({ breakdown, bareRoundTripMs }: Report): string {
  const parts = ["totalMs", "queueMs", "linkMs", "runMs", "toolMs", "betweenMs", "restMs"] as const;
  const head = ["where the time goes, ms", "total", "queue", "link", "run", "tools", "between", "rest"];
  const rows = breakdown.map((one) => [one.workload, ...parts.map((part) => milliseconds(one[part]))]);
  return `${tableOf(head, rows)}\n\nA bare message to a child and back: ${milliseconds(bareRoundTripMs)} ms.`;
}

/** What was aimed at. Nothing fails when it is missed: the machine may be busy with other things. */
function targets({ runs, slow, throughput, checks }: Report): string[][] {
  const rested = runs.find(({ arm }) => arm.startsWith("sandbox: trivial, after"));
  const rates = throughput.slice(1).map(({ runsPerSecond }) => runsPerSecond);
  const warm = checks.map(({ changed }) => changed.medianMs);
  const lines: [string, number, number, "most" | "least"][] = [
    ["trivial run, ratio to a fresh isolate", rested?.ratio ?? Number.NaN, 1.3, "most"],
    ["runs per second on two children", Math.max(...rates), 500, "least"],
    ["five tools of 50 ms at once, ms", slow[0]?.summary.medianMs ?? Number.NaN, 65, "most"],
    ["check of a changed skill, largest library, ms", warm.at(-1) ?? Number.NaN, 10, "most"],
  ];
  return lines.map(([name, measured, wanted, bound]) => {
    const met = bound === "most" ? measured <= wanted : measured >= wanted;
    return [name, milliseconds(measured), `${bound === "most" ? "≤" : "≥"} ${wanted}`, met ? "yes" : "no"];
  });
}
