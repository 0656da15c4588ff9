import { readdirSync } from "node:fs";
import { exampleCandidate, exampleEvidence } from "@portolan/core/testing";
import { expect, it } from "vitest";
import { linesOf, startAdmitting, startHolding } from "../testing/start-worker.ts";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { checkStore } from "./check-store.ts";
import { openSkillStore } from "./open-skill-store.ts";
import { storeLayout } from "./store-layout.ts";

const contested = (author: string) =>
  numbered("same", 10).map(({ name, source }) =>
    exampleCandidate(name, { source: `${source}// ${author}\n` }),
  );

const numbered = (prefix: string, count: number) =>
  Array.from({ length: count }, (_, i) => exampleCandidate(`${prefix}-${i + 1}`));

it("loses nothing when two processes admit and search at once, and lets one win each name", async () => {
  const root = temporaryFolder();
  const jobs = ["left", "right"].map((author) => {
    const [own, shared] = [numbered(author, 30), contested(author)];
    return startAdmitting(
      root,
      own.flatMap((one, i) => (i % 3 === 0 ? [one, shared[i / 3]!] : [one])),
      ["search"],
    );
  });
  const lines = (await Promise.all(jobs.map(linesOf))).flat();
  expect(lines).toHaveLength(80);
  const count = (change: string) => lines.filter((line) => line.change === change).length;
  expect([count("added"), count("name-taken")]).toEqual([70, 10]);
  await using store = await openSkillStore({ root });
  const skills = await store.list();
  expect(skills).toHaveLength(70);
  for (const { name, digest } of lines)
    expect(skills.find((skill) => skill.name === name)?.digest).toBe(digest);
  expect(await store.search({ text: "same 7", limit: 1 })).toHaveLength(1);
  expect(await store.problems()).toEqual([]);
});

it("survives kill -9 at any moment: whole folders, nothing acknowledged is lost", async () => {
  const root = temporaryFolder();
  const acknowledged = new Set<string>();
  for (let round = 0; round < 3; round++) {
    const worker = startAdmitting(root, numbered(`round-${round}`, 200));
    const lines = linesOf(worker);
    let said = "";
    await new Promise<void>((resolve) => {
      worker.stdout.on("data", (chunk: Buffer) => {
        said += chunk.toString();
        if (said.split("\n").length > 2) resolve();
      });
    });
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 80));
    worker.kill("SIGKILL");
    for (const { name } of await lines) acknowledged.add(name);
  }
  const problems = await checkStore(root);
  expect(problems.filter(({ kind }) => kind !== "write-left")).toEqual([]);
  await using store = await openSkillStore({ root });
  const names = new Set((await store.list()).map(({ name }) => name));
  expect(acknowledged.size).toBeGreaterThan(4);
  for (const name of acknowledged) expect(names).toContain(name);
  await store.admit(exampleCandidate("after"), exampleEvidence());
  expect(readdirSync(storeLayout.temporary(root))).toEqual([]);
  expect(await checkStore(root)).toEqual([]);
});

it("says who holds the lock, and needs no clean-up once that process is killed", async () => {
  const root = temporaryFolder();
  const worker = await startHolding(root);
  await using store = await openSkillStore({ root, lockTimeoutMs: 100 });
  await expect(store.admit(exampleCandidate("first-line"), exampleEvidence())).rejects.toMatchObject({
    code: "store-locked",
    message: expect.stringContaining(`process ${worker.pid}`),
  });
  worker.kill("SIGKILL");
  await new Promise((resolve) => worker.once("close", resolve));
  expect((await store.admit(exampleCandidate("first-line"), exampleEvidence())).change).toBe("added");
});

it("sees what another store object writes", async () => {
  const root = temporaryFolder();
  await using one = await openSkillStore({ root });
  await using other = await openSkillStore({ root });
  await one.admit(exampleCandidate("first-line"), exampleEvidence());
  expect(await other.search({ text: "first line" })).toHaveLength(1);
  await other.transition("first-line", "revoked", "it was wrong");
  expect(await one.search({ text: "first line" })).toEqual([]);
  expect(await one.get("first-line")).toMatchObject({ status: "revoked" });
});
