import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import { curriculumConformance, curriculumTasks, sailThrough } from "../testing/curriculum-conformance.ts";
import { exampleCandidate, exampleEvidence } from "../testing/example-records.ts";
import { memorySkillStore } from "../testing/memory-skill-store.ts";
import { inOrder } from "./curriculum.ts";
import { easiestFirst, libraryMatch } from "./easiest-first.ts";
import { askByLine, human } from "./human.ts";
import { withReturns } from "./with-returns.ts";

const ids = (tasks: { id: string }[]): string => tasks.map(({ id }) => id).join(" ");
const start = { results: [], librarySize: 0 };

curriculumConformance("the given order", inOrder);
curriculumConformance("easiest first", (tasks) => easiestFirst(tasks));
curriculumConformance("with returns", (tasks) => withReturns(inOrder(tasks), { grownBy: 2, tasks }));
curriculumConformance("a person", (tasks) => human(tasks, async ({ choices }) => choices.at(-1)?.id ?? ""));

describe("easiest first", () => {
  it("goes by level, and by how the family went", async () => {
    expect(ids(await sailThrough(easiestFirst(curriculumTasks), () => true))).toBe(
      "sum first evens last hard-sum",
    );
    const numbersFail = await sailThrough(easiestFirst(curriculumTasks), ({ family }) => family === "lists");
    expect(ids(numbersFail)).toBe("sum first last evens hard-sum");
  });

  it("prefers what the library is near to", async () => {
    const store = memorySkillStore();
    const skill = exampleCandidate("last-of-list", {
      description: "Last of a list of numbers.",
      signature: "(xs: number[]) => number",
    });
    await store.admit(skill, exampleEvidence());
    const curriculum = easiestFirst(curriculumTasks, { match: libraryMatch(store) });
    expect((await curriculum.next(start))?.id).toBe("first");
    expect(await libraryMatch(store)(curriculumTasks)).toEqual([1 / 4, 1 / 2, 2 / 3, 1 / 3, 1]);
  });
});

describe("with returns", () => {
  it("gives a failed task again once the library has grown, and not for ever", async () => {
    const curriculum = withReturns(inOrder(curriculumTasks), { grownBy: 2 });
    const given = await sailThrough(curriculum, ({ id }) => id !== "hard-sum");
    expect(ids(given)).toBe("hard-sum sum first hard-sum evens last");
    const twice = withReturns(inOrder(curriculumTasks), { grownBy: 2, times: 2 });
    expect(ids(await sailThrough(twice, ({ id }) => id !== "hard-sum"))).toBe(
      "hard-sum sum first hard-sum evens last hard-sum",
    );
  });

  it("knows tasks of an earlier process when it is told them", async () => {
    const failed = { task: "evens", solved: false, reason: "?", librarySize: 0 };
    const progress = { results: [failed], librarySize: 5 };
    const told = withReturns(inOrder(curriculumTasks), { grownBy: 5, tasks: curriculumTasks });
    expect((await told.next(progress))?.id).toBe("evens");
    expect((await withReturns(inOrder(curriculumTasks), { grownBy: 5 }).next(progress))?.id).toBe("hard-sum");
  });
});

describe("a person", () => {
  it("chooses by number or id, is told what was wrong, and ends it", async () => {
    const problems: (string | undefined)[] = [];
    const answers = ["2", "9", "evens", ""];
    const curriculum = human(curriculumTasks, async ({ problem }) => {
      problems.push(problem);
      return answers.shift() ?? "";
    });
    expect(ids(await sailThrough(curriculum, () => true))).toBe("sum evens");
    expect(problems).toEqual([undefined, undefined, expect.stringMatching(/no task "9".*1 to 4/), undefined]);
  });

  it("may answer later: the voyage goes on meanwhile", async () => {
    const { promise, resolve: answer } = Promise.withResolvers<string>();
    const curriculum = human(curriculumTasks, () => promise, { meanwhile: inOrder(curriculumTasks) });
    expect((await curriculum.next(start))?.id).toBe("hard-sum");
    const result = { task: "hard-sum", solved: true, reason: "admitted", librarySize: 0 };
    answer("last");
    expect((await curriculum.next({ results: [result], librarySize: 1 }))?.id).toBe("last");
  });

  it("is asked by lines", async () => {
    const [input, output] = [new PassThrough(), new PassThrough()];
    input.write("3\n");
    const curriculum = human(curriculumTasks, askByLine(input, output));
    expect((await curriculum.next(start))?.id).toBe("first");
    expect(String(output.read())).toContain("2  sum: Sum of numbers.\n");
    const ended = new PassThrough();
    ended.end();
    expect(await human(curriculumTasks, askByLine(ended, output)).next(start)).toBeUndefined();
  });
});
