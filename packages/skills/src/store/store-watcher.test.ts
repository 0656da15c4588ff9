import { readFileSync, existsSync } from "node:fs";
import { join } from "node:path";
import { exampleCandidate, exampleEvidence } from "@portolan/core/testing";
import { expect, it } from "vitest";
import { callerStore } from "../testing/caller-store.ts";
import { openSkillStore } from "./open-skill-store.ts";

it("tells which skills change before their folders do, and after", async () => {
  const root = await callerStore();
  const seen: string[] = [];
  const place = (name: string): string => {
    const folder = existsSync(join(root, name)) ? name : `inactive/${name}`;
    if (!existsSync(join(root, folder))) return "absent";
    return /status: "(\w+)"/.exec(readFileSync(join(root, folder, "SKILL.md"), "utf8"))?.[1] as string;
  };
  const note = (when: string) => (names: string[]) =>
    void seen.push(`${when} ${names.map((name) => `${name} ${place(name)}`).join(", ")}`);
  const watcher = { willChange: note("before:"), changed: note("after:") };
  await using store = await openSkillStore({ root, watcher });
  await store.admit(exampleCandidate("fresh"), exampleEvidence());
  await store.transition("callee", "revoked", "it was wrong");
  expect(seen).toEqual([
    "before: fresh absent",
    "after: fresh active",
    "before: callee active, caller active",
    "after: callee revoked, caller quarantined",
  ]);
});
