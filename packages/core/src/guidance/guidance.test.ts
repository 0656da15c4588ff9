import { mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Task } from "../task/task.ts";
import { admitNote, type RunWithNotes } from "./admit-note.ts";
import type { AdmittedNote, Note } from "./note.ts";
import { readNotes, saveNote } from "./note-folder.ts";
import { relevantNotes } from "./relevant-notes.ts";
import { signTest } from "./sign-test.ts";

const note: Note = {
  name: "empty-lists",
  text: "The mean of an empty list is 0.\n---\nSay so.",
  from: ["s/mean"],
};
const budget = { evaluations: 100, attempts: 2 };
const tasks = Array.from({ length: 10 }, (_, i): Task => ({
  id: `s/${i}`,
  suite: "s",
  goal: "x",
  signature: "(n: number) => number",
  examples: [{ input: [1], output: 1 }],
  cases: [],
  score: [],
  order: i,
}));
/** With the note it solves tasks below one number, without it those from another. */
const run =
  (below: number, from: number): RunWithNotes =>
  async ({ order }, { notes }) => ({
    solved: notes.length > 0 ? order < below : order >= from,
    evaluations: 10,
    ...(notes.length > 0 && { tokens: 5 }),
  });

describe("the gate of notes", () => {
  it("admits what wins often enough", async () => {
    const decision = await admitNote(note, tasks, run(10, 5), { budget });
    expect(decision).toMatchObject({
      admitted: true,
      note: {
        ...note,
        evidence: {
          wins: 5,
          losses: 0,
          pValue: 1 / 32,
          level: 0.05,
          withNote: { solved: 10, evaluations: 100, tokens: 50 },
          withoutNote: { solved: 5, evaluations: 100, tokens: 0 },
        },
      },
    });
  });

  it.each([
    ["wins too rarely", run(10, 4), {}],
    ["loses as often", run(5, 5), {}],
    ["wins, but not at the level that is asked", run(5, 20), { level: 0.01 }],
    ["is one of many that were tried", run(10, 5), { comparisons: 2 }],
  ])("refuses what %s", async (_, runs, options) => {
    const decision = await admitNote(note, tasks, runs, { budget, ...options });
    expect(decision).toMatchObject({
      admitted: false,
      reason: expect.stringMatching(/^It won \d+ and lost \d+ of 10 tasks: p = /),
    });
  });

  it("tries both sides at one budget and seed, taking turns", async () => {
    const calls: [string, number, number][] = [];
    await admitNote(
      note,
      tasks.slice(0, 3),
      async ({ id }, given) => {
        expect(given.budget).toEqual(budget);
        calls.push([id, given.notes.length, given.seed]);
        return { solved: true, evaluations: 1 };
      },
      { budget },
    );
    const turns = [
      ["s/0", 1, 0],
      ["s/0", 0, 0],
      ["s/1", 0, 1],
      ["s/1", 1, 1],
      ["s/2", 1, 2],
      ["s/2", 0, 2],
    ];
    expect(calls).toEqual(turns);
  });

  it("is tried on no task that it was taken from, nor on one twice", async () => {
    const taken = { ...note, from: ["s/3"] };
    await expect(admitNote(taken, tasks, run(1, 1), { budget })).rejects.toThrow(/was taken from s\/3/);
    const twice = [...tasks, ...tasks.slice(0, 1)];
    await expect(admitNote(note, twice, run(1, 1), { budget })).rejects.toThrow(/s\/0 stands there twice/);
    await expect(admitNote({ ...note, name: "../x" }, tasks, run(1, 1), { budget })).rejects.toThrow(/none/);
  });

  // Tails of the binomial distribution at one half: 11/1024, 1/32, 638/1024.
  it.each([
    [9, 1, 11 / 1024],
    [5, 0, 1 / 32],
    [5, 5, 638 / 1024],
    [0, 0, 1],
    [0, 6, 1],
  ])("finds the exact p-value of %d wins and %d losses", (wins, losses, pValue) => {
    expect(signTest(wins, losses)).toBeCloseTo(pValue, 10);
  });
});

describe("notes in a store", () => {
  async function admitted(): Promise<AdmittedNote> {
    const decision = await admitNote(note, tasks, run(10, 5), { budget });
    if (!decision.admitted) throw new Error(decision.reason);
    return decision.note;
  }

  it("are files with their evidence, and come back as they were", async () => {
    const root = mkdtempSync(join(tmpdir(), "portolan-notes-"));
    expect(readNotes(root)).toEqual({ notes: [], broken: [] });
    const kept = await admitted();
    saveNote(root, kept);
    saveNote(root, kept);
    expect(readdirSync(join(root, "guidance"))).toEqual(["empty-lists.md"]);
    expect(readNotes(root)).toEqual({ notes: [kept], broken: [] });
  });

  it("are not trusted once somebody changed them", async () => {
    const root = mkdtempSync(join(tmpdir(), "portolan-notes-"));
    saveNote(root, await admitted());
    const path = join(root, "guidance", "empty-lists.md");
    const whole = readFileSync(path, "utf8");
    for (const [text, problem] of [
      [whole.replace("is 0", "is 1"), /not the note/],
      [whole.replace('"wins":5', '"wins":"many"'), /front matter is wrong/],
      [whole.replace("evidence: {", "evidence: {{"), /evidence is not JSON/],
      ["Just text.\n", /no front matter/],
    ] as const) {
      writeFileSync(path, text);
      const { notes, broken } = readNotes(root);
      expect(notes).toEqual([]);
      expect(broken).toEqual([{ file: "guidance/empty-lists.md", problem: expect.stringMatching(problem) }]);
    }
    const other = { ...(await admitted()), text: "Anything." };
    expect(() => saveNote(root, other)).toThrow(/not what was admitted/);
  });

  it("are not written through a link", async () => {
    const [root, elsewhere] = ["a", "b"].map(() => mkdtempSync(join(tmpdir(), "portolan-notes-")));
    symlinkSync(elsewhere as string, join(root as string, "guidance"));
    const kept = await admitted();
    expect(() => saveNote(root as string, kept)).toThrow(/symbolic link/);
    expect(readdirSync(elsewhere as string)).toEqual([]);
  });

  it("are found by the words of a goal", () => {
    const notes = [
      { name: "b", text: "Means of lists round down.", from: [] },
      { name: "a", text: "A list may be empty.", from: [] },
      { name: "dates", text: "Months count from zero.", from: [] },
    ];
    const names = (goal: string, limit: number): string[] =>
      relevantNotes(goal, notes, limit).map(({ name }) => name);
    expect(names("The mean of a list.", 5)).toEqual(["b", "a"]);
    expect(names("The mean of a list.", 1)).toEqual(["b"]);
    expect(names("Uppercase.", 5)).toEqual([]);
  });
});
