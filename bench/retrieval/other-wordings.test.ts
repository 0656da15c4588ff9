import { existsSync, readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";

const store = new URL("../../skills-store/", import.meta.url);

it("has another wording for each skill that ships", () => {
  const wordings = JSON.parse(
    readFileSync(new URL("other-wordings.json", import.meta.url), "utf8"),
  ) as object;
  const skills = readdirSync(store).filter((name) => existsSync(new URL(`${name}/SKILL.md`, store)));
  expect(skills.filter((name) => !(name in wordings))).toEqual([]);
  expect(skills.length).toBeGreaterThan(50);
});
