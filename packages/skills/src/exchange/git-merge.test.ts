import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { exampleCandidate, exampleEvidence } from "@portolan/core/testing";
import { execa } from "execa";
import { beforeEach, expect, it } from "vitest";
import { checkStore } from "../store/check-store.ts";
import { openSkillStore } from "../store/open-skill-store.ts";
import { temporaryFolder } from "../testing/temporary-folder.ts";

let root: string;
const git = (...commandLine: string[]) =>
  execa("git", ["-C", root, "-c", "user.name=x", "-c", "user.email=x@y.z", ...commandLine], {
    reject: false,
  });

async function admit(name: string): Promise<void> {
  await using store = await openSkillStore({ root });
  await store.admit(exampleCandidate(name), exampleEvidence());
}

async function transition(name: string, status: "deprecated" | "revoked"): Promise<void> {
  await using store = await openSkillStore({ root });
  await store.transition(name, status, `it is ${status}`);
}

async function commit(): Promise<void> {
  await git("add", "--all");
  await git("commit", "--quiet", "--message", "x");
}

/** A store in git with one skill, and a branch `other`. */
beforeEach(async () => {
  root = join(temporaryFolder(), "store");
  await admit("common");
  await git("init", "--quiet", "--initial-branch=main");
  await commit();
  await git("branch", "other");
});

it("two branches of a store that learned other skills merge into a whole one", async () => {
  await admit("ours");
  await commit();
  await git("checkout", "--quiet", "other");
  await admit("theirs");
  await transition("common", "deprecated");
  await commit();
  await git("checkout", "--quiet", "main");
  expect((await git("merge", "--no-edit", "other")).exitCode).toBe(0);
  expect((await checkStore(root)).filter(({ severity }) => severity === "error")).toEqual([]);
  await using store = await openSkillStore({ root });
  expect((await store.list()).map(({ name }) => name)).toEqual(["ours", "theirs"]);
});

it("merges histories line by line", async () => {
  expect(readFileSync(join(root, ".gitattributes"), "utf8")).toContain("*.jsonl merge=union");
  const history = join(root, "common", "references", "history.jsonl");
  const [line] = readFileSync(history, "utf8").split("\n") as [string];
  appendFileSync(history, line.replace("admitted", "seen here") + "\n");
  await commit();
  await git("checkout", "--quiet", "other");
  appendFileSync(history, line.replace("admitted", "seen there") + "\n");
  await commit();
  expect((await git("merge", "--no-edit", "main")).exitCode).toBe(0);
  expect(readFileSync(history, "utf8").split("\n")).toHaveLength(4);
  expect((await checkStore(root)).filter(({ severity }) => severity === "error")).toEqual([]);
});

it("store check finds what a bad merge left", async () => {
  const script = join(root, "common", "scripts", "skill.ts");
  writeFileSync(script, `<<<<<<< HEAD\n${readFileSync(script, "utf8")}=======\n>>>>>>> other\n`);
  expect((await checkStore(root)).map(({ kind }) => kind)).toContain("skill-conflicted");
});
