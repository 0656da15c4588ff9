import type { Outcome, RunTrace } from "@portolan/core";
import { expect, test } from "vitest";
import type { TerminalStream } from "../terminal/terminal.ts";
import { traceLines } from "./trace-lines.ts";

const trace: RunTrace = {
  engine: "isolated-vm 7.0.1",
  child: 2,
  warm: true,
  phases: { queueMs: 0.04, linkMs: 6, runMs: 12.4, toolMs: 1_240, approvalMs: 0 },
  cpuMs: 9.96,
  memoryPeakMb: 1.25,
  bytes: { source: 4_561, arguments: 8, result: 1, logs: 0, toolInputs: 37, toolOutputs: 60 },
};

const call = { tool: "files.readText", by: "#skills/read-config", effect: "read" as const };
const outcome: Outcome = {
  kind: "value",
  value: 1,
  logs: [],
  logsCut: false,
  wallMs: 1_258.7,
  trace,
  toolCalls: [
    { ...call, input: "a.md", startMs: 1, endMs: 2.26, ok: true, output: "# A\u001b[2J\nb" },
    {
      ...call,
      input: "b.md",
      startMs: 12,
      endMs: 1_240,
      ok: false,
      output: { name: "ToolFailure", message: "there is\nno b.md", data: ["a.md"] },
    },
    {
      ...call,
      effect: "write",
      input: { long: "x".repeat(200) },
      startMs: 1_240,
      endMs: null,
      ok: false,
      output: null,
    },
  ],
};

function stream(columns: number | undefined): TerminalStream {
  return {
    write: () => {},
    writeData: () => {},
    isTTY: true,
    columns: () => columns,
    style: (_, text) => text,
  };
}

test("shows phases, use, bytes and calls", () => {
  expect(`\n${traceLines(outcome, stream(100)).join("\n")}\n`).toBe(String.raw`
value after 1,259 ms
  queue       0.0 ms
  link        6.0 ms  ▏
  run          12 ms  ▎
  tools     1,240 ms  ██████████████████████████████
  approval    0.0 ms
  used      10 ms CPU, 1.3 MB at most
  bytes     source 4,561, arguments 8, result 1, logs 0, tool inputs 37, tool outputs 60
  by        isolated-vm 7.0.1, process 2, the realm stood ready
3 tool calls
  1   1.0–2.3 ms files.readText (read) by #skills/read-config
      "a.md" → "# A\u001b[2J\nb"
  2   12–1,240 ms files.readText (read) by #skills/read-config
      "b.md" ✗ ToolFailure: there is no b.md ["a.md"]
  3   from 1,240 ms files.readText (write) by #skills/read-config
      {"long":"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx… ✗ the run ended first
`);
});

test("fits forty columns", () => {
  const lines = traceLines(outcome, stream(40));
  expect(lines.filter((line) => line.length > 40)).toEqual([]);
  expect(lines.join("\n")).toContain("by #skills/read-config");
});

test("says of a run that never started that it did not", () => {
  const none = { queueMs: 0, linkMs: 0, runMs: 0, toolMs: 0, approvalMs: 0 };
  const never = {
    ...trace,
    engine: "",
    child: null,
    warm: false,
    phases: none,
    cpuMs: null,
    memoryPeakMb: null,
  };
  const text = traceLines({ ...outcome, toolCalls: [], trace: never }, stream(undefined)).join("\n");
  expect(text).toContain("by        nothing: it never started");
  expect(text).toContain("CPU unknown, memory unknown");
  expect(text).toContain("no tool was called");
  expect(text).not.toMatch(/[█▏▎▍▌▋▊▉]/);
});

test("leaves out what would be a thousand calls", () => {
  const many = Array.from({ length: 250 }, () => outcome.toolCalls[0] as Outcome["toolCalls"][0]);
  expect(traceLines({ ...outcome, toolCalls: many }, stream(80)).at(-1)).toBe(
    "  … 150 more calls; --json has them all",
  );
});
