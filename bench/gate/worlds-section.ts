import { sequentialTest } from "@portolan/core";
import { settings, simulateAdmissions, type WorldRow } from "./worlds.ts";

const shares = [0.5, 0.7, settings.refuseAt, 0.9, settings.admitAt, 0.99];

/** The section on random outcomes of docs/results/gate.md. */
export async function worldsSection(admissions: number = 1_000): Promise<string> {
  const rows: WorldRow[] = [];
  for (const share of shares) rows.push(await simulateAdmissions(share, admissions));
  const { admitAt, refuseAt, alpha, beta } = settings;
  const { mostRuns } = sequentialTest(settings);
  return [
    "## Worlds with random outcomes",
    "",
    `${admissions.toLocaleString("en-US")} simulated admissions for each row: programs that reach their goal in exactly that share of worlds, judged by \`world-runs\` with its standard settings for a first candidate (admit at ${admitAt}, refuse at ${refuseAt}, α = ${alpha}, β = ${beta}; ${mostRuns} runs at most).`,
    "",
    "| succeeds in | admitted | expected | declared | runs, mean | expected | bounds above the truth |",
    "| ----------- | -------- | -------- | -------- | ---------- | -------- | ---------------------- |",
    ...rows.map(rowText),
    "",
    "What is expected comes from the exact computation, and that is what keeps to the declared errors; so many simulated admissions scatter around it by about one in a hundred. A bound above the truth may occur in one of twenty that were judged.",
    "",
  ].join("\n");
}

function rowText({ share, admissions, admitted, expected, runs, boundTooHigh }: WorldRow): string {
  const { admitAt, refuseAt, alpha, beta } = settings;
  const declared =
    share <= refuseAt ? `≤ ${percent(alpha)}` : share >= admitAt ? `≥ ${percent(1 - beta)}` : "either";
  const cells = [
    percent(share),
    percent(admitted / admissions),
    percent(expected.admitted),
    declared,
    runs.toFixed(1),
    expected.runs.toFixed(1),
    `${boundTooHigh}`,
  ];
  return `| ${cells.join(" | ")} |`;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

if (import.meta.main) process.stdout.write(await worldsSection());
