import { tableOf } from "../../packages/sandbox/bench/table.ts";
import { bootstrapped, type Interval, meanOf } from "./interval.ts";
import type { Arm, Measured } from "./measure.ts";

/** One set of one size, and what every ranking gave in each arm. */
export interface Measurement {
  set: string;
  skills: number;
  queries: number;
  arms: ReadonlyMap<Arm, readonly Measured[]>;
}

/** Everything for people, as Markdown: the main figures, the comparisons, and every ranking. */
export function reportOf(all: readonly Measurement[]): string {
  const measurements = all.toSorted((a, b) => (a.set < b.set ? -1 : a.set > b.set ? 1 : a.skills - b.skills));
  return [
    "MRR@10 with its 95 % interval (recall@5):",
    mainTable(measurements),
    "What stated types change against the words alone, and all views against the best single one of the arm, query by query: difference of MRR@10 with its 95 % interval.",
    comparisons(measurements),
    "What is lost when one view is left out: MRR@10 without it, less that of all.",
    shares(measurements),
    "What a coder sees: the share of all helpers among the first twelve, with its 95 % interval.",
    helpersShown(measurements),
  ].join("\n\n");
}

/** The rankings of a measurement's arm, for whoever watches. */
export function detailsOf(measured: readonly Measured[]): string {
  const cells = measured.map((one) => [
    one.ranking,
    ...[one.firsts, one.fives, one.reciprocals].map((values) => meanOf(values).toFixed(3)),
  ]);
  return tableOf(["ranking", "recall@1", "recall@5", "MRR@10"], cells);
}

const ARMS = ["words", "right types", "wrong types", "types and examples"] as const;

function mainTable(measurements: readonly Measurement[]): string {
  const head = ["set, skills (queries)", ...ARMS, "text alone", "vector alone", "types alone"];
  const rows = measurements.map((one) => [
    titleOf(one),
    ...ARMS.map((arm) => figure(ranking(one, arm, "all"))),
    ...["text alone", "vector alone"].map((name) => short(ranking(one, "words", name))),
    short(ranking(one, "right types", "signature alone")),
  ]);
  return tableOf(head, rows);
}

function comparisons(measurements: readonly Measurement[]): string {
  const head = ["set, skills", "right types", "wrong types", ...ARMS.map((arm) => `fused − best, ${arm}`)];
  const rows = measurements.map((one) => {
    const words = ranking(one, "words", "all");
    const against = (arm: Arm): string => difference(ranking(one, arm, "all"), words);
    return [
      titleOf(one, false),
      against("right types"),
      against("wrong types"),
      ...ARMS.map((arm) => difference(ranking(one, arm, "all"), bestSingle(one, arm))),
    ];
  });
  return tableOf(head, rows);
}

function shares(measurements: readonly Measurement[]): string {
  const views = ["text", "vector", "signature", "behaviour", "uses"];
  const rows = measurements.flatMap((one) =>
    [...one.arms.keys()].map((arm) => [
      `${titleOf(one, false)}, ${arm}`,
      ...views.map((view) =>
        difference(ranking(one, arm, `without ${view}`), ranking(one, arm, "all"), false),
      ),
    ]),
  );
  return tableOf(["set, skills, query", ...views], rows);
}

function helpersShown(measurements: readonly Measurement[]): string {
  const columns = ["all", "text alone", "vector alone", "without signature", "without uses"];
  const rows = measurements
    .filter(({ set }) => set.endsWith("helpers"))
    .flatMap((one) =>
      [...one.arms.keys()].map((arm) => [
        `${titleOf(one)}, ${arm}`,
        ...columns.map((name) => shownOf(ranking(one, arm, name))),
      ]),
    );
  return tableOf(["set, skills (queries), query", ...columns], rows);
}

function titleOf({ set, skills, queries }: Measurement, full = true): string {
  const size = skills.toLocaleString("en");
  return full ? `${set}, ${size} (${queries.toLocaleString("en")})` : `${set}, ${size}`;
}

function ranking(one: Measurement, arm: Arm, name: string): Measured | undefined {
  return one.arms.get(arm)?.find((measured) => measured.ranking === name);
}

function bestSingle(one: Measurement, arm: Arm): Measured | undefined {
  const single = (one.arms.get(arm) ?? []).filter((measured) => measured.ranking.endsWith(" alone"));
  return single.toSorted((a, b) => meanOf(b.reciprocals) - meanOf(a.reciprocals))[0];
}

function figure(measured: Measured | undefined): string {
  if (!measured) return "";
  const { mean, low, high } = bootstrapped(measured.reciprocals);
  return `${share(mean)} [${share(low)}, ${share(high)}] (${meanOf(measured.fives).toFixed(2).replace(/^0/, "")})`;
}

function shownOf(measured: Measured | undefined): string {
  if (!measured) return "";
  const { mean, low, high } = bootstrapped(measured.shown);
  return `${share(mean)} [${share(low)}, ${share(high)}]`;
}

function short(measured: Measured | undefined): string {
  return measured ? share(meanOf(measured.reciprocals)) : "";
}

function difference(one: Measured | undefined, other: Measured | undefined, interval = true): string {
  if (!one || !other) return "";
  const values = one.reciprocals.map((value, i) => value - (other.reciprocals[i] as number));
  if (!interval) return signed(meanOf(values));
  const { mean, low, high }: Interval = bootstrapped(values);
  return `${signed(mean)} [${signed(low)}, ${signed(high)}]`;
}

function share(value: number): string {
  return value.toFixed(3).replace(/^0/, "");
}

function signed(value: number): string {
  const text = share(Math.abs(value));
  return text === ".000" ? text : `${value < 0 ? "−" : "+"}${text}`;
}
