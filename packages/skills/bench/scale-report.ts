import type { ArmResult } from "./scale-arms.ts";

/** All arms at one size. */
export interface SizeResult {
  size: number;
  folders: boolean;
  arms: Record<string, ArmResult>;
}

const COLUMNS: [title: string, value: (result: ArmResult) => string][] = [
  ["search p50", ({ search }) => ms(search?.p50)],
  ["p95", ({ search }) => ms(search?.p95)],
  ["recall@10", ({ recall10 }) => share(recall10)],
  ["@100", ({ recall100 }) => share(recall100)],
  ["admit p50", ({ admit }) => ms(admit?.p50)],
  ["p95", ({ admit }) => ms(admit?.p95)],
  ["open", ({ open }) => ms(open)],
  ["build", ({ build }) => ms(build)],
  ["disk MB", ({ disk }) => whole(disk)],
  ["RSS MB", ({ memory }) => whole(memory)],
  ["level p50", ({ level }) => ms(level?.p50)],
  ["whole search p50", ({ storeSearch }) => ms(storeSearch?.p50)],
];

/** A table a size, then what the targets come to. */
export function reportOf(results: readonly SizeResult[]): string {
  const tables = results.map(({ size, folders, arms }) => {
    const rows = Object.entries(arms).map(([arm, result]) => [
      arm,
      ...COLUMNS.map(([, value]) => value(result)),
    ]);
    const head = ["", ...COLUMNS.map(([title]) => title)];
    const where = folders ? "real folders" : "catalogue alone";
    return `${size.toLocaleString("en-US")} skills (${where})\n${table([head, ...rows])}\n`;
  });
  return `${tables.join("\n")}\n${table([
    ["skills", "best of ours / LanceDB best", "LanceDB flat / ours", "JavaScript flat / ours"],
    ...results.map(ratios),
  ])}\n`;
}

function ratios({ size, arms }: SizeResult): string[] {
  const p50 = (arm: string): number => arms[arm]?.search?.p50 ?? Number.NaN;
  const own = size <= 100_000 ? p50("Portolan, memory") : p50("Portolan, LanceDB");
  // Below the size where LanceDB's index pays, its scan is its best.
  const best = Math.min(p50("LanceDB, best index"), p50("LanceDB, flat"));
  return [
    size.toLocaleString("en-US"),
    ratio(own, best),
    ratio(p50("LanceDB, flat"), own),
    ratio(p50("JavaScript, flat"), own),
  ];
}

function table(rows: readonly string[][]): string {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
        .join("  "),
    )
    .join("\n");
}

function ms(value: number | undefined): string {
  if (value === undefined) return "–";
  return value < 100
    ? `${value.toFixed(2)} ms`
    : value < 10_000
      ? `${Math.round(value)} ms`
      : `${(value / 1000).toFixed(1)} s`;
}

function share(value: number | undefined): string {
  return value === undefined ? "–" : value.toFixed(3);
}

function whole(value: number | undefined): string {
  return value === undefined ? "–" : String(Math.round(value));
}

function ratio(a: number, b: number): string {
  return (a / b).toFixed(2);
}
