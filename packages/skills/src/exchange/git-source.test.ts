import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { beforeAll, expect, it } from "vitest";
import { textDeclare, writeSkillFolder } from "../testing/skill-folder.ts";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { readSource, type ReadSourceOptions } from "./read-source.ts";

const root = temporaryFolder();
const bare = join(root, "skills.git");
const git = (...commandLine: string[]) =>
  execa("git", [
    "-c",
    "user.name=x",
    "-c",
    "user.email=x@y.z",
    "-c",
    "protocol.file.allow=always",
    ...commandLine,
  ]);
const read = (source: string, options: Partial<ReadSourceOptions> = {}) =>
  readSource(source, { cwd: root, declare: textDeclare, by: "test", ...options });
const leftOver = () => readdirSync(tmpdir()).filter((name) => name.startsWith("portolan-import-"));

beforeAll(async () => {
  const work = join(root, "work");
  await git("init", "--quiet", "--initial-branch=main", work);
  writeSkillFolder(work, "shout");
  // A link to a file outside of the repository, as a text in git.
  const link = (await execa("git", ["-C", work, "hash-object", "-w", "--stdin"], { input: "/etc/hostname" }))
    .stdout;
  await git("-C", work, "update-index", "--add", "--cacheinfo", `120000,${link},shout/scripts/skill.ts`);
  await git("-C", work, "add", "shout/SKILL.md", "shout/scripts/shout.ts");
  await git("-C", work, "commit", "--quiet", "-m", "one");
  await git("-C", work, "branch", "with-link");
  await git("-C", work, "rm", "--quiet", "--cached", "shout/scripts/skill.ts");
  await git("-C", work, "commit", "--quiet", "-m", "two");
  await git("-C", work, "branch", "next");
  await git("clone", "--quiet", "--bare", work, bare);
  mkdirSync(join(bare, "hooks"), { recursive: true });
  for (const hook of ["post-checkout", "upload-pack"])
    writeFileSync(join(bare, "hooks", hook), `#!/bin/sh\ntouch ${join(root, "hooked")}\n`, { mode: 0o755 });
});

it("reads a bare repository and an address, with the commit as the version", async () => {
  const { stdout: commit } = await git("-C", bare, "rev-parse", "main");
  for (const source of ["skills.git", "skills.git#next", `file://${bare}`, `git+file://${bare}#next`]) {
    const { offers, skipped } = await read(source);
    expect(skipped).toEqual([]);
    expect(offers[0]?.origin).toMatchObject({
      version: commit,
      author: "Ada",
      from: expect.stringMatching(/^git:/),
    });
  }
  expect(existsSync(join(root, "hooked"))).toBe(false);
});

it("follows no link of a repository", async () => {
  const { offers } = await read("skills.git#with-link");
  // Git writes the link as a file that holds its target, which exports nothing.
  expect(offers).toEqual([]);
});

it("says what git said, and leaves nothing behind", async () => {
  const before = leftOver();
  await expect(read("skills.git#no-such-branch")).rejects.toMatchObject({
    code: "source-invalid",
    message: expect.stringContaining("no-such-branch"),
  });
  await expect(read(`file://${root}/nothing`)).rejects.toMatchObject({ code: "source-invalid" });
  const signal = AbortSignal.abort();
  await expect(read("skills.git", { signal })).rejects.toMatchObject({ code: "interrupted" });
  expect(leftOver()).toEqual(before);
});

it("fetches no submodule", async () => {
  const work = join(root, "outer");
  await git("init", "--quiet", "--initial-branch=main", work);
  writeSkillFolder(work, "whisper");
  await git("-C", work, "submodule", "--quiet", "add", bare, "inner");
  await git("-C", work, "add", ".");
  await git("-C", work, "commit", "--quiet", "-m", "one");
  const { offers } = await read(`file://${work}`);
  expect(offers.map(({ candidate }) => candidate.name)).toEqual(["whisper"]);
});
