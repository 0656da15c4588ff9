import type { Outcome, RunTrace } from "@portolan/core";
import { grouped, inMs } from "../output/numbers.ts";
import { pad } from "../output/text-width.ts";
import { wrap } from "../output/wrap.ts";
import type { TerminalStream } from "../terminal/terminal.ts";
import { callLines } from "./call-lines.ts";

const phases = [
  ["queue", "queueMs"],
  ["link", "linkMs"],
  ["run", "runMs"],
  ["tools", "toolMs"],
  ["approval", "approvalMs"],
] as const;

/** Where the time, the memory and the bytes of a run went, then its tool calls. */
export function traceLines(outcome: Outcome, stream: TerminalStream): string[] {
  const { kind, wallMs, trace, toolCalls } = outcome;
  const head = stream.style("bold", `${kind} after ${inMs(wallMs)}`);
  if (!trace) return [head, ...callLines(toolCalls, stream)];
  return [
    head,
    ...phaseLines(trace, stream),
    ...row("used", usage(trace), stream),
    ...row("bytes", bytes(trace), stream),
    ...row("by", engine(trace), stream),
    ...callLines(toolCalls, stream),
  ];
}

function phaseLines({ phases: spent }: RunTrace, stream: TerminalStream): string[] {
  const longest = Math.max(...phases.map(([, key]) => spent[key]));
  const columns = Math.min(30, Math.max(10, (stream.columns() ?? 80) - 30));
  const texts = phases.map(([, key]) => inMs(spent[key]));
  const width = Math.max(...texts.map((text) => text.length));
  return phases.map(([label, key], i) => {
    const bar = stream.style("cyan", barOf(spent[key], longest, columns));
    return `  ${stream.style("dim", pad(label, 9))} ${pad(texts[i] as string, width, "right")}  ${bar}`.trimEnd();
  });
}

/** In eighths of a column; what took no time worth a mark has none. */
function barOf(value: number, longest: number, columns: number): string {
  const eighths = longest > 0 ? Math.round((8 * columns * value) / longest) : 0;
  return "█".repeat(Math.floor(eighths / 8)) + ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"][eighths % 8];
}

function usage({ cpuMs, memoryPeakMb }: RunTrace): string[] {
  const cpu = cpuMs === null ? "CPU unknown" : `${inMs(cpuMs)} CPU`;
  return [cpu, memoryPeakMb === null ? "memory unknown" : `${memoryPeakMb.toFixed(1)} MB at most`];
}

function bytes({ bytes: counted }: RunTrace): string[] {
  return [
    ["source", counted.source],
    ["arguments", counted.arguments],
    ["result", counted.result],
    ["logs", counted.logs],
    ["tool inputs", counted.toolInputs],
    ["tool outputs", counted.toolOutputs],
  ].map(([name, value]) => `${name} ${grouped(value as number)}`);
}

function engine({ engine: name, child, warm }: RunTrace): string[] {
  if (child === null) return ["nothing: it never started"];
  return [name, `process ${child}`, warm ? "the realm stood ready" : "the realm was made for it"];
}

/** A label and parts that go on below when the line is full; parts do not break. */
function row(label: string, parts: readonly string[], stream: TerminalStream): string[] {
  const unbroken = parts.map((part) => part.replaceAll(" ", "\u00a0")).join(", ");
  const lines = wrap(unbroken, Math.max(24, (stream.columns() ?? 80) - 12));
  return lines.map((line, i) => {
    const start = stream.style("dim", pad(i === 0 ? label : "", 9));
    return `  ${start} ${line.replaceAll("\u00a0", " ")}`;
  });
}
