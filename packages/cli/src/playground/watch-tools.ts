import { type Json, type Tool, type ToolContext, ToolFailure, type ToolSet } from "@portolan/core";
import type { TerminalStream } from "../terminal/terminal.ts";
import { visible } from "../terminal/visible.ts";

/**
 * Tools that tell the person who wrote them what is wrong with them: where one threw, and what its output should have
 * been. The program is told less, and a `ToolFailure` is meant for the program alone.
 */
export function watchTools(tools: ToolSet, stderr: TerminalStream): ToolSet {
  const namespaces = Object.entries(tools).map(([namespace, set]) => {
    const watched = Object.entries(set).map(([name, tool]) => {
      const call = watchedCall(`${namespace}.${name}`, tool, stderr);
      return [name, { ...tool, call }] as const;
    });
    return [namespace, Object.fromEntries(watched)] as const;
  });
  return Object.fromEntries(namespaces);
}

function watchedCall(name: string, tool: Tool, stderr: TerminalStream): Tool["call"] {
  const say = (text: string): void => stderr.write(`${stderr.style("yellow", "tool:")} ${visible(text)}\n`);
  return async (input: Json, context: ToolContext) => {
    let output: Json;
    try {
      output = await tool.call(input, context);
    } catch (thrown) {
      // What is thrown once the run has ended is of no use to anybody.
      if (!(thrown instanceof ToolFailure) && !context.signal.aborted)
        say(`${name} threw ${whereOf(thrown)}`);
      throw thrown;
    }
    const read = await tool.output.safeParseAsync(output);
    for (const { path, message } of read.error?.issues ?? [])
      say(
        `${name} gave what its output schema refuses: ${path.length > 0 ? `${path.map(String).join(".")}: ` : ""}${message}`,
      );
    return output;
  };
}

/** The error with the place in the user's file. */
function whereOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown);
  const frames = (thrown.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  const own = frames.find((line) => !/node:|<anonymous>|node_modules|watch-tools\.[jt]s/.test(line));
  return `${thrown.name}: ${thrown.message}${own ? `\n  ${own.trim()}` : ""}`;
}
