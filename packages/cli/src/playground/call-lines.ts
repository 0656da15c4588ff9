import type { Json, ToolCallRecord } from "@portolan/core";
import { count, fewDigits } from "../output/numbers.ts";
import { jsonText } from "../output/print.ts";
import { clip, pad } from "../output/text-width.ts";
import { wrap } from "../output/wrap.ts";
import type { TerminalStream } from "../terminal/terminal.ts";
import { visible } from "../terminal/visible.ts";

const mostShown = 100;

/** The tool calls of a run in order, two lines each: when, what and who; then the input and what came of it. */
export function callLines(calls: readonly ToolCallRecord[], stream: TerminalStream): string[] {
  if (calls.length === 0) return [`  ${stream.style("dim", pad("calls", 9))} no tool was called`];
  const lines = calls.slice(0, mostShown).flatMap((call, i) => linesOf(call, i + 1, stream));
  const more = calls.length - mostShown;
  return [
    stream.style("bold", count(calls.length, "tool call")),
    ...lines,
    ...(more > 0 ? [`  … ${count(more, "more call")}; --json has them all`] : []),
  ];
}

function linesOf(call: ToolCallRecord, number: number, stream: TerminalStream): string[] {
  const { startMs, endMs, tool, effect, by, input } = call;
  const time = endMs === null ? `from ${fewDigits(startMs)}` : `${fewDigits(startMs)}–${fewDigits(endMs)}`;
  const width = (stream.columns() ?? 100) - 6;
  const [first, ...others] = wrap(`${time} ms ${tool} (${effect}) by ${by}`, width);
  const [mark, color] = call.ok ? ["→", "green" as const] : ["✗", "red" as const];
  // Half for each side; what one does not need the other may take.
  const half = Math.floor((width - 3) / 2);
  const given = textOf(input);
  const got = endMs === null ? "the run ended first" : call.ok ? textOf(call.output) : failureOf(call.output);
  const givenWidth = Math.max(half, width - 3 - got.length);
  const shown = clip(given, givenWidth);
  const rest = clip(got, Math.max(half, width - 3 - shown.length));
  return [
    `  ${stream.style("dim", pad(String(number), 3))} ${first}`,
    ...others.map((line) => `      ${line}`),
    `      ${shown} ${stream.style(color, mark)} ${rest}`,
  ];
}

function textOf(value: Json): string {
  return jsonText(value);
}

/** `ToolFailure: no wood {"need":2}` of what the program was told. */
function failureOf(output: Json): string {
  const { name, message, data } = output as { name: string; message: string; data: Json };
  return `${name}: ${visible(message)}${data === null ? "" : ` ${jsonText(data)}`}`;
}
