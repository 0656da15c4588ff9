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
  return `${tables.join("\n")}\n${TURNS}\n\n${table([TURNS_HEAD, ...results.flatMap(turnsRows)])}\n`;
}

const TURNS =
  "Asked in turn, ten questions each, in one process and so under one load: medians, first of questions that nobody asked before, then of the same ones asked again. " +
  "Ours is what `auto` chooses at that size; our LanceDB tier stands beside it at every size. LanceDB's best is its index, " +
  "or its scan where that is quicker. Aims: at most 1.30 times LanceDB's best at every size; its scan at least 10 times slower than ours up to 100,000. " +
  "In processes of their own, as in the tables above, no arm has its caches emptied by another: the last column is of those.";
const TURNS_HEAD = [
  "skills",
  "asked",
  "ours",
  "our LanceDB tier",
  "LanceDB's best",
  "LanceDB, flat",
  "ours / best",
  "tier / best",
  "flat / ours",
  "flat / ours, apart",
];

function turnsRows({ size, arms }: SizeResult): string[][] {
  const turns = arms["in turn"]?.turns;
  const ours = size < LANCE_FROM ? "Portolan, memory" : "Portolan, LanceDB";
  const apart = (arms["LanceDB, flat"]?.search?.p50 ?? Number.NaN) / (arms[ours]?.search?.p50 ?? Number.NaN);
  return (["fresh", "again"] as const).map((asked) => {
    const p50 = (arm: string): number => turns?.[asked][arm]?.p50 ?? Number.NaN;
    const flat = p50("LanceDB, flat");
    const tier = p50("Portolan, LanceDB");
    // Below the size where LanceDB's index pays, its scan is its best.
    const best = Math.min(p50("LanceDB, best index"), flat);
    const own = p50(ours);
    return [
      asked === "fresh" ? size.toLocaleString("en-US") : "",
      asked === "fresh" ? "anew" : "again",
      `${size < LANCE_FROM ? "memory" : "LanceDB"}, ${ms(own)}`,
      ms(tier),
      ms(best),
      ms(flat),
      ratio(own, best),
      ratio(tier, best),
      ratio(flat, own),
      asked === "fresh" ? "" : apart.toFixed(2),
    ];
  });
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
