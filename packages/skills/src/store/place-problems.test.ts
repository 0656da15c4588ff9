import { lstatSync, mkdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { exampleCandidate, exampleRefusal } from "@portolan/core/testing";
import { beforeEach, describe, expect, it } from "vitest";
import { callerStore } from "../testing/caller-store.ts";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { checkStore } from "./check-store.ts";
import { openSkillStore } from "./open-skill-store.ts";
import { repairStore } from "./repair-store.ts";

let root: string;

beforeEach(async () => {
  root = await callerStore();
});

const kinds = async () =>
  (await checkStore(root)).map(({ kind, skill }) => (skill ? `${kind} ${skill}` : kind));

describe("where something else lies in the place of", () => {
  it.each(["inactive", "quarantine", "candidates", "guidance", "uses", ".transaction", ".portolan"])(
    "the folder %s, the library stays readable, and a repair clears it",
    async (folder) => {
      rmSync(join(root, folder), { recursive: true, force: true });
      writeFileSync(join(root, folder), "mine");
      {
        await using store = await openSkillStore({ root, readOnly: true });
        expect((await store.list()).map(({ name }) => name)).toEqual(["callee", "caller", "other"]);
        expect((await store.search({ text: "other" }))[0]?.skill.name).toBe("other");
      }
      expect(await kinds()).toEqual(["place-taken"]);
      const { repaired, left } = await repairStore(root);
      expect([repaired.map(({ kind }) => kind), left]).toEqual([["place-taken"], []]);
      expect(readFileSync(join(root, `${folder}.broken`), "utf8")).toBe("mine");
      await using store = await openSkillStore({ root });
      await store.transition("other", "deprecated", "for the test");
      await store.quarantine(exampleCandidate("worse"), exampleRefusal());
      expect(await checkStore(root)).toEqual([]);
    },
  );

  it("several folders, a repair clears all, that of the locks first", async () => {
    for (const folder of ["inactive", ".portolan"]) {
      rmSync(join(root, folder), { recursive: true, force: true });
      writeFileSync(join(root, folder), "mine");
    }
    expect((await repairStore(root)).left).toEqual([]);
    expect(await checkStore(root)).toEqual([]);
  });

  it("a file of its own, a repair moves it and writes the file", async () => {
    rmSync(join(root, "package.json"));
    mkdirSync(join(root, "package.json"));
    expect(await kinds()).toContain("place-taken");
    expect((await repairStore(root)).left).toEqual([]);
    expect(statSync(join(root, "package.json")).isFile()).toBe(true);
  });

  it("the earlier versions of a skill, a repair moves it", async () => {
    writeFileSync(join(root, "other/references/versions"), "mine");
    expect(await kinds()).toEqual(["place-taken other"]);
    expect((await repairStore(root)).left).toEqual([]);
    expect(readFileSync(join(root, "other/references/versions.broken"), "utf8")).toBe("mine");
  });

  it("a folder, a link is told of and stays", async () => {
    symlinkSync(temporaryFolder(), join(root, "inactive"));
    expect(await kinds()).toEqual(["place-taken"]);
    expect((await repairStore(root)).left.map(({ kind }) => kind)).toEqual(["place-taken"]);
    expect(lstatSync(join(root, "inactive")).isSymbolicLink()).toBe(true);
  });
});
