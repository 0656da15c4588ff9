import { spawnSync, type SpawnSyncReturns } from "node:child_process";
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { exampleCandidate, exampleEvidence } from "@portolan/core/testing";
import { expect, it } from "vitest";
import { addCallersCaller, callerStore } from "../testing/caller-store.ts";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { checkStore } from "./check-store.ts";
import { openSkillStore } from "./open-skill-store.ts";

const script = fileURLToPath(new URL("../testing/change-worker.ts", import.meta.url));
const flags = ["--conditions=@portolan/source", "--disable-warning=ExperimentalWarning"];
const every = {
  status: ["candidate", "active", "deprecated", "revoked", "quarantined"],
  aliases: true,
} as const;

/** Changes the store in a process of its own; gives how many steps there were, and copies the store before each. */
function change(root: string, kind: string, copies = ""): number {
  const { stdout, stderr } = changeWorker(root, kind, "0", copies);
  expect(stderr).toBe("");
  return Number(stdout);
}

function changeWorker(...args: string[]): SpawnSyncReturns<string> {
  return spawnSync(process.execPath, [...flags, script, ...args], { encoding: "utf8" });
}

/** Everything about the skills of a store: what they are, were, and why. */
async function contentOf(root: string): Promise<string> {
  await using store = await openSkillStore({ root });
  const skills = await store.list({ ...every, status: [...every.status] });
  const all = await Promise.all(
    skills.map(async (skill) => [skill, await store.history(skill.name), await store.versions(skill.name)]),
  );
  return JSON.stringify(all);
}

/** `callee` with three callers, one through another, and a skill that is not active. */
async function crowdedStore(): Promise<string> {
  const root = await callerStore();
  await addCallersCaller(root);
  await using store = await openSkillStore({ root });
  const uses = [{ name: "callee", digest: (await store.get("callee"))!.digest }];
  await store.admit(exampleCandidate("second-caller", { uses }), exampleEvidence());
  await store.admit(exampleCandidate("retired"), exampleEvidence());
  await store.transition("retired", "deprecated", "for the test");
  return root;
}

/** The store as format 1 had it: all folders at the root. */
async function ofFormat1(root: string): Promise<string> {
  cpSync(join(root, "inactive/retired"), join(root, "retired"), { recursive: true });
  rmSync(join(root, "inactive"), { recursive: true });
  const manifest = readFileSync(join(root, "package.json"), "utf8");
  writeFileSync(join(root, "package.json"), manifest.replace('"format": 2', '"format": 1'));
  writeFileSync(join(root, ".gitignore"), ".portolan/\n");
  return root;
}

const replaced = async (): Promise<string> => {
  const root = await crowdedStore();
  change(root, "replace");
  return root;
};

it.each([
  ["admit", crowdedStore, "admit"],
  ["a new version with three callers", crowdedStore, "replace"],
  ["rename", crowdedStore, "rename"],
  ["revoke with three callers", crowdedStore, "revoke"],
  ["return", crowdedStore, "return"],
  ["revert", replaced, "revert"],
  ["migration and admission", async () => ofFormat1(await crowdedStore()), "admit"],
  ["migration and a new version", async () => ofFormat1(await crowdedStore()), "replace"],
])("leaves a store as before or as after, wherever it is killed: %s", async (_, make, kind) => {
  const origin = await make();
  const folder = temporaryFolder();
  const at = (name: string | number): string => join(folder, String(name));
  for (const name of ["done", "killed"]) cpSync(origin, at(name), { recursive: true });
  // A copy before each step is what a kill there leaves, without the start of a process for each.
  const steps = change(at("done"), kind, folder);
  expect(steps).toBeGreaterThan(5);
  const middle = Math.ceil(steps / 2);
  expect(changeWorker(at("killed"), kind, String(middle)).signal).toBe("SIGKILL");
  expect(filesOf(at("killed"))).toEqual(filesOf(at(middle)));
  const [before, after] = [await contentOf(origin), await contentOf(at("done"))];
  const digests = new Set([...`${before}${after}`.matchAll(/"digest":"(\w+)"/g)].map((match) => match[1]));
  const found = new Set<string>();
  for (const name of ["killed", ...Array.from({ length: steps }, (_step, k) => k + 1)]) {
    const root = at(name);
    // Nothing half-changed is usable, even for one who reads and may not write.
    await using reader = await openSkillStore({ root, readOnly: true });
    const usable = await reader.search({ text: "callee caller other", limit: 50 });
    expect(usable.filter(({ skill }) => !digests.has(skill.digest))).toEqual([]);
    const content = await contentOf(root);
    expect([before, after]).toContain(content);
    found.add(content === before ? "before" : "after");
    // The folders of a copy are new to its catalogue.
    const mended = new Set(["write-left", "index-behind"]);
    expect((await checkStore(root)).filter(({ kind: problem }) => !mended.has(problem))).toEqual([]);
    // Whoever writes next meets nothing left of it.
    await using store = await openSkillStore({ root });
    await store.admit(exampleCandidate("after"), exampleEvidence());
    await store.usedBy("callee");
    expect(await checkStore(root)).toEqual([]);
  }
  expect(found).toEqual(new Set(kind === "admit" ? ["before"] : ["before", "after"]));
});

/** What lies in a store, without the numbers of processes in the names of what is being written. */
function filesOf(root: string): string[] {
  const files = readdirSync(root, { recursive: true, encoding: "utf8" });
  return files.map((file) => file.replace(/(?<=^\.portolan\/tmp\/)\d+/, "…")).toSorted();
}
