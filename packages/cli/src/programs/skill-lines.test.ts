import { emptyTally, type Skill } from "@portolan/core";
import { exampleCandidate, exampleEvidence, memorySkillStore } from "@portolan/core/testing";
import { expect, test } from "vitest";
import { capturedTerminal } from "../testing/captured-terminal.ts";
import { skillLines } from "./skill-lines.ts";

async function shown(verdicts: Skill["evidence"]["verdicts"]): Promise<string> {
  await using store = memorySkillStore();
  const { skill } = await store.admit(exampleCandidate("tail"), exampleEvidence({ verdicts }));
  const standing = { standing: "active", usedBy: [], tally: emptyTally() };
  return skillLines(skill, standing, capturedTerminal().stdout).join("\n");
}

test("says that nobody saw the cases only where a gate saw to it", async () => {
  const byGate = await shown([{ evaluator: "gate-cases", digest: "1".repeat(64), status: "passed" }]);
  expect(byGate).toMatch(/^checked on +1 visible example and 1 case that its coder never saw$/m);
  expect(byGate).toMatch(/^lower bound .*confidence\)$/m);
  const byHand = await shown([{ evaluator: "own-cases", digest: "1".repeat(64), status: "passed" }]);
  expect(byHand).toMatch(/^checked on .* 1 case that whoever wrote it may have seen$/m);
  expect(byHand).toMatch(/^lower bound .*if its cases had been hidden\)$/m);
});
