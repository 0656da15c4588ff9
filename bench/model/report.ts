import { milliseconds, tableOf } from "../../packages/sandbox/bench/table.ts";
import type { Overhead } from "./overhead.ts";
import { median, type PromptSizes } from "./tokens.ts";

const WIDTH = 56;
const HEIGHT = 12;

/** Everything for people, as Markdown. */
export function tokensReport(sizes: readonly PromptSizes[], promptTokens: number): string {
  const rows = sizes.map(({ skills, retrieved, most, offered, whole }) =>
    [skills, retrieved, most, offered, whole].map((value) => value.toLocaleString("en")),
  );
  const head = [
    "skills",
    "12 retrieved, median",
    "12 retrieved, most",
    "all offered",
    "all, without a budget",
  ];
  return [`\`\`\`text\n${chart(sizes, promptTokens).join("\n")}\n\`\`\``, tableOf(head, rows)].join("\n\n");
}

export function overheadReport(all: readonly Overhead[]): string {
  const refusers = [...new Set(all.flatMap(({ attempts }) => attempts.map(({ refusedBy }) => refusedBy)))];
  const head = ["skills", "before the first request", "an attempt", "95th percentile", "less the sandbox"];
  const rows = all.map(({ skills, begin, attempts }) => {
    const totals = attempts.map(({ totalMs }) => totalMs);
    const by = (refuser: string) =>
      attempts.filter(({ refusedBy }) => refusedBy === refuser).map(({ totalMs }) => totalMs);
    return [
      skills.toLocaleString("en"),
      ...[
        median(begin),
        median(totals),
        totals.toSorted((a, b) => a - b)[Math.floor(totals.length * 0.95)] ?? NaN,
        median(attempts.map(({ totalMs, sandboxMs }) => totalMs - sandboxMs)),
        ...refusers.map((refuser) => median(by(refuser))),
      ].map(milliseconds),
    ];
  });
  return tableOf([...head, ...refusers.map((refuser) => `refused by ${refuser}`)], rows);
}

/** Tokens of a prompt (up) against skills in the library (across), both on scales of powers of ten. */
function chart(sizes: readonly PromptSizes[], promptTokens: number): string[] {
  const most = Math.max(...sizes.map(({ whole }) => whole));
  const [low, high] = [2, Math.ceil(Math.log10(most))];
  const [first, last] = [Math.log10(sizes[0]?.skills ?? 1), Math.log10(sizes.at(-1)?.skills ?? 1)];
  const grid = Array.from({ length: HEIGHT }, () => Array.from({ length: WIDTH }, () => " "));
  const put = (skills: number, tokens: number, mark: string): void => {
    const column = Math.round(((Math.log10(skills) - first) / (last - first)) * (WIDTH - 1));
    const row = HEIGHT - 1 - Math.round(((Math.log10(tokens) - low) / (high - low)) * (HEIGHT - 1));
    (grid[row] as string[])[column] = mark;
  };
  for (const { skills, whole } of sizes) put(skills, whole, "×");
  for (const { skills, offered } of sizes) put(skills, offered, "○");
  for (const { skills, retrieved } of sizes) put(skills, retrieved, "●");
  const labelled = new Map(
    Array.from({ length: high - low + 1 }, (_, i) => [
      HEIGHT - 1 - Math.round((i / (high - low)) * (HEIGHT - 1)),
      (10 ** (low + i)).toLocaleString("en"),
    ]),
  );
  return [
    `tokens of a prompt   ● 12 retrieved   ○ all, within ${promptTokens.toLocaleString("en")}   × all`,
    ...grid.map((cells, row) => `${(labelled.get(row) ?? "").padStart(10)} ┤${cells.join("").trimEnd()}`),
    `           └${"─".repeat(WIDTH)}`,
    `            ${sizes[0]?.skills ?? ""}${`${sizes.at(-1)?.skills.toLocaleString("en")} skills`.padStart(WIDTH - 2)}`,
  ];
}
