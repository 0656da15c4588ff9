import {
  canonicalJson,
  equalJson,
  type Json,
  parseSignature,
  type Task,
  type ValueType,
} from "@portolan/core";
import { describe, expect, test } from "vitest";
import type { AuthoredTask } from "../author.ts";
import { levelFive } from "./level-5.ts";
import { levelFour } from "./level-4.ts";
import { levelOne } from "./level-1.ts";
import { levelSix } from "./level-6.ts";
import { levelThree } from "./level-3.ts";
import { levelTwo } from "./level-2.ts";
import { catches, listChanges, mutantsOf, numberChanges, textChanges } from "./mutants.ts";
import { textTasks } from "./text.ts";

const tasks = textTasks();
const authored = [levelOne, levelTwo, levelThree, levelFour, levelFive, levelSix].flat();
const kinds = ["examples", "cases", "score"] as const;

const levelOf = (name: string): number => tasks.find((task) => task.name === name)?.level ?? 0;

/** Says whether a value is of a type, with finite numbers and no -0. */
function isOf(value: Json, type: ValueType): boolean {
  switch (type.kind) {
    case "array":
      return Array.isArray(value) && value.every((item) => isOf(item, type.of));
    case "record":
      return (
        typeof value === "object" &&
        value !== null &&
        !Array.isArray(value) &&
        Object.keys(value).join() === Object.keys(type.fields).join() &&
        Object.entries(type.fields).every(([name, field]) => isOf(value[name] as Json, field))
      );
    case "number":
      return Number.isFinite(value) && !Object.is(value, -0);
    default:
      return typeof value === type.kind;
  }
}

function textsIn(value: Json): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

const inputsOf = (task: Task): Json[][] => kinds.flatMap((kind) => task[kind].map(({ input }) => input));

describe("the suite", () => {
  test("is large, has levels in order and unique ids", () => {
    expect(tasks.length).toBeGreaterThanOrEqual(60);
    expect(new Set(tasks.map(({ level }) => level)).size).toBeGreaterThanOrEqual(5);
    expect(tasks.map(({ level }) => level)).toEqual(
      tasks.map(({ level }) => level ?? 0).toSorted((a, b) => a - b),
    );
    expect(new Set(tasks.map(({ id }) => id)).size).toBe(tasks.length);
  });

  test("is the same every time", () => {
    expect(textTasks()).toEqual(tasks);
  });

  test("has examples that no simpler task of the same signature meets", () => {
    const bySignature = Map.groupBy(authored, ({ signature }) => signature.replaceAll(/\w+:/g, ""));
    for (const group of bySignature.values()) {
      for (const { name, examples, reference } of group) {
        const behaviour = (one: AuthoredTask["reference"]): string =>
          canonicalJson(examples.map((input) => one(...structuredClone(input))));
        const same = group.filter(
          (other) =>
            levelOf(other.name) <= levelOf(name) && behaviour(other.reference) === behaviour(reference),
        );
        expect(same.map((other) => other.name)).toEqual([name]);
      }
    }
  });
});

describe("a wrong variant of a reference", () => {
  const changes = { ...textChanges, ...listChanges, ...numberChanges };
  const found = authored.flatMap((task) =>
    mutantsOf(task, changes)
      .map((mutant) => ({
        name: mutant.name,
        byExamples: catches(task.examples, mutant, task),
        byCases: catches(task.cases, mutant, task),
        byScore: catches(task.score, mutant, task),
      }))
      .filter(({ byExamples, byCases, byScore }) => byExamples || byCases || byScore),
  );
  const share = (kind: "byCases" | "byScore"): number =>
    found.filter((mutant) => mutant[kind]).length / found.length;

  test("that the score shows is never admitted by examples and cases", () => {
    expect(found.length).toBeGreaterThan(2000);
    expect(found.filter((one) => !one.byExamples && !one.byCases).map(({ name }) => name)).toEqual([]);
  });

  test("is nearly always caught by the cases alone, and by the score alone", () => {
    expect(share("byCases")).toBeGreaterThanOrEqual(0.98);
    expect(share("byScore")).toBeGreaterThanOrEqual(0.98);
  });
});

describe.each(tasks)("$id", (task) => {
  const { parameters, result } = parseSignature(task.signature);

  test("has a goal in words", () => {
    expect(task.goal.length).toBeGreaterThanOrEqual(15);
    expect(task.goal).toMatch(/[.]$/);
    expect(task.goal).not.toMatch(/ {2}|undefined/);
  });

  test("has enough cases of each kind, of short texts", () => {
    expect(task.examples.length).toBeGreaterThanOrEqual(4);
    expect(task.examples.length).toBeLessThanOrEqual(8);
    expect(task.cases.length).toBeGreaterThanOrEqual(10);
    expect(task.score.length).toBeGreaterThanOrEqual(12);
    for (const text of textsIn(inputsOf(task))) expect(text.length).toBeLessThanOrEqual(60);
  });

  test("never repeats an input", () => {
    const inputs = inputsOf(task).map(canonicalJson);
    expect(inputs.filter((input, index) => inputs.indexOf(input) !== index)).toEqual([]);
  });

  test("has inputs and outputs of the types of its signature", () => {
    for (const { input, output } of kinds.flatMap((kind) => task[kind])) {
      expect(input.length).toBe(parameters.length);
      for (const [index, { type }] of parameters.entries())
        expect(isOf(input[index] as Json, type)).toBe(true);
      expect(isOf(output, result), canonicalJson([input, output])).toBe(true);
      expect(JSON.parse(JSON.stringify(output))).toStrictEqual(output);
    }
  });

  test("has a reference that does not change its input", () => {
    const reference = authored.find(({ name }) => name === task.name)?.reference;
    for (const input of inputsOf(task)) {
      const given = structuredClone(input);
      reference?.(...given);
      expect(given).toEqual(input);
    }
  });

  test("cannot be done by a constant or by giving back a parameter", () => {
    for (const kind of kinds) {
      expect(new Set(task[kind].map(({ output }) => canonicalJson(output))).size).toBeGreaterThanOrEqual(2);
    }
    for (const index of parameters.keys()) {
      expect(task.examples.every(({ input, output }) => equalJson(input[index] as Json, output))).toBe(false);
    }
  });
});
