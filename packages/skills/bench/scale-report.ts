import type { ArmResult } from "./scale-arms.ts";

import { LANCE_FROM } from "../src/index-tiers/library-index.ts";

/** All arms at one size. */
export interface SizeResult {
  size: number;
  folders: boolean;
  /** Processes that wanted a core while it was measured, on average: before and after; and the cores there are. */
  load: number[];
  cores: number;
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

/** A table a size, then what the targets come to; as Markdown. */
export function reportOf(results: readonly SizeResult[]): string {
  const tables = results.map(({ size, folders, arms, load, cores }) => {
    const rows = Object.entries(arms)
      .filter(([, { turns }]) => !turns)
      .map(([arm, result]) => [arm, ...COLUMNS.map(([, value]) => value(result))]);
    const head = ["", ...COLUMNS.map(([title]) => title)];
    const where = folders ? "real folders" : "catalogue alone";
    const busy = load.map((one) => one.toFixed(1)).join(" before and ");
    return `${size.toLocaleString("en-US")} skills (${where}; load ${busy} after, on ${cores} cores)\n\n${table([head, ...rows])}\n`;
  });
  return `${tables.join("\n")}\n${TURNS}\n\n${table([TURNS_HEAD, ...results.map((result) => turnsRow(result, results[0]))])}\n`;
}

const TURNS =
  "Asked in turn, ten questions each, in one process and so under one load: medians of three rounds after one that is not counted. " +
  "Ours is what `auto` chooses at that size; our LanceDB tier stands beside it at every size. LanceDB's best is its index, or its scan where that is quicker. " +
  "Aims: at most 1.30 times LanceDB's best at every size; its scan at least 10 times slower up to 100,000; open within a second " +
  "up to 100,000; admitting takes no more than 1.5 times what it takes at the smallest size. ✓ met, ✗ not met.";
/** Up to so many skills the aims for scans and opening hold. */
const AIMED = 100_000;
const TURNS_HEAD = [
  "skills",
  "ours",
  "our LanceDB tier",
  "LanceDB's best",
  "LanceDB, flat",
  "ours / best",
  "tier / best",
  "flat / ours",
  "open",
  "admit / at first",
];

function turnsRow({ size, arms }: SizeResult, smallest: SizeResult | undefined): string[] {
  const turns = arms["in turn"]?.turns;
  const p50 = (arm: string): number => turns?.[arm]?.p50 ?? Number.NaN;
  const arm = armAt(size);
  const own = p50(arm);
  const flat = p50("LanceDB, flat");
  // Below the size where LanceDB's index pays, its scan is its best.
  const best = Math.min(p50("LanceDB, best index"), flat);
  const tier = p50("Portolan, LanceDB");
  const open = arms[arm]?.open ?? Number.NaN;
  const growth = admitP50(arms[arm]) / admitP50(smallest?.arms[armAt(smallest.size)]);
  return [
    size.toLocaleString("en-US"),
    `${arm.replace("Portolan, ", "")}, ${ms(own)}`,
    ms(tier),
    ms(best),
    ms(flat),
    judged((own / best).toFixed(2), own / best <= 1.3),
    judged((tier / best).toFixed(2), tier / best <= 1.3),
    size > AIMED ? (flat / own).toFixed(1) : judged((flat / own).toFixed(1), flat / own >= 10),
    size > AIMED ? ms(open) : judged(ms(open), open <= 1_000),
    judged(growth.toFixed(2), growth <= 1.5),
  ];
}

/** What `auto` chooses. */
function armAt(size: number): string {
  return size < LANCE_FROM ? "Portolan, memory" : "Portolan, LanceDB";
}

function admitP50(result: ArmResult | undefined): number {
  return result?.admit?.p50 ?? Number.NaN;
}

/** Nothing is said of what was not measured. */
function judged(value: string, isMet: boolean): string {
  return /NaN|–/.test(value) ? "–" : `${value} ${isMet ? "✓" : "✗"}`;
}

function table(rows: readonly string[][]): string {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(3, ...rows.map((row) => row[i]?.length ?? 0)));
  const lines = rows.map((row) =>
    row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))),
  );
  const rule = widths.map((width, i) => `${"-".repeat(width - 1)}${i === 0 ? "-" : ":"}`);
  return [lines[0] ?? [], rule, ...lines.slice(1)].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

function ms(value: number | undefined): string {
  if (value === undefined || Number.isNaN(value)) return "–";
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
