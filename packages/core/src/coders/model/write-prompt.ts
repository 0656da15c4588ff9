import { functionNameOf } from "../../program/program.ts";
import type { Note } from "../../guidance/note.ts";
import { estimatedTokens, type ModelMessage } from "../../models/model.ts";
import { fenced } from "../../prompts/fenced.ts";
import { propertyText } from "../../properties/property.ts";
import { promptFile } from "../../prompts/prompt-file.ts";
import type { Case } from "../../task/task.ts";
import type { PastAttempt, WriteRequest } from "../coder.ts";
import { attemptText } from "./attempt-text.ts";
import { clipped, clippedBlock, fitPrompt, type PromptPart } from "./fit-prompt.ts";
import { skillDeclaration } from "./skill-text.ts";

/** What a coder wrote down about a failed attempt. */
export interface Reflection {
  attempt: number;
  text: string;
}

/** What there is to show besides the request. */
export interface Shown {
  /** The attempts that may be shown, oldest first. */
  past?: readonly PastAttempt[];
  reflections?: readonly Reflection[];
  /** Notes of the library on such goals. */
  guidance?: readonly Pick<Note, "name" | "text">[];
}

/** Messages for a model, and what did not fit into them. */
export interface Prompt {
  messages: ModelMessage[];
  dropped: string[];
}

/** What is shown besides the rules even where those take all there is. */
const LEAST_TOKENS = 500;
const MOST_EXAMPLE = 2_000;
/** Characters that are kept of a reflection. */
export const MOST_REFLECTION = 1_500;
const FIRST_EXAMPLES = 4;
const FIRST_SKILLS = 6;

const write = promptFile("coder-write");
const reflect = promptFile("coder-reflect");

/** Changes whenever a prompt of this coder does. */
export const promptDigest = `${write.digest.slice(0, 8)}${reflect.digest.slice(0, 8)}`;

/**
 * Asks for a program. Of past attempts the last one is shown in full, the others as far as there is room. What does not fit into `tokens` is left out from the least useful on: bodies of skills, earlier attempts, further skills
 * and examples, tools; the goal, the signature and the last failure never are.
 */
export function writePrompt(
  { task, name, skills, tools = {} }: WriteRequest,
  { past = [], reflections = [], guidance = [] }: Shown,
  tokens: number,
): Prompt {
  const characters = tokens * 4;
  const last = past.at(-1);
  const parts: PromptPart[] = [
    ...taskParts(task, name, characters),
    ...exampleParts(task.examples, name),
    ...Object.entries(tools).map(([specifier, text]) => ({
      section: "Tools",
      text: clippedBlock(text, characters / 4, "ts"),
      label: `tools ${specifier}`,
      rank: 2,
    })),
    ...skills.map((match, i) => ({
      section: "Skills",
      text: fenced(skillDeclaration(match), "ts"),
      label: `skill ${match.skill.name}`,
      rank: i < FIRST_SKILLS ? 3 : 6,
    })),
    ...skills.map(({ skill }) => ({
      section: "Sources of skills",
      text: `\`#skills/${skill.name}\`\n\n${fenced(skill.source, "ts")}`,
      label: `source of ${skill.name}`,
      rank: 8,
    })),
    ...past.slice(0, -1).map((attempt, i) => ({
      section: "Earlier attempts",
      text: attemptText(attempt, { skills, tools }, characters / 16),
      label: `attempt ${attempt.attempt}`,
      // The latest of them first.
      rank: 7 + (past.length - i) / 1_000,
    })),
    ...(last
      ? [
          {
            section: "The last attempt",
            text: attemptText(last, { skills, tools }, characters / 4),
            label: "",
            rank: 0,
          },
        ]
      : []),
    ...guidance.map((note) => ({
      section: "Notes from earlier tasks",
      text: clippedBlock(note.text, MOST_REFLECTION),
      label: `note ${note.name}`,
      rank: 4,
    })),
    ...reflections.map(({ attempt, text }) => ({
      section: "What you wrote down",
      text: `After attempt ${attempt}:\n\n${clippedBlock(text, MOST_REFLECTION)}`,
      label: `reflection on attempt ${attempt}`,
      rank: 4,
    })),
  ];
  const now = last
    ? `Attempt ${last.attempt} was refused. Write the module anew, whole, with the cause of that removed.`
    : "Write the module.";
  return rendered(write, parts, tokens, { now });
}

/** Asks what to do otherwise after a failed attempt. */
export function reflectPrompt(request: WriteRequest, failed: PastAttempt, tokens: number): Prompt {
  const { task, name } = request;
  const characters = tokens * 4;
  const parts: PromptPart[] = [
    ...taskParts(task, name, characters),
    ...exampleParts(task.examples, name),
    {
      section: `Attempt ${failed.attempt}`,
      text: attemptText(failed, request, characters / 3),
      label: "",
      rank: 0,
    },
  ];
  return rendered(reflect, parts, tokens, { attempt: String(failed.attempt) });
}

function rendered(
  file: typeof write,
  parts: readonly PromptPart[],
  tokens: number,
  values: Readonly<Record<string, string>>,
): Prompt {
  const rules = file.render({ ...values, sections: "" });
  const taken = rules.reduce((sum, { content }) => sum + estimatedTokens(content) + 1, 0);
  const { text, dropped } = fitPrompt(parts, Math.max(LEAST_TOKENS, tokens - taken));
  return { messages: file.render({ ...values, sections: text }), dropped };
}

function taskParts(task: WriteRequest["task"], name: string, characters: number): PromptPart[] {
  return [
    essential("The goal", clippedBlock(task.goal, characters / 4)),
    essential(
      "The function",
      `${clippedBlock(`${functionNameOf(name)}: ${task.signature}`, characters / 8, "ts")}\n\nExport it by this name.`,
    ),
    ...(task.properties ?? []).map((property) =>
      essential("What must hold for every input, f being the function", `- ${propertyText(property)}`),
    ),
  ];
}

function essential(section: string, text: string): PromptPart {
  return { section, text, label: section, rank: 0 };
}

/** The first ones stand for all where there is no room. */
function exampleParts(examples: readonly Case[], name: string): PromptPart[] {
  return examples.map((example, i) => ({
    section: "Examples",
    text: fenced(exampleText(example, name)),
    label: `example ${i + 1}`,
    rank: i < FIRST_EXAMPLES ? 1 : 5,
  }));
}

function exampleText({ input, output }: Case, name: string): string {
  const call = `${functionNameOf(name)}(${input.map((value) => JSON.stringify(value)).join(", ")})`;
  return `${clipped(call, MOST_EXAMPLE)} → ${clipped(JSON.stringify(output), MOST_EXAMPLE)}`;
}
