import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { exampleCandidate, exampleEvidence, exampleRefusal } from "@portolan/core/testing";
import { expect, it } from "vitest";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { openSkillStore } from "./open-skill-store.ts";

const unwritable = { code: "store-unwritable", next: expect.stringContaining("another store") };

it.each([
  ["under a file", () => join(aFile(), "store")],
  ["where the system lets nobody write", () => "/proc/portolan/store"],
])("reads an empty store %s, and says that it cannot be written", async (_, rootOf) => {
  await using store = await openSkillStore({ root: rootOf() });
  expect(await store.list()).toEqual([]);
  expect(await store.search({ text: "anything" })).toEqual([]);
  expect(await store.quarantined()).toEqual([]);
  await expect(store.admit(exampleCandidate("first-line"), exampleEvidence())).rejects.toMatchObject(
    unwritable,
  );
  await expect(store.quarantine(exampleCandidate("first-line"), exampleRefusal())).rejects.toMatchObject(
    unwritable,
  );
});

it("writes nothing to a store that is opened read-only", async () => {
  const root = join(temporaryFolder(), "store");
  await using store = await openSkillStore({ root, readOnly: true });
  await expect(store.admit(exampleCandidate("first-line"), exampleEvidence())).rejects.toMatchObject(
    unwritable,
  );
  await expect(store.transition("first-line", "revoked", "x")).rejects.toMatchObject(unwritable);
  expect(existsSync(root)).toBe(false);
});

it("reads without writing", async () => {
  const root = temporaryFolder();
  await using writer = await openSkillStore({ root });
  await writer.admit(exampleCandidate("first-line"), exampleEvidence());
  const before = readdirSync(root, { recursive: true });
  await using reader = await openSkillStore({ root, readOnly: true });
  expect(await reader.search({ text: "first line" })).toHaveLength(1);
  expect(await reader.problems()).toEqual([]);
  expect(readdirSync(root, { recursive: true })).toEqual(before);
});

it("refuses a root that is a file, and a store of a later format", async () => {
  await expect(openSkillStore({ root: aFile() })).rejects.toMatchObject({ code: "store-invalid" });
  const root = temporaryFolder();
  writeFileSync(join(root, "package.json"), '{"portolan":{"format":3}}');
  await expect(openSkillStore({ root })).rejects.toMatchObject({
    code: "store-invalid",
    next: expect.stringMatching(/Update/),
  });
});

function aFile(): string {
  const path = join(temporaryFolder(), "file");
  writeFileSync(path, "");
  return path;
}
