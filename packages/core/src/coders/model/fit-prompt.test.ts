import fc from "fast-check";
import { expect, it } from "vitest";
import { estimatedTokens } from "../../models/model.ts";
import { clipped, clippedBlock, fitPrompt, type PromptPart } from "./fit-prompt.ts";

const part = (
  section: string,
  characters: number,
  rank: number,
  label = `${section} ${rank}`,
): PromptPart => ({
  section,
  text: "x".repeat(characters),
  rank,
  label,
});

it("keeps what matters, drops the largest rank first, and says so", () => {
  const parts = [part("Skills", 100, 3, "skill a"), part("Goal", 40, 0), part("Skills", 100, 2, "skill b")];
  expect(fitPrompt(parts, 1_000).dropped).toEqual([]);
  const { text, dropped } = fitPrompt(parts, 60);
  expect(dropped).toEqual(["skill a"]);
  expect(text).toContain("# Goal");
  expect(text.match(/# Skills/g)).toHaveLength(1);
});

it("passes over what is too large for what is smaller", () => {
  const parts = [part("A", 4_000, 1, "large"), part("B", 40, 2, "small")];
  expect(fitPrompt(parts, 100)).toMatchObject({ dropped: ["large"], text: expect.stringContaining("# B") });
});

it("never goes above its tokens while what is needed fits", () => {
  const parts = fc.array(
    fc.record({
      section: fc.constantFrom("A", "B", "C"),
      characters: fc.nat(400),
      rank: fc.integer({ min: 1, max: 9 }),
    }),
  );
  fc.assert(
    fc.property(parts, fc.integer({ min: 20, max: 400 }), (drawn, tokens) => {
      const all = drawn.map(({ section, characters, rank }) => part(section, characters, rank));
      expect(estimatedTokens(fitPrompt(all, tokens).text)).toBeLessThanOrEqual(tokens);
    }),
  );
});

it("says how much it clipped", () => {
  expect(clipped("short", 100)).toBe("short");
  const text = clipped("y".repeat(1_000), 100);
  expect(text.length).toBeLessThanOrEqual(100);
  expect(text).toMatch(/^y+… \(940 characters are left out\)$/);
});

it.each([
  ["unseen characters", "\u200B".repeat(50_000)],
  ["backticks", "`".repeat(50_000)],
  ["lines", "a\n".repeat(50_000)],
])("clips a block of %s as it is shown", (_, text) => {
  const block = clippedBlock(text, 1_000, "ts");
  expect(block.length).toBeLessThanOrEqual(1_020);
  expect(block).toMatch(/characters are left out\)\n`+$/);
});

it("names no more of what it dropped than anybody reads", () => {
  const parts = Array.from({ length: 1_000 }, (_, i) => part("Skills", 400, 3, `skill ${i}`));
  const { dropped } = fitPrompt(parts, 10);
  expect(dropped).toHaveLength(41);
  expect(dropped.at(-1)).toBe("960 more: Skills");
});
