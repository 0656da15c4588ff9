import type { Match } from "@portolan/core";
import { exampleCandidate, exampleEvidence } from "@portolan/core/testing";
import { beforeAll, describe, expect, it } from "vitest";
import { openSkillStore } from "../store/open-skill-store.ts";
import { EXAMPLE_SKILLS } from "../testing/example-skills.ts";
import { temporaryFolder } from "../testing/temporary-folder.ts";

const root = temporaryFolder();

beforeAll(async () => {
  await using store = await openSkillStore({ root });
  for (const candidate of EXAMPLE_SKILLS) await store.admit(candidate, exampleEvidence());
});

async function search(text: string, signature?: string, limit = 3): Promise<Match[]> {
  await using store = await openSkillStore({ root });
  const matches = await store.search({ text, signature, limit });
  expect(store.indexFallback).toBeUndefined();
  return matches;
}

const names = (matches: Match[]) => matches.map(({ skill }) => skill.name);

describe("a goal in plain words", () => {
  it.each([
    [
      "Write every word of the list with a capital first letter",
      "(words: string[]) => string[]",
      "capitalize",
    ],
    ["Count how many even numbers the list holds", "(xs: number[]) => number", "is-even"],
    ["The sum of the three largest numbers", "(xs: number[]) => number", "maximum"],
    ["Write the words of a sentence in reverse", "(sentence: string) => string", "reverse-text"],
    ["The first n distinct numbers", "(xs: number[], n: number) => number[]", "take-first"],
    [
      "The largest total of all orders",
      "(orders: { lines: { price: number; amount: number }[] }[]) => number",
      "order-total",
    ],
  ])("%s: finds %s → %s", async (goal, signature, helper) => {
    expect(names(await search(goal, signature))).toContain(helper);
  });

  it("finds a skill by words alone, in other forms", async () => {
    expect(names(await search("sorting a number"))[0]).toBe("sort-numbers");
    expect(names(await search("uppercase"))[0]).toBe("capitalize");
  });

  it("finds by the signature alone", async () => {
    const [best] = await search("", "(text: string) => number");
    expect([best?.skill.name, best?.reasons]).toEqual(["count-vowels", ["signature exact"]]);
  });

  it("finds what the best matches are made of", async () => {
    await using store = await openSkillStore({ root: temporaryFolder() });
    for (const candidate of EXAMPLE_SKILLS) await store.admit(candidate, exampleEvidence());
    const uses = [{ name: "split-words", digest: (await store.get("split-words"))!.digest }];
    const description = "The acronym of a name.";
    await store.admit(exampleCandidate("acronym", { uses, description }), exampleEvidence());
    const matches = await store.search({ text: "the acronyms of names" });
    expect(names(matches).slice(0, 2)).toEqual(["acronym", "split-words"]);
    expect(matches[1]?.reasons).toContain("used by acronym");
  });

  it("takes a signature that cannot be read for none", async () => {
    expect(names(await search("sum", "<T>(xs: T[]) => T"))[0]).toBe("sum");
  });

  it("says why, the weightiest reason first", async () => {
    const [best] = await search("the largest number of a list", "(xs: number[]) => number");
    expect(best?.skill.name).toBe("maximum");
    const [first, ...others] = best!.reasons.map((reason) => reason.split(" ")[0]);
    expect(first).toBe("vector");
    expect(others).toEqual(expect.arrayContaining(["signature", "text"]));
    expect(best?.reasons).toContain("signature exact");
    expect(best?.reasons.join("\n")).toMatch(/text 1st: .*largest/);
    expect(best?.reasons.join("\n")).toMatch(/vector 1st: 0\.\d\d/);
  });
});
