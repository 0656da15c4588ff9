import type { Json } from "../../json/json.ts";
import type { ModelMessage } from "../../models/model.ts";
import { fenced, visibleText } from "../../prompts/fenced.ts";
import { type PromptFile, promptFile } from "../../prompts/prompt-file.ts";
import type { Task } from "../../task/task.ts";
import type { JudgeView } from "./judge-view.ts";
import type { Rubric } from "./rubric.ts";

/** The part of a task that a judge may see. */
export type JudgedTask = Pick<Task, "goal"> & Partial<Pick<Task, "signature" | "examples">>;

/** A question to a judge. */
export interface JudgePrompt {
  messages: ModelMessage[];
  /** All of the state that is in view, as shown: what quotes are looked up in. */
  shown: string[];
  /** Characters of the state that did not fit. */
  cut: number;
}

/** Read at first use: most who load this package ask no judge. */
const prompt = (): PromptFile => promptFile("judge-verdict");
const repair = (): PromptFile => promptFile("judge-repair");

/** Digests of the prompts; any change of them makes another judge. */
export function judgePromptDigests(): Json {
  return { verdict: prompt().digest, repair: repair().digest };
}

/** Renders what a judge is asked. @param stateCharacters how much of the state is shown at most */
export function judgePrompt(
  task: JudgedTask,
  view: JudgeView,
  rubric: Rubric,
  stateCharacters: number,
): JudgePrompt {
  const blocks = blocksOf(view);
  const share = Math.floor(stateCharacters / Math.max(1, blocks.length));
  const parts = blocks.map(({ title, value }) => ({ title, ...clipped(visibleText(lines(value)), share) }));
  const state = parts.map(
    ({ title, kept, cut }) =>
      `${title}${cut > 0 ? ` (${cut} characters in the middle are left out)` : ""}:\n\n${fenced(kept.join("\n…\n"), "json")}`,
  );
  const messages = prompt().render({
    task: fenced(lines(taskJson(task)), "json"),
    rubric: rubric.map(({ id, text }) => `- ${id}: ${text}`).join("\n"),
    state: state.join("\n\n"),
    ids: ids(rubric),
  });
  return {
    messages,
    shown: parts.flatMap(({ kept }) => kept),
    cut: parts.reduce((sum, { cut }) => sum + cut, 0),
  };
}

/** Tells a judge what was wrong with its answer. */
export function repairMessage(problem: string, rubric: Rubric): ModelMessage {
  const [message] = repair().render({ problem: fenced(problem), ids: ids(rubric) });
  return message as ModelMessage;
}

function blocksOf({ runs, before, after }: JudgeView): { title: string; value: Json }[] {
  return [
    ...(before === undefined ? [] : [{ title: "The state before", value: before }]),
    ...(runs === undefined ? [] : [{ title: "The runs, each with its input and outcome", value: runs }]),
    ...(after === undefined ? [] : [{ title: "The state after", value: after }]),
  ];
}

function taskJson({ goal, signature, examples }: JudgedTask): Json {
  return {
    goal,
    ...(signature !== undefined && { signature }),
    ...(examples && { examples: examples.map(({ input, output }) => ({ input, output })) }),
  };
}

/** Lists and records on lines of their own, and each run on one: strings never hold a line end. */
function lines(value: Json): string {
  if (Array.isArray(value)) return value.map((one) => JSON.stringify(one)).join("\n");
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  return Object.entries(value)
    .map(([key, one]) => `${JSON.stringify(key)}: ${JSON.stringify(one)}`)
    .join("\n");
}

/** Both ends of a text that is too long. */
function clipped(text: string, most: number): { kept: string[]; cut: number } {
  if (text.length <= most) return { kept: [text], cut: 0 };
  const half = Math.floor(most / 2);
  return { kept: [text.slice(0, half), text.slice(-half)], cut: text.length - 2 * half };
}

function ids(rubric: Rubric): string {
  return rubric.map(({ id }) => id).join(", ");
}
