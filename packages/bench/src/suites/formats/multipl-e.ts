import { type Case, type Json, parseSignature, PortolanError, type Task, taskFrom } from "@portolan/core";
import { z } from "zod";
import { formatError } from "./format-error.ts";
import { jsonOrNothing, parseJson } from "./parse-json.ts";
import type { SuiteFormat } from "./suite-format.ts";

const lineSchema = z.object({
  /** MultiPL-E has `name`, the uniform form of it `id`. */
  name: z.string().min(1).optional(),
  id: z.string().min(1).optional(),
  language: z.literal("ts", { error: "only tasks in TypeScript can be loaded" }).optional(),
  prompt: z.string().min(1),
  tests: z.string().min(1),
});

/**
 * What refuses right programs where the examples are the one or two of a comment: these exercise few branches, are too few to audit,
 * and leave it to the prose to say what is wanted, so that another program that fits them is no rival.
 */
const leftOut = ["agreement", "evaluator-audit", "examples-table", "needless-code"];

/**
 * nuprl/MultiPL-E in TypeScript: JSONL of `{ name, language, prompt, tests }`. The prompt is a comment and the head of a function:
 * what the coder sees, with the calls in the comment as its examples. The tests are the score, and nobody else's.
 */
export const multiplE: SuiteFormat = {
  name: "multipl-e",
  about: "nuprl/MultiPL-E in TypeScript: JSONL of { name, language, prompt, tests }",
  extensions: [],
  recognises({ text }) {
    const first = jsonOrNothing(text.trimStart().split("\n", 1)[0] ?? "");
    return typeof first === "object" && first !== null && "prompt" in first && "tests" in first;
  },
  read(files) {
    return files.flatMap(({ path, text }) => {
      const lines = text.split("\n").map((line, i) => ({ line, place: `${path}:${i + 1}` }));
      const tasks = lines
        .filter(({ line }) => line.trim() !== "")
        .map(({ line, place }, order) => taskOf(parseJson(line, place, lineSchema), order, place));
      if (tasks.length === 0) throw formatError(path, "the file holds no task", "");
      return tasks;
    });
  },
};

function taskOf(
  { name, id = name, prompt, tests }: z.output<typeof lineSchema>,
  order: number,
  place: string,
): Task {
  if (id === undefined) throw formatError(place, "it has neither a name nor an id", prompt);
  const head = /^(?:async )?function ([A-Za-z_$][\w$]*)(\(.*\)): ?(.+?) ?\{\s*$/m.exec(prompt);
  if (!head) throw formatError(place, "the prompt does not end with the head of a function", prompt);
  const [, subject, parameters, result] = head as unknown as [string, string, string, string];
  const suite = id.includes("/")
    ? (id.split("/")[0] as string)
    : /^mbpp/i.test(id)
      ? "mbpp-ts"
      : "humaneval-ts";
  const comment = commentOf(prompt.slice(0, head.index));
  // What programs exchange is JSON, which has no undefined.
  const signature = `${parameters} => ${result}`.replace(/\bundefined\b/g, "null");
  try {
    const {
      parameters: { length },
    } = parseSignature(signature);
    return {
      ...taskFrom({
        id: id.includes("/") ? id : `${suite}/${id}`,
        suite,
        name: kebab(subject),
        goal: signature.includes("null") ? `${comment}\nWhere it says undefined, give null.` : comment,
        signature,
        examples: examplesIn(comment, subject).filter(({ input }) => input.length === length),
        tests: { source: tests, subject },
        gate: { without: leftOut },
      }),
      order,
    };
  } catch (error) {
    if (error instanceof PortolanError)
      throw formatError(place, error.message.replace(/\.$/, ""), error.value ?? prompt);
    throw error;
  }
}

function commentOf(text: string): string {
  const lines = text.split("\n").map((line) => line.replace(/^[ \t]*(?:\/\/|\/?\*+\/?)? ?/, "").trimEnd());
  return lines.join("\n").trim();
}

/** Calls in a comment, as `>>> f(2, "a")` with the result below. What is not JSON is no example. */
function examplesIn(comment: string, subject: string): Case[] {
  const lines = comment.split("\n").map((line) => line.trim());
  return lines.flatMap((line, i): Case[] => {
    const call = line.startsWith(`>>> ${subject}(`) && line.endsWith(")") ? line : undefined;
    const input = call && jsonOrNothing(`[${jsonText(call.slice(`>>> ${subject}(`.length, -1))}]`);
    const output = jsonOrNothing(jsonText(lines[i + 1] ?? ""));
    return Array.isArray(input) && output !== undefined
      ? [{ input: input as Json[], output: output as Json }]
      : [];
  });
}

/** Literals of TypeScript that JSON writes otherwise. */
function jsonText(text: string): string {
  return text.replace(/\bundefined\b/g, "null").replace(/(\d)\.(?=[,\]\s)]|$)/g, "$1.0");
}

function kebab(name: string): string {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .match(/[a-z0-9]+/g) ?? ["f"];
  const text = words.join("-").slice(0, 64).replace(/-+$/, "");
  return /^[a-z]/.test(text) ? text : `f-${text}`;
}
