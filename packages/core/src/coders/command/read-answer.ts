import type { Cost } from "../../budget/budget.ts";
import { readReply } from "../model/read-reply.ts";
import { agentReplySchema } from "./agent-protocol.ts";

/** What an agent's stdout comes to. */
export type Answer = { cost: Cost; model?: string } & (
  | { kind: "program"; source: string }
  | { kind: "gave-up"; reason: string }
  | { kind: "unusable"; feedback: string }
);

/** Far above what any evaluator lets pass. */
const mostCharacters = 100_000;

/** Reads a JSON object, or else text with a fenced block. An answer that says nothing of its cost was one request. */
export function readAnswer(stdout: string, name: string): Answer {
  const text = stdout.replace(/^\uFEFF/, "").trim();
  if (!text.startsWith("{")) return { ...programIn(text, name), cost: { evaluations: 0, requests: 1 } };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return unusable(`It begins like JSON, and is none (${(error as Error).message}).`);
  }
  const parsed = agentReplySchema.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return unusable(`${issue?.path.map(String).join(".") || "The object"}: ${issue?.message}.`);
  }
  const { program, giveUp = "", model, requests = 1, tokens, costUsd } = parsed.data;
  const spent = { ...(tokens !== undefined && { tokens }), ...(costUsd !== undefined && { costUsd }) };
  const cost: Cost = { evaluations: 0, requests, ...spent };
  const read: Read = program === undefined ? { kind: "gave-up", reason: giveUp } : programIn(program, name);
  return { ...read, cost, ...(model !== undefined && { model }) };
}

type Read =
  | { kind: "program"; source: string }
  | { kind: "gave-up"; reason: string }
  | { kind: "unusable"; feedback: string };

function programIn(text: string, name: string): Read {
  const isBare = !/^[ \t]*(?:```|~~~)/m.test(text) && /^[ \t]*export\b/m.test(text);
  if (!isBare) {
    const read = readReply({ text, finish: "stop" }, name);
    return "source" in read
      ? { kind: "program", source: read.source }
      : { kind: "unusable", feedback: read.unusable };
  }
  if (text.length <= mostCharacters) return { kind: "program", source: `${text.trim()}\n` };
  return { kind: "unusable", feedback: `The module is ${text.length} characters long. Write a shorter one.` };
}

function unusable(what: string): Answer {
  const feedback = `Your answer could not be used. ${what} Print a block fenced by \`\`\`ts, or an object as docs/own-agent.md describes it.`;
  return { kind: "unusable", feedback, cost: { evaluations: 0, requests: 1 } };
}
