import type { Case, Json } from "@portolan/core";

/** `function f(xs: number[]): number {` as `(xs: number[]) => number`; empty where it is not of that form. */
export function typedSignature(declaration: string): string {
  const match = /^function\s+\w+(\(.*\)):\s*(.+?)\s*\{$/s.exec(declaration.trim());
  return match ? `${match[1]} => ${match[2]}` : "";
}

/** The calls that a comment shows: `>>> f(1)` and its result on the next line. */
export function promptExamples(prompt: string): Case[] {
  const lines = prompt.split("\n").map((line) => line.replace(/^\s*\/\/\s?/, ""));
  return lines.flatMap((line, i) => {
    const call = /^>>> \w+\((.*)\)$/.exec(line.trim());
    const output = call && parsed(lines[i + 1] ?? "");
    const input = call && parsed(`[${call[1]}]`);
    return output === undefined || output === null || !Array.isArray(input) ? [] : [{ input, output }];
  });
}

/** The calls that `assert.deepEqual(candidate(1),2);` checks, one a line, where arguments and result are JSON. */
export function casesOfTests(tests: string): Case[] {
  return tests.split("\n").flatMap((line) => {
    const text = /^\s*assert\.deepEqual\(candidate\((.*)\);\s*$/.exec(line)?.[1];
    if (text === undefined) return [];
    for (const { index } of text.matchAll(/\),/g)) {
      const input = parsed(`[${text.slice(0, index)}]`);
      const output = parsed(text.slice(index + 2));
      if (Array.isArray(input) && output !== undefined && output !== null) return [{ input, output }];
    }
    return [];
  });
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
