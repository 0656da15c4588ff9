import { exampleCandidate } from "@portolan/core/testing";
import { expect, it } from "vitest";
import { linesOf, startAdmitting } from "../testing/start-worker.ts";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { checkStore } from "./check-store.ts";
import { openSkillStore } from "./open-skill-store.ts";
import { repairStore } from "./repair-store.ts";

it(
  "survives 30 kills of two writers at once that admit, search and deprecate",
  { timeout: 300_000 },
  async () => {
    const root = temporaryFolder();
    const acknowledged = new Map<string, string>();
    for (let round = 0; round < 30; round++) {
      const workers = ["left", "right"].map((side) =>
        startAdmitting(
          root,
          Array.from({ length: 100 }, (_, i) => exampleCandidate(`${side}-${round}-${i}`)),
          ["search", "deprecate"],
        ),
      );
      const lines = workers.map(linesOf);
      await new Promise((resolve) => workers[0]!.stdout.once("data", resolve));
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 300));
      for (const worker of workers) worker.kill("SIGKILL");
      for (const { name, digest } of (await Promise.all(lines)).flat()) acknowledged.set(name, digest);
      const problems = await checkStore(root);
      expect(problems.filter(({ severity }) => severity === "error")).toEqual([]);
    }
    expect((await repairStore(root)).left).toEqual([]);
    expect(await checkStore(root)).toEqual([]);
    await using store = await openSkillStore({ root });
    for (const [name, digest] of acknowledged) expect(await store.get(name, digest)).toBeDefined();
    const active = new Set((await store.list()).map(({ name }) => name));
    const found = await store.search({ text: "append left right to a text", limit: 1000 });
    expect(found.filter(({ skill }) => !active.has(skill.name))).toEqual([]);
    expect(found.length).toBeGreaterThan(50);
    expect(store.indexFallback).toBeUndefined();
  },
);
