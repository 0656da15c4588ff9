import type { VisibleTask } from "../coder.ts";
import type { Skill } from "../../skills/skill.ts";
import { parseSignature } from "../../task/signature.ts";

/**
 * What a task may be about, as tools may call it, likeliest first: what its goal puts in quotes, what follows its first word, and
 * the same from its name.
 */
export function thingsNamed({ goal }: VisibleTask, name: string): string[] {
  const quoted = [...goal.matchAll(/[`"'“]([^`"'”]{1,60})[`"'”]/g)].map((match) => match[1] as string);
  const [sentence = ""] = goal.split(/[.:;,(]/);
  const rest = sentence.trim().split(/\s+/).slice(1);
  const named = name.split("-").slice(1);
  const forms = [rest, named].flatMap((words) => [words.join(" "), words.join("-"), words.join("_")]);
  return [...new Set([...quoted, ...forms])].filter((thing) => thing !== "" && thing !== "count");
}

/** The things that a goal asks for together, where it puts several in quotes before it says more: `a` and `b`. */
export function thingsTogether({ goal }: VisibleTask): string[] {
  const [sentence = ""] = goal.split(/[.:;]/);
  const things = [...new Set([...sentence.matchAll(/`([^`]{1,60})`/g)].map((match) => match[1] as string))];
  const asked = things.filter((thing) => thing !== "count");
  return asked.length > 1 ? asked : [];
}

/** Whether a skill's name or description says that it provides a thing, and it can be asked for a number of it. */
export function provides({ name, description, signature }: Skill, thing: string): boolean {
  if (!isAskedForNumbers(signature)) return false;
  const [, ...rest] = wordsOf(name);
  if (rest.join(" ") === wordsOf(thing).join(" ")) return true;
  // A description speaks of other things as well: the one that it names first is what it is about.
  return /`([^`]+)`/.exec(description)?.[1] === thing;
}

/** Words of a name or a text, in lower case. */
export function wordsIn(text: string): string[] {
  return text.toLowerCase().match(/[a-z0-9]+/g) ?? [];
}

/** The same without the plural's ending. */
export function wordsOf(text: string): string[] {
  return wordsIn(text).map((word) => word.replace(/(?<=[a-z]{3})s$/, ""));
}

/** Whether a program of this signature can be called with a number alone. */
export function isAskedForNumbers(signature: string): boolean {
  const { parameters } = parseSignature(signature);
  return parameters.length < 2 && parameters.every(({ type }) => type.kind === "number");
}
