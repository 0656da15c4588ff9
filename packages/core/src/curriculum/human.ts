import { createInterface } from "node:readline/promises";
import type { Task } from "../task/task.ts";
import { type Curriculum, unfinished } from "./curriculum.ts";

/** What a person is asked. */
export interface CurriculumQuestion {
  /** Tasks that have not been tried, in the given order. */
  choices: readonly Task[];
  /** Why the last answer was no answer. */
  problem?: string;
}

/** Gives a number from 1 or an id of a task, or an empty text for "nothing more". */
export type AskPerson = (question: CurriculumQuestion) => Promise<string>;

/**
 * A person chooses. While they have not answered, `meanwhile` goes on, and the answer counts at the next choice; without it the
 * voyage waits. Chosen by a person, it is not the same when the voyage is sailed again.
 */
export function human(
  tasks: readonly Task[],
  ask: AskPerson,
  options: { meanwhile?: Curriculum } = {},
): Curriculum {
  let asked: Promise<string> | undefined;
  return {
    async next(progress) {
      const choices = unfinished(tasks, progress);
      let problem: string | undefined;
      while (choices.length > 0) {
        asked ??= ask({ choices, problem });
        const answer = await (options.meanwhile ? settledOr(asked) : asked);
        if (answer === undefined) return options.meanwhile?.next(progress);
        asked = undefined;
        if (answer.trim() === "") return undefined;
        const chosen = choiceOf(answer.trim(), choices);
        if (typeof chosen !== "string") return chosen;
        problem = chosen;
      }
      return undefined;
    },
  };
}

/** Asks at a terminal, or wherever lines come from; the end of the input is "nothing more". */
export function askByLine(input: NodeJS.ReadableStream, output: NodeJS.WritableStream): AskPerson {
  return async ({ choices, problem }) => {
    if (problem !== undefined) output.write(`${problem}\n`);
    for (const [i, { id, goal }] of choices.entries()) output.write(`${i + 1}  ${id}: ${goal}\n`);
    const lines = createInterface({ input });
    try {
      output.write("Which next? A number or an id; nothing ends the voyage: ");
      for await (const line of lines) return line;
      return "";
    } finally {
      lines.close();
    }
  };
}

function choiceOf(answer: string, choices: readonly Task[]): Task | string {
  const byId = choices.find(({ id }) => id === answer);
  const byNumber = /^\d+$/.test(answer) ? choices[Number(answer) - 1] : undefined;
  return (
    byId ??
    byNumber ??
    `There is no task "${answer}" left: give a number from 1 to ${choices.length}, or an id.`
  );
}

/** What a promise has given, or `undefined` while it is pending. */
async function settledOr(promise: Promise<string>): Promise<string | undefined> {
  // A turn of the event loop, so that an answer that is there already counts.
  const turn = new Promise<undefined>((resolve) => setImmediate(() => resolve(undefined)));
  return Promise.race([promise, turn]);
}
