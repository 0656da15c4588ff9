import { appendFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { exampleCandidate, exampleEvidence } from "@portolan/core/testing";
import { beforeEach, expect, it } from "vitest";
import { addCallersCaller, callerStore, changeFile } from "../testing/caller-store.ts";
import { openSkillStore } from "./open-skill-store.ts";
import { repairStore } from "./repair-store.ts";

let root: string;

beforeEach(async () => {
  root = await callerStore();
});

const change = (file: string, from: RegExp | string, to: string) => changeFile(root, file, from, to);

it.each([
  ["gone", () => rmSync(join(root, "callee"), { recursive: true }), "is not in the store"],
  ["broken", () => appendFileSync(join(root, "callee/scripts/skill.ts"), "// x\n"), "is broken"],
  ["revoked by hand", () => change("callee/SKILL.md", /status: .*/, "status: revoked"), "is revoked"],
])(
  "finds all callers of a skill that is %s, keeps them out of searches, and makes them deprecated",
  async (_, damage, what) => {
    await addCallersCaller(root);
    await using store = await openSkillStore({ root });
    expect(await store.search({ text: "callee caller other" })).toHaveLength(4);
    damage();
    const found = await store.search({ text: "callee caller other" });
    expect(found.map(({ skill }) => skill.name)).toEqual(["other"]);
    const broken = (await store.problems()).filter(({ kind }) => kind === "pin-broken");
    expect(broken.map(({ skill }) => skill)).toEqual(["caller", "callers-caller"]);
    for (const { message } of broken) expect(message).toContain(what);
    const { repaired, left } = await repairStore(root);
    // The search has taken them out of the index already: they must not count in its scores.
    expect([left, repaired.filter(({ kind }) => kind === "index-behind")]).toEqual([[], []]);
    expect((await store.list({ status: ["deprecated"] })).map(({ name }) => name)).toEqual([
      "caller",
      "callers-caller",
    ]);
  },
);

it("takes no candidate that reaches a broken skill", async () => {
  await using store = await openSkillStore({ root });
  const uses = [{ name: "caller", digest: (await store.get("caller"))!.digest }];
  appendFileSync(join(root, "callee/scripts/skill.ts"), "// x\n");
  await expect(
    store.admit(exampleCandidate("callers-caller", { uses }), exampleEvidence()),
  ).rejects.toMatchObject({ code: "store-invalid", message: expect.stringContaining("callee") });
});

it("leaves out the caller of a skill whose evidence alone was changed under an open store", async () => {
  await using store = await openSkillStore({ root });
  expect(await store.search({ text: "callee caller other" })).toHaveLength(3);
  change("callee/references/evidence.json", /"lowerBound": 0.05/, '"lowerBound": 0.9999');
  const found = await store.search({ text: "callee caller other" });
  expect(found.map(({ skill }) => skill.name)).toEqual(["other"]);
});
