import { type Budget, type Cost } from "../../budget/budget.ts";
import { PortolanError } from "../../errors/portolan-error.ts";
import type { ReflectionPolicy } from "../../harness/harness.ts";
import { digestOf } from "../../json/json.ts";
import type { Note } from "../../guidance/note.ts";
import { relevantNotes } from "../../guidance/relevant-notes.ts";
import { ask } from "../../models/ask.ts";
import type { Model, ModelReply } from "../../models/model.ts";
import type { Program } from "../../program/program.ts";
import type { Sandbox } from "../../sandbox/sandbox.ts";
import type { SkillReader } from "../../skills/skill-change.ts";
import type { Coder, Draft, PastAttempt, WriteRequest } from "../coder.ts";
import { byAgreement } from "./agreement.ts";
import { clipped } from "./fit-prompt.ts";
import { readReply } from "./read-reply.ts";
import { requireOptions } from "./require-options.ts";
import { earlierAttempt } from "./same-program.ts";
import {
  MOST_REFLECTION,
  promptDigest,
  reflectPrompt,
  type Reflection,
  writePrompt,
} from "./write-prompt.ts";

export interface ModelCoderOptions {
  model: Model;
  /** What it takes from a failed attempt; `reflection` when absent. */
  policy?: ReflectionPolicy;
  /** Programs asked for at once; 1 when absent. */
  samples?: number;
  /** Tokens of a prompt at most, rules included; 12,000 when absent. */
  promptTokens?: number;
  /** Tokens of a reply at most, reasoning included; the endpoint's own limit when absent. */
  replyTokens?: number;
  temperature?: number;
  /** Compares samples by what they do; without one they stay in the order they came. */
  sandbox?: Sandbox;
  /** Where skills that samples call are read. */
  store?: SkillReader;
  /** Notes of the library's guidance; a prompt has those on its goal. */
  notes?: readonly Note[];
}

/** A reflection is a few sentences; a model that thinks before it answers needs more. */
const REFLECTION_TOKENS = 2_000;
/** Notes in a prompt. */
const MOST_NOTES = 3;
/** A program that was refused is taken once more as an oversight; after that the model goes in circles. */
const MOST_REPETITIONS = 2;

/**
 * A coder that asks a language model. What it is shown is the prompt files of this package, filled in within `promptTokens`; hidden
 * cases are not among what a request holds, and so in no prompt.
 * @throws PortolanError `usage` for an option with which nothing could be asked
 */
export function modelCoder(options: ModelCoderOptions): Coder {
  requireOptions(options);
  const { policy = "reflection" } = options;
  const episodes = new WeakMap<Budget, Episode>();
  return {
    id: idOf(options),
    async write(request, budget) {
      const kept = episodes.get(budget) ?? { reflections: [], repetitions: 0, asked: false };
      episodes.set(budget, kept);
      const cost: Cost = { evaluations: 0 };
      // Attempts of other coders, in a cascade, are none of its own.
      if (policy === "none" && kept.asked)
        return { kind: "gave-up", reason: "its policy is a single attempt", cost };
      if (kept.repetitions >= MOST_REPETITIONS) {
        return { kind: "gave-up", reason: "it wrote programs again that had been refused", cost };
      }
      kept.asked = true;
      if (policy === "reflection") await reflectOn(request.past.at(-1), request, options, kept, budget, cost);
      const replies = await repliesTo(request, options, kept, budget, cost);
      return draftOf(replies, request, options, kept, cost);
    },
  };
}

/** All that what it asks depends on. */
function idOf(options: ModelCoderOptions): string {
  const { model, policy = "reflection", samples = 1, promptTokens = 12_000 } = options;
  const { replyTokens, temperature, notes = [] } = options;
  const more = [
    ...(replyTokens === undefined ? [] : [`reply ${replyTokens}`]),
    ...(temperature === undefined ? [] : [`temperature ${temperature}`]),
    ...(notes.length === 0
      ? []
      : [`notes ${digestOf(notes.map(({ name, text }) => ({ name, text }))).slice(0, 8)}`]),
  ];
  return ["model", model.id, policy, samples, promptTokens, ...more, promptDigest].join(":");
}

/** What is kept for the length of an episode. */
interface Episode {
  reflections: Reflection[];
  repetitions: number;
  /** It wrote before. */
  asked: boolean;
}

