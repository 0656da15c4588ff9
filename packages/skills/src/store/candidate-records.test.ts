import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { exampleCandidate } from "@portolan/core/testing";
import { expect, it } from "vitest";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { checkStore } from "./check-store.ts";
import { openSkillStore } from "./open-skill-store.ts";
import { repairStore } from "./repair-store.ts";

const origin = { from: "npm:lines", by: "test" };

it("keeps a candidate as inert JSON, the same bytes each time", async () => {
  const texts = [];
  for (const root of [temporaryFolder(), temporaryFolder()]) {
    await using store = await openSkillStore({ root });
    await store.propose(exampleCandidate("line"), origin);
    const [file] = readdirSync(join(root, "candidates")) as [string];
    expect(file).toMatch(/^line-[0-9a-f]{12}\.json$/);
    texts.push(readFileSync(join(root, "candidates", file), "utf8"));
  }
  expect(texts[0]).toBe(texts[1]);
});

it("refuses what no store could keep", async () => {
  await using store = await openSkillStore({ root: temporaryFolder() });
  await expect(store.propose(exampleCandidate("../line"), origin)).rejects.toMatchObject({
    code: "store-invalid",
  });
  expect(await store.candidates()).toEqual([]);
});

it("leaves out a record that was changed, which a check finds and a repair sets aside", async () => {
  const root = temporaryFolder();
  await using store = await openSkillStore({ root });
  await store.propose(exampleCandidate("line"), origin);
  const [file] = readdirSync(join(root, "candidates")) as [string];
  const path = join(root, "candidates", file);
  writeFileSync(path, readFileSync(path, "utf8").replace("For a test", "For another"));
  expect(await store.candidates()).toEqual([]);
  expect((await checkStore(root)).map(({ kind }) => kind)).toEqual(["candidate-broken"]);
  await repairStore(root);
  expect(await checkStore(root)).toEqual([]);
  expect(readdirSync(join(root, "candidates"))).toEqual([`${file}.broken`]);
});
