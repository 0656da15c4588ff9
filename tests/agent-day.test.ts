import { readFileSync } from "node:fs";
import { expect, it, vi } from "vitest";
import { dayPage, sumsOf } from "../packages/cli/scripts/agent-day/day-page.ts";
import { playDay } from "../packages/cli/scripts/agent-day/play-day.ts";

vi.setConfig({ testTimeout: 300_000 });

it("a day of the scripted agent is as its page says", async () => {
  const [withLibrary, without] = [await playDay(true), await playDay(false)];
  expect(withLibrary.names).toEqual(without.names);
  expect(withLibrary.jobs.map(({ result }) => result)).toEqual(without.jobs.map(({ result }) => result));
  for (const index of [1, 2] as const) {
    const [one, other] = [withLibrary.jobs[index], without.jobs[index]];
    expect(sumsOf([one]).writtenBytes).toBeLessThan(sumsOf([other]).writtenBytes);
  }
  const page = readFileSync(new URL("../docs/results/agent-day.md", import.meta.url), "utf8");
  const words = (text: string): string[] => text.match(/[\p{L}\p{N}]+/gu) ?? [];
  // The formatter moves words and signs of Markdown, and no more.
  expect(words(page), "run `pnpm docs:agent-day`").toEqual(words(dayPage(withLibrary, without)));
});