async function repliesTo(
  request: WriteRequest,
  {
    model,
    policy = "reflection",
    samples = 1,
    promptTokens = 12_000,
    replyTokens,
    temperature,
    notes = [],
  }: ModelCoderOptions,
  { reflections }: Episode,
  budget: Budget,
  cost: Cost,
): Promise<(ModelReply | PortolanError)[]> {
  const { past, emit, onText, signal } = request;
  const shown = policy === "blind" ? [] : policy === "last-attempt" ? past.slice(-1) : past;
  const guidance = relevantNotes(request.task.goal, notes, MOST_NOTES);
  const { messages, dropped } = writePrompt(request, { past: shown, reflections, guidance }, promptTokens);
  const attempt = attemptOf(request);
  const replies: (ModelReply | PortolanError)[] = [];
  for (let sample = 0; sample < samples; sample++) {
    // Another seed for each: an endpoint that is asked the same twice may give the same twice.
    const varied = samples > 1 || policy === "blind";
    const seed = varied ? attempt * 1_000 + sample : undefined;
    const asked = {
      messages,
      maxOutputTokens: replyTokens,
      temperature: temperature ?? (varied ? 0.8 : undefined),
      seed,
    };
    try {
      const answer = await ask(model, asked, budget, {
        role: "coder",
        attempt,
        dropped,
        emit,
        onText,
        signal,
      });
      add(cost, answer.cost);
      replies.push(answer.reply);
    } catch (error) {
      if (!(error instanceof PortolanError)) throw error;
      // What was paid for is used, even if the budget ended before the last sample.
      if (error.code === "budget-spent" && replies.length > 0) break;
      if (error.code !== "model-reply-invalid") throw error;
      replies.push(error);
    }
  }
  return replies;
}

async function draftOf(
  replies: readonly (ModelReply | PortolanError)[],
  request: WriteRequest,
  { samples = 1, sandbox, store }: ModelCoderOptions,
  kept: Episode,
  cost: Cost,
): Promise<Draft> {
  const { task, name, past, signal } = request;
  const said: string[] = [];
  const programs: Program[] = [];
  let isRepeated = false;
  for (const reply of replies) {
    if (reply instanceof PortolanError) {
      said.push(`Your reply could not be used: ${reply.message}`);
      continue;
    }
    const read = readReply(reply, name);
    if ("unusable" in read) {
      said.push(read.unusable);
      continue;
    }
    const earlier = earlierAttempt(read.source, past);
    if (earlier) {
      isRepeated = true;
      said.push(
        `This is the program of attempt ${earlier.attempt} again, which was refused: ${earlier.feedback[0] ?? ""} Write another one.`,
      );
    } else programs.push({ name, signature: task.signature, source: read.source });
  }
  if (programs.length === 0) {
    if (isRepeated) kept.repetitions++;
    return { kind: "unusable", feedback: said[0] as string, cost };
  }
  const ordered =
    samples > 1 && sandbox
      ? await byAgreement(programs, { sandbox, store, examples: task.examples, signal })
      : programs;
  const { model } = replies.find((reply) => !(reply instanceof PortolanError)) as ModelReply;
  return { kind: "programs", programs: ordered as [Program, ...Program[]], cost, model };
}

/** Nothing is to be learned from a failure that was not the program's. */
async function reflectOn(
  failed: PastAttempt | undefined,
  request: WriteRequest,
  { model, promptTokens = 12_000 }: ModelCoderOptions,
  { reflections }: Episode,
  budget: Budget,
  cost: Cost,
): Promise<void> {
  if (!failed?.program || (failed.attribution && failed.attribution.cause !== "own")) return;
  if (reflections.some(({ attempt }) => attempt === failed.attempt)) return;
  // A last request is for a program.
  if (budget.remaining("requests") < 2) return;
  const { messages, dropped } = reflectPrompt(request, failed, promptTokens);
  const { emit, signal } = request;
  const { attempt } = failed;
  const asked = { messages, maxOutputTokens: REFLECTION_TOKENS };
  const asking = { role: "coder" as const, attempt, dropped, emit, signal };
  const answer = await ask(model, asked, budget, asking).catch((error: unknown) => {
    // An attempt goes on without what it might have learned.
    if (error instanceof PortolanError && error.code === "model-reply-invalid") return undefined;
    throw error;
  });
  if (!answer) return;
  add(cost, answer.cost);
  const { finish } = answer.reply;
  const text = clipped(answer.reply.text.trim(), MOST_REFLECTION);
  if (text === "" || finish === "refusal" || finish === "filter") return;
  reflections.push({ attempt, text });
  emit?.({ type: "reflection-written", attempt, text });
}

/** The attempt that a reply to this request will be, from 1. */
function attemptOf({ past }: WriteRequest): number {
  return (past.at(-1)?.attempt ?? 0) + 1;
}

function add(cost: Cost, more: Cost): void {
  for (const kind of ["requests", "tokens", "costUsd"] as const) {
    const amount = more[kind];
    if (amount !== undefined) cost[kind] = (cost[kind] ?? 0) + amount;
  }
}
