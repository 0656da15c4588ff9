import { wordsOf } from "./things.ts";
import type { ActingTool } from "./world-tools.ts";

/** Shorter words say nothing of what is meant. */
const leastLetters = 4;

/**
 * How much a message that names a missing thing speaks of a tool: `a table placed nearby` of `place`, `a pick in hand` of a tool that
 * takes something in hand. It only decides what is tried first.
 */
export function hintScore(message: string, thing: string, tool: ActingTool): number {
  const part = message.split(/[,;:]/).findLast((one) => one.includes(thing)) ?? "";
  const words = wordsOf(part.replaceAll(thing, " ")).filter(({ length }) => length >= leastLetters);
  const [stem = ""] = wordsOf(tool.name);
  const about = new Set(wordsOf(tool.description));
  const named = stem.length >= leastLetters - 1 && words.some((word) => word.startsWith(stem));
  return (named ? 2 : 0) + words.filter((word) => about.has(word)).length;
}

/** Calls of tools with things that a text has, as skills write them. It reads text, not syntax, and decides nothing. */
export function callsIn(source: string, tools: readonly ActingTool[]): [tool: ActingTool, thing: string][] {
  const renamed = source.matchAll(/([^\s",{}]+)"? as ([\w$]+)/g);
  const names = new Map([...renamed].map(([, name, local]) => [local, name]));
  const calls = source.matchAll(/([\w$]+)\(\{\s*"?([^\s":]+)"?:\s*"([^"]+)"/g);
  return [...calls].flatMap(([, local, field, thing = ""]) => {
    const name = names.get(local) ?? local;
    const called = tools.filter((tool) => tool.name === name && tool.field === field);
    return called.map((tool): [ActingTool, string] => [tool, thing]);
  });
}
