import { expect, it } from "vitest";
import { worldSuites } from "./world-suites.ts";

const elsewhere = new Set(["techtree-1.19", "textcraft"]);
const builtIn = Object.keys(worldSuites).filter((name) => !elsewhere.has(name));

it.each(builtIn)("%s is a suite of that name whose tasks have goals and names of their own", async (name) => {
  const { suite, goalOf } = (await worldSuites[name]?.()) ?? {};
  expect(suite?.name).toBe(name);
  const tasks = suite?.tasks ?? [];
  expect(tasks.length).toBeGreaterThan(20);
  expect(new Set(tasks.map((task) => task.name)).size).toBe(tasks.length);
  expect(tasks.filter((task) => !goalOf?.(task))).toEqual([]);
  expect(tasks.map(({ level = 0 }) => level)).toEqual(
    tasks.map(({ level = 0 }) => level).toSorted((a, b) => a - b),
  );
  expect((await worldSuites[name]?.())?.suite.digest).toBe(suite?.digest);
});

it("have digests that tell them apart", async () => {
  const digests = await Promise.all(builtIn.map(async (name) => (await worldSuites[name]?.())?.suite.digest));
  expect(new Set(digests).size).toBe(builtIn.length);
});
