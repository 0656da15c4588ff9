import { readdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { exampleCandidate } from "@portolan/core/testing";
import { beforeEach, describe, expect, it } from "vitest";
import { addCallersCaller, callerStore } from "../testing/caller-store.ts";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { checkStore } from "./check-store.ts";
import { openSkillStore } from "./open-skill-store.ts";
import { repairStore } from "./repair-store.ts";
import { leftTransactions } from "./transaction.ts";

let root: string;

beforeEach(async () => {
  root = await callerStore();
});

const read = (file: string) => readFileSync(join(root, file), "utf8");

const change = (file: string, from: RegExp | string, to: string) => {
  const text = read(file);
  expect(text).toMatch(from);
  writeFileSync(join(root, file), text.replaceAll(new RegExp(from, "g"), to));
};

describe.each([
  ["CRLF line ends", /\n/, "\r\n"],
  ["a byte order mark", /^---\nname/, "\ufeff---\nname"],
  ["a quoted key", /status: "active"/, '"status": "active"'],
  ["a comment", /status: "active"/, "status: active # since March"],
  ["a block scalar", /status: "active"/, "status: |-\n    active"],
  ["deeper metadata", /\n {2}(?=\w+: ")/, "\n      "],
])("a SKILL.md with %s", (_, from, to) => {
  it("is deprecated and brought back, and keeps what people wrote", async () => {
    change("other/SKILL.md", from, to);
    const before = read("other/SKILL.md");
    await using store = await openSkillStore({ root });
    expect((await store.transition("other", "deprecated", "it was wrong")).status).toBe("deprecated");
    expect(read("inactive/other/SKILL.md")).toMatch(/status"?: "deprecated"/);
    expect((await store.list()).map(({ name }) => name)).toEqual(["callee", "caller"]);
    expect(await checkStore(root)).toEqual([]);
    await store.transition("other", "active", "it was right", { evidence: "seen" });
    const plain = (text: string) => text.replace(/("?status"?:)\s+(\|-\s+)?"?active"?/, "$1 active");
    expect(plain(read("other/SKILL.md"))).toBe(plain(before));
  });
});

it("refuses to change a status that it cannot write, and leaves everything as it was", async () => {
  change("callee/SKILL.md", /\nmetadata:/, "\nrecord: &record");
  change("callee/SKILL.md", /\n---\n/, "\nmetadata: *record\n---\n");
  const before = [read("callee/SKILL.md"), read("callee/references/history.jsonl"), read("caller/SKILL.md")];
  await using store = await openSkillStore({ root });
  expect((await store.get("callee"))?.status).toBe("active");
  await expect(store.transition("callee", "revoked", "it was wrong")).rejects.toMatchObject({
    code: "skill-invalid",
    message: expect.stringContaining("metadata.status"),
  });
  expect([read("callee/SKILL.md"), read("callee/references/history.jsonl"), read("caller/SKILL.md")]).toEqual(
    before,
  );
});

describe("with a symbolic link in the place of a folder", () => {
  it.each(["inactive", "other/references"])("at %s, nothing leaves the store or is decided", async (path) => {
    const elsewhere = temporaryFolder();
    if (path !== "inactive") renameSync(join(root, path), join(elsewhere, "kept"));
    symlinkSync(path === "inactive" ? elsewhere : join(elsewhere, "kept"), join(root, path));
    const files = () => readdirSync(elsewhere, { recursive: true, encoding: "utf8" });
    const before = files();
    await using store = await openSkillStore({ root });
    await expect(store.transition("other", "deprecated", "for the test")).rejects.toThrow(
      "is a symbolic link",
    );
    expect(files()).toEqual(before);
    // A skill is not even read through one.
    const status = await store.get("other").then(
      (skill) => skill?.status,
      (error: { code: string }) => error.code,
    );
    expect(status).toBe(path === "inactive" ? "active" : "skill-invalid");
    // What was not decided stops no other write.
    expect(await leftTransactions(root)).toEqual([]);
  });

  it("refuses to write a record through it", async () => {
    const elsewhere = temporaryFolder();
    symlinkSync(elsewhere, join(root, "candidates"));
    await using store = await openSkillStore({ root });
    const proposed = store.propose(exampleCandidate("fresh"), { from: "folder:there", by: "test" });
    await expect(proposed).rejects.toThrow("The folder candidates of the store is a symbolic link.");
    expect(readdirSync(elsewhere)).toEqual([]);
  });
});

it("writes why a caller left the library", async () => {
  await addCallersCaller(root);
  await using store = await openSkillStore({ root });
  await store.transition("callee", "revoked", "it was wrong");
  for (const name of ["caller", "callers-caller"])
    expect((await store.history(name)).at(-1)).toMatchObject({
      status: "quarantined",
      reason: "calls callee, which is revoked",
      callee: "callee",
    });
  expect((await store.history("callee")).at(-1)?.reason).toBe("it was wrong");
  expect(await checkStore(root)).toEqual([]);
});

it("moves nothing when one of the callers cannot be moved", async () => {
  await addCallersCaller(root);
  writeFileSync(join(root, "callers-caller/references/history.jsonl"), "{torn");
  await using store = await openSkillStore({ root });
  await expect(store.transition("callee", "revoked", "it was wrong")).rejects.toMatchObject({
    code: "skill-invalid",
    message: expect.stringContaining("callers-caller"),
  });
  expect(await store.list()).toHaveLength(4);
  await repairStore(root);
  await store.transition("callee", "revoked", "it was wrong");
  expect((await store.list()).map(({ name }) => name)).toEqual(["other"]);
});

it("moves callers that were left when a status was changed by hand and is asked for again", async () => {
  change("callee/SKILL.md", /status: .*/, 'status: "revoked"');
  await using store = await openSkillStore({ root });
  await store.transition("callee", "revoked", "it was wrong");
  expect((await store.list()).map(({ name }) => name)).toEqual(["other"]);
});
