import { describe, expect, it } from "vitest";
import { InlineReasoning } from "./inline-reasoning.ts";

function split(pieces: readonly string[]): { text: string; reasoning: string } {
  const parts = { text: "", reasoning: "" };
  const reader = new InlineReasoning({
    text: (delta) => (parts.text += delta),
    reasoning: (delta) => (parts.reasoning += delta),
  });
  for (const piece of pieces) reader.push(piece);
  reader.end();
  return parts;
}

describe("reasoning in the text", () => {
  it.each([
    ["plain", "plain", ""],
    ["<think>why</think>\n\nbecause", "because", "why"],
    ["\n <think>\nwhy\n</think>because", "because", "\nwhy\n"],
    ["<think></think>", "", ""],
    ["<think>never ends </thin", "", "never ends </thin"],
    ["a <think>b</think>", "a <think>b</think>", ""],
    ["<thinking aloud>", "<thinking aloud>", ""],
    ["  <thi", "  <thi", ""],
    ["<think>a</think>b<think>c</think>", "b<think>c</think>", "a"],
    ["  indented stays", "  indented stays", ""],
  ])("%j is the text %j and the reasoning %j, however it is cut", (reply, text, reasoning) => {
    expect(split([reply])).toEqual({ text, reasoning });
    expect(split(reply.split(""))).toEqual({ text, reasoning });
    for (let at = 0; at <= reply.length; at++) {
      expect(split([reply.slice(0, at), reply.slice(at)])).toEqual({ text, reasoning });
    }
  });
});
