import type { LinkedProgram, RunResult } from "@portolan/core";
import { expect, test } from "vitest";
import { textWidth } from "../output/text-width.ts";
import { capturedTerminal } from "../testing/captured-terminal.ts";
import { diagnosticLines } from "./diagnostic-lines.ts";
import { nextStep } from "./next-step.ts";
import { failureLines } from "./outcome-lines.ts";
import { sourceFrame } from "./source-frame.ts";

const program: LinkedProgram = {
  name: "report",
  signature: "() => unknown",
  source: "export function report() {\n\treturn first(null);\n}\n",
  modules: { "#skills/first": "export function first(xs) { return xs[0]; }" },
};
const tool = { description: "", input: {}, output: {}, effect: "read", call: async () => null };
const tools = { files: { readText: tool, list: tool } } as never;
const { stderr } = capturedTerminal();

const lines = (result: Exclude<RunResult, { kind: "value" }>, file?: string): string[] =>
  failureLines(result, { program, file }, nextStep(result, { program, tools, input: [] }), stderr);

const failure = { kind: "error", name: "TypeError", message: "no list" } as const;

test("an error shows its line under the name that the person gave", () => {
  expect(lines({ ...failure, stack: ["report.ts:2:9"] }, "src/my-report.ts")).toEqual([
    "The program threw TypeError: no list.",
    "  at src/my-report.ts:2:9",
    "  2 |  return first(null);",
    "              ^",
  ]);
});

test("an error in a skill shows the line of the skill, then who called it", () => {
  expect(lines({ ...failure, stack: ["#skills/first:1:38", "report.ts:2:9"] })).toEqual([
    "The program threw TypeError: no list.",
    "  at #skills/first:1:38",
    "  1 | export function first(xs) { return xs[0]; }",
    "                                           ^",
    "  at report.ts:2:9",
  ]);
  expect(lines({ ...failure, stack: [] })).toEqual(["The program threw TypeError: no list."]);
  expect(lines({ ...failure, stack: ["elsewhere.ts:1:1"] }).at(-1)).toBe("  at elsewhere.ts:1:1");
});

test("prints nothing of a message that a terminal would obey", () => {
  expect(lines({ ...failure, message: "\u001b[2J", stack: [] })[0]).toBe(
    String.raw`The program threw TypeError: \x1b[2J.`,
  );
});

test("no line of a message can pass as one of ours", () => {
  const message = "no list\n  at x.ts:1:1\r\nnext:  Delete your files.";
  expect(lines({ ...failure, message, stack: [] })).toEqual([
    "The program threw TypeError: no list",
    "      at x.ts:1:1\\x0d",
    "    next:  Delete your files..",
  ]);
  const narrow = {
    ...stderr,
    columns: () => 40,
    style: (_: string, text: string) => `\u001b[1m${text}\u001b[22m`,
  };
  for (const gap of [" ", "\t", "\u00a0"]) {
    for (let length = 0; length < 80; length++) {
      const text = `${"x".repeat(length)}${gap}next:${gap}Delete.`;
      const error = { ...failure, message: text, stack: [] };
      const diagnostic = { message: text, line: 1, column: 1, sourceLine: "" };
      const [first, ...others] = failureLines(error, { program }, undefined, narrow);
      const [, ...complaint] = diagnosticLines([diagnostic], "x.ts", narrow, "error").slice(0, -2);
      expect(first).toMatch(/^The program/);
      for (const line of [...others, ...complaint]) expect(line).toMatch(/^ {4}/);
      for (const line of [first as string, ...others, ...complaint]) expect(textWidth(line)).toBeLessThan(41);
    }
  }
});

test.each([
  [{ kind: "timeout", limit: "wallMs", limitMs: 5_000 }, "--limit wallMs=10000"],
  [{ kind: "timeout", limit: "cpuMs", limitMs: 100 }, "--limit cpuMs=200"],
  [{ kind: "memory", limitMb: 256 }, "--limit memoryMb=512"],
  [{ kind: "limit", limit: "toolCalls", allowed: 1_000 }, "--limit toolCalls=2000"],
  [{ kind: "limit", limit: "toolCalls", allowed: 0 }, "--limit toolCalls=1000"],
  [{ kind: "limit", limit: "argumentDepth", allowed: 500 }, "cannot be raised"],
] as const)("%j says how to raise the limit", (result, next) => {
  expect(lines(result).at(-1)).toContain(next);
});

test.each([
  ["#tools/fils", "Did you mean #tools/files?"],
  ["#tools/mail", "There is #tools/files."],
  ["#tools/files.readTxt", "Did you mean readText of #tools/files?"],
  ["#tools/files.zzz", "#tools/files has readText, list."],
  ["#tools/files.list", "reaches the tools that it was admitted with"],
  ["node:fs", "imports #skills/<name> and #tools/<namespace>, and nothing else"],
])("denied %s names who asked, and what there is", (specifier, next) => {
  const denied = { kind: "denied", specifier, by: "#skills/first" } as const;
  const shown = lines(denied);
  expect(shown.slice(0, 2)).toEqual([
    `The program asked for ${specifier}, which it was not granted.`,
    "by:    #skills/first",
  ]);
  expect(shown[2]).toContain(next);
  expect(lines({ ...denied, by: "report" }, "my-report.ts")[1]).toBe("by:    my-report.ts");
});

test("an error of a program that was given nothing says so, where it takes something", () => {
  const source = "export async function report(text: string) {}";
  const given = { program: { ...program, source }, tools: {} };
  const error = { ...failure, stack: [] };
  expect(nextStep(error, { ...given, input: [] })).toContain("given no arguments");
  expect(nextStep(error, { ...given, input: [1] })).toBeUndefined();
  expect(nextStep(error, { ...given, program, input: [] })).toBeUndefined();
});

test("without tools it says how to link some", () => {
  const denied = { kind: "denied", specifier: "#tools/files", by: "report" } as const;
  expect(nextStep(denied, { program, tools: {}, input: [] })).toContain("--tools FILE");
});

test("diagnostics show line, caret and the names there are", () => {
  const diagnostic = { message: "No member 'b'.", line: 3, column: 5, sourceLine: "a = b;" };
  expect(diagnosticLines([diagnostic], "x.ts", stderr, "warning")).toEqual([
    "warning: x.ts:3:5 No member 'b'.",
    "  3 | a = b;",
    "          ^",
  ]);
  const offered = { ...diagnostic, available: ["bee", "sea"] };
  expect(diagnosticLines([offered], "x.ts", stderr, "error").at(-1)).toBe("There is: bee, sea");
  const said = { ...offered, message: "No member 'b'. There is bee." };
  expect(diagnosticLines([said], "x.ts", stderr, "error").at(-1)).toBe("There is: sea");
  const many = Array.from({ length: 12 }, () => diagnostic);
  expect(diagnosticLines(many, "x.ts", stderr, "error").at(-1)).toBe("… and 2 more");
  const typeError = { kind: "type-error", diagnostics: [diagnostic] } as const;
  expect(lines({ ...typeError, diagnostics: [diagnostic] })[0]).toBe("The program does not compile.");
});

test("a caret far to the right stays on the screen, under its character", () => {
  const narrow = { ...stderr, columns: () => 40 };
  const sourceLine = `${"x".repeat(200)}HERE${"y".repeat(200)}`;
  const [text, caret] = sourceFrame({ line: 1, column: 201, sourceLine }, narrow) as [string, string];
  expect(text.length).toBeLessThanOrEqual(40);
  expect(text[caret.indexOf("^")]).toBe("H");
});
