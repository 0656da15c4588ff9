import { equalJson, type Json, parseSignature, type ValueType } from "@portolan/core";
import { describe, expect, it } from "vitest";
import type { AuthoredTask } from "../author.ts";
import { catches, listChanges, mutantsOf, numberChanges } from "../text/mutants.ts";
import { listsLevels, listsTasks } from "./lists.ts";

const tasks = listsTasks();
const authored = listsLevels.flat();
const kinds = ["examples", "cases", "score"] as const;

describe("the suite lists", () => {
  it("holds at least 60 tasks in at least 5 levels, in order and with ids of their own", () => {
    expect(tasks.length).toBeGreaterThanOrEqual(60);
    expect(new Set(tasks.map((task) => task.level)).size).toBeGreaterThanOrEqual(5);
    expect(new Set(tasks.map((task) => task.id)).size).toBe(tasks.length);
    expect(tasks.map((task) => task.order)).toEqual(tasks.map((_, index) => index));
    for (const level of listsLevels) expect(level.length).toBeGreaterThanOrEqual(10);
  });

  it("tells apart any two tasks of the same types on the inputs of either, whatever the kind", () => {
    const alike: string[] = [];
    for (const one of authored) {
      for (const other of authored) {
        if (one === other || typesOf(one) !== typesOf(other)) continue;
        for (const kind of kinds) {
          if (solves(other, one[kind], one)) alike.push(`${other.name} passes the ${kind} of ${one.name}`);
        }
      }
    }
    expect(alike).toEqual([]);
  });

  it("is the same at every call", () => {
    expect(listsTasks()).toEqual(tasks);
  });
});

describe("a wrong variant of a reference", () => {
  const found = authored.flatMap((task) =>
    mutantsOf(task, { ...listChanges, ...numberChanges })
      .map((mutant) => ({ name: mutant.name, by: kinds.map((kind) => catches(task[kind], mutant, task)) }))
      .filter(({ by }) => by.includes(true)),
  );

  it("that the score shows is never admitted by examples and cases", () => {
    const admitted = found.filter(({ by: [examples, cases] }) => !examples && !cases);
    expect(found.length).toBeGreaterThan(1000);
    expect(admitted.map(({ name }) => name)).toEqual([]);
  });

  it("is nearly always caught by the cases alone, and by the score alone", () => {
    const share = (place: number): number => found.filter(({ by }) => by[place]).length / found.length;
    expect(share(1)).toBeGreaterThanOrEqual(0.98);
    expect(share(2)).toBeGreaterThanOrEqual(0.98);
  });
});

describe.each(tasks.map((task) => [task.name, task] as const))("%s", (_, task) => {
  const signature = parseSignature(task.signature);

  it("has a goal that is a sentence", () => {
    expect(task.goal.length).toBeGreaterThanOrEqual(15);
    expect(task.goal).toMatch(/^[A-Z].*\.$/);
    expect(task.goal).not.toMatch(/[a-z][A-Z]/);
  });

  it("has enough inputs of every kind, and none twice", () => {
    expect(task.examples.length).toBeGreaterThanOrEqual(4);
    expect(task.examples.length).toBeLessThanOrEqual(8);
    expect(task.cases.length).toBeGreaterThanOrEqual(8);
    expect(task.score.length).toBeGreaterThanOrEqual(10);
    const inputs = kinds.flatMap((kind) => task[kind].map((one) => JSON.stringify(one.input)));
    expect(inputs.filter((input, index) => inputs.indexOf(input) !== index)).toEqual([]);
  });

  it("takes and gives exact values of the types of its signature", () => {
    for (const { input, output } of kinds.flatMap((kind) => task[kind])) {
      expect(input).toHaveLength(signature.parameters.length);
      for (const [index, parameter] of signature.parameters.entries()) {
        expect(isOf(input[index] as Json, parameter.type), JSON.stringify(input)).toBe(true);
      }
      expect(isOf(output, signature.result), JSON.stringify({ input, output })).toBe(true);
      // toStrictEqual tells -0 from 0
      expect(JSON.parse(JSON.stringify(output))).toStrictEqual(output);
    }
  });

  it("shows in every kind that the result is neither a constant nor one of the parameters", () => {
    for (const kind of kinds) {
      expect(new Set(task[kind].map((one) => JSON.stringify(one.output))).size, kind).toBeGreaterThanOrEqual(
        2,
      );
      for (const index of signature.parameters.keys()) {
        const copies = task[kind].every((one) => equalJson(one.input[index] as Json, one.output));
        expect(copies, `${kind} follow parameter ${index}`).toBe(false);
      }
    }
  });
});

describe.each(authored.map((task) => [task.name, task] as const))("the reference of %s", (_, task) => {
  it("leaves its inputs as they are", () => {
    for (const input of kinds.flatMap((kind) => task[kind])) {
      const before = structuredClone(input);
      task.reference(...input);
      expect(input).toEqual(before);
    }
  });
});

function typesOf(task: AuthoredTask): string {
  const { parameters, result } = parseSignature(task.signature);
  return JSON.stringify([parameters.map((parameter) => parameter.type), result]);
}

function solves(solver: AuthoredTask, inputs: Json[][], task: AuthoredTask): boolean {
  return inputs.every((input) => equalJson(solver.reference(...input), task.reference(...input)));
}

/** Whether a value is of a type, its numbers being whole and safe. */
function isOf(value: Json, type: ValueType): boolean {
  switch (type.kind) {
    case "number":
      return Number.isSafeInteger(value);
    case "array":
      return Array.isArray(value) && value.every((item) => isOf(item, type.of));
    case "record":
      return isRecordOf(value, type.fields);
    case "other":
      return false;
    default:
      return typeof value === type.kind;
  }
}

function isRecordOf(value: Json, fields: Record<string, ValueType>): boolean {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const names = Object.keys(fields);
  return (
    Object.keys(value).length === names.length &&
    names.every((name) => name in value && isOf(value[name] as Json, fields[name] as ValueType))
  );
}
