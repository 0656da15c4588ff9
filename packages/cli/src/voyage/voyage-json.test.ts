import type { EpisodeRow } from "@portolan/bench";
import { expect, test } from "vitest";
import { newSkills } from "./voyage-json.ts";

test("only what the store got is a new skill", () => {
  const changes = ["added", "name-taken", "unchanged", undefined, "added"] as const;
  const rows = changes.map((change) => ({ reason: "admitted", change }) as EpisodeRow);
  expect(newSkills(rows)).toBe(2);
});
