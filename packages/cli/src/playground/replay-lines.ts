import { type Json, type Recording, describeOutcome, type RunResult } from "@portolan/core";
import type { Replay } from "@portolan/sandbox";
import { count } from "../output/numbers.ts";
import { jsonText } from "../output/print.ts";
import { clip } from "../output/text-width.ts";
import type { TerminalStream } from "../terminal/terminal.ts";
import { visible } from "../terminal/visible.ts";

/** Whether a replay did what was recorded, and where it first did something else. */
export function replayLines(recording: Recording, replay: Replay, stream: TerminalStream): string[] {
  const { divergence, versions } = replay;
  const lines = versions.map(
    ({ name, recorded, replayed }) =>
      `${stream.style("yellow", "version:")} ${name} was ${recorded} when it was recorded and is ${replayed}`,
  );
  if (!divergence) {
    const { calls, logs } = recording;
    const what = `${count(calls.length, "call")}, ${count(logs.length, "line")}`;
    return [...lines, `${stream.style("green", "The same, byte for byte:")} ${what}.`];
  }
  const [recorded, replayed] = sides(divergence.recorded, divergence.replayed, stream);
  return [
    ...lines,
    `${stream.style("red", "Diverged")} at ${divergence.at}:`,
    `  ${stream.style("dim", "recorded")}  ${recorded}`,
    `  ${stream.style("dim", "replayed")}  ${replayed}`,
  ];
}

/** Both sides on a line each, from shortly before where they differ when they are long. */
function sides(recorded: Json, replayed: Json, stream: TerminalStream): [string, string] {
  const [a, b] = [sideText(recorded), sideText(replayed)];
  const width = Math.max(20, (stream.columns() ?? 160) - 12);
  let same = 0;
  while (same < a.length && a[same] === b[same]) same++;
  const fits = a.length <= width && b.length <= width;
  const from = fits ? 0 : Math.max(0, same - Math.floor(width / 3));
  const cut = (text: string): string => clip(`${from > 0 ? "…" : ""}${text.slice(from)}`, width);
  return [cut(a), cut(b)];
}

function sideText(side: Json): string {
  if (side === null) return "nothing";
  if (typeof side === "string") return visible(side);
  return isResult(side) ? visible(describeOutcome(side)) : jsonText(side);
}

function isResult(side: Json): side is Json & RunResult {
  return typeof side === "object" && side !== null && "kind" in side;
}
