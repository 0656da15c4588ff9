import { describe, expect, it } from "vitest";
import type { Curriculum, FinishedTask, Progress } from "../curriculum/curriculum.ts";
import { parseSignature } from "../task/signature.ts";
import type { Task } from "../task/task.ts";

/** Most steps that a curriculum may take before the suite says that it does not end. */
const patience = 100;

/**
 * What every curriculum must do.
 * @param make a fresh one over the tasks; one that finds its own tasks may leave them aside
 */
export function curriculumConformance(name: string, make: (tasks: readonly Task[]) => Curriculum): void {
  describe(`${name} is a curriculum`, () => {
    it("ends when all is solved, and gives no task twice", async () => {
      const given = await sailThrough(make(curriculumTasks), () => true);
      expect(new Set(given.map(({ id }) => id)).size).toBe(given.length);
      expect(given.length).toBeGreaterThan(0);
    });

    it("ends when nothing is ever solved", async () => {
      expect((await sailThrough(make(curriculumTasks), () => false)).length).toBeGreaterThan(0);
    });

    it("gives tasks that can be checked: a signature, examples of its arity", async () => {
      for (const { signature, examples } of await sailThrough(make(curriculumTasks), () => true)) {
        const arity = parseSignature(signature).parameters.length;
        expect(examples.length).toBeGreaterThan(0);
        expect(examples.every(({ input }) => input.length === arity)).toBe(true);
      }
    });

    it("gives the same tasks for the same progress, also when it is asked twice", async () => {
      const odd = (_: Task, i: number): boolean => i % 2 === 1;
      const ids = (tasks: Task[]): string[] => tasks.map(({ id }) => id);
      const first = ids(await sailThrough(make(curriculumTasks), odd));
      expect(ids(await sailThrough(make(curriculumTasks), odd))).toEqual(first);
      const curriculum = make(curriculumTasks);
      const start = { results: [], librarySize: 0 };
      expect((await curriculum.next(start))?.id).toBe((await curriculum.next(start))?.id);
    });

    it("takes results of tasks that it does not know", async () => {
      const foreign = { task: "elsewhere", solved: false, reason: "?", librarySize: 0 };
      const next = await make(curriculumTasks).next({ results: [foreign], librarySize: 3 });
      expect(next?.id).not.toBe("elsewhere");
      expect(next).toBeDefined();
    });
  });
}

/** Tasks of two families and three levels. */
export const curriculumTasks: readonly Task[] = [
  task("hard-sum", "numbers", 3, "Sum of the squares of the even numbers."),
  task("sum", "numbers", 1, "Sum of numbers."),
  task("first", "lists", 1, "First of a list of numbers."),
  task("evens", "numbers", 2, "The count of even numbers."),
  task("last", "lists", 2, "Last of a list of numbers."),
];

function task(id: string, family: string, level: number, goal: string): Task {
  const examples = [{ input: [[1, 2]], output: 3 }];
  const signature = "(xs: number[]) => number";
  return { id, suite: "s", family, level, goal, signature, examples, cases: [], score: [], order: 0 };
}

/** Takes all that a curriculum gives; each solved task makes the library one skill larger. */
export async function sailThrough(
  curriculum: Curriculum,
  solves: (task: Task, index: number) => boolean,
): Promise<Task[]> {
  const given: Task[] = [];
  const results: FinishedTask[] = [];
  let librarySize = 0;
  for (;;) {
    const progress: Progress = { results: [...results], librarySize };
    const next = await curriculum.next(progress);
    if (!next) return given;
    expect(results.some(({ task: id, solved }) => solved && id === next.id)).toBe(false);
    const solved = solves(next, given.length);
    given.push(next);
    results.push({ task: next.id, solved, reason: solved ? "admitted" : "attempts used up", librarySize });
    if (solved) librarySize++;
    expect(given.length).toBeLessThan(patience);
  }
}
