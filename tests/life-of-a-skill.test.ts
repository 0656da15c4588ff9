import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { creditOf, planTrials, runTrials, type SkillStore, type Tally, type Task } from "@portolan/core";
import type { Planted } from "@portolan/core/testing";
import { createSandbox } from "@portolan/sandbox";
import { applyTidy, openSkillStore, planTidy } from "@portolan/skills";
import { afterAll, describe, expect, it, vi } from "vitest";
import {
  agentFor,
  good,
  harmful,
  ofGood,
  ofHarmful,
  type Script,
  stockAndUse,
  tallyOf,
  trialsUntilDecided,
} from "./planted-library.ts";

vi.setConfig({ testTimeout: 120_000 });

const folder = mkdtempSync(join(tmpdir(), "portolan-life-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A shared library of one skill, after everyone has used it. */
async function used(name: string, skill: Planted, scripts: Script[]): Promise<SkillStore> {
  const store = await openSkillStore({ root: join(folder, name) });
  await stockAndUse(store, skill, scripts);
  return store;
}

const rawSuccess = ({ right, uses }: Tally): number => right / uses;

describe("a shared library", () => {
  it("demotes a harmful skill within 24 trials, and with it goes its place in searches", async () => {
    await using store = await used("harmful", harmful, ofHarmful);
    expect(await tallyOf(store, harmful)).toMatchObject({
      uses: 24,
      right: 9,
      blamed: 0,
      wrong: { own: 15 },
    });
    const made = await trialsUntilDecided(store, ofHarmful, harmful, 0);
    expect(made).toBeGreaterThanOrEqual(10);
    expect(made).toBeLessThanOrEqual(24);
    await using sandbox = createSandbox({ children: 1 });
    const plan = await planTidy({ store, sandbox }, { only: "retire" });
    expect(plan.steps.map(({ title }) => title)).toEqual(["retire half-rounded"]);
    expect(plan.steps[0]?.reasons[0]).toMatch(
      /^Of \d+ tasks tried with it and without it at the same budget, \d+ were/,
    );
    for await (const { report } of applyTidy(plan, { sandbox }, store))
      expect(report.refused).toBeUndefined();
    expect((await store.get("half-rounded"))?.status).toBe("deprecated");
    expect(await store.search({ text: "half of a number" })).toEqual([]);
    expect((await store.history("half-rounded")).at(-1)).toMatchObject({
      by: "tidy",
      evidence: { trials: made, needed: 100 },
    });
  });

  it("keeps a good skill whose callers mostly fail, which raw success would retire", async () => {
    await using store = await used("good", good, ofGood);
    const tally = await tallyOf(store, good);
    expect(rawSuccess(tally)).toBeCloseTo(0.3);
    expect(await trialsUntilDecided(store, ofGood, good, 0)).toBe(30);
    expect(creditOf(await tallyOf(store, good)).standing).toBe("helpful");
    await using sandbox = createSandbox({ children: 1 });
    expect((await planTidy({ store, sandbox }, { only: "retire" })).steps).toEqual([]);
    expect((await store.get("digit-sum"))?.status).toBe("active");
  });

  it("draws the same trials for the same seed, never those that were made, nor the task that a skill is from", async () => {
    await using store = await used("drawn", harmful, ofHarmful);
    const tasks = ofHarmful.map(({ task }) => task);
    const planted = { ...(tasks[0] as Task), id: "planted/half-rounded" };
    const common = { limit: 6 };
    const drawnBy = async (seed: number) =>
      (await planTrials(store, [...tasks, planted], { ...common, seed })).map(({ task }) => task.id);
    const first = await drawnBy(1);
    expect(first).toHaveLength(6);
    expect(await drawnBy(1)).toEqual(first);
    expect(await drawnBy(2)).not.toEqual(first);
    expect(await drawnBy(1)).not.toContain("planted/half-rounded");
    const drawn = await planTrials(store, tasks, { ...common, seed: 1 });
    const desk = { store, agentFor: (one: SkillStore) => agentFor(ofHarmful, one), seed: 1 };
    let stopped = 0;
    for await (const _ of runTrials(drawn, desk)) if (++stopped === 2) break;
    expect(await drawnBy(1)).toEqual([...first.slice(2), ...(await drawnBy(1)).slice(4)]);
    expect((await store.list()).map(({ name }) => name)).toEqual(["half-rounded"]);
  });
});
