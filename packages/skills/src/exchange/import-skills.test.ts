import { type Candidate, skillDigest, type Verify } from "@portolan/core";
import { exampleCandidate, exampleEvidence, memorySkillStore } from "@portolan/core/testing";
import { expect, it } from "vitest";
import { openSkillStore } from "../store/open-skill-store.ts";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { type ImportOptions, importSkills } from "./import-skills.ts";
import { newestOffers } from "./newest-offers.ts";
import type { Offer } from "./offer.ts";

const origin = { from: "npm:lines", by: "test", author: "Ada", licence: "MIT", version: "1.0.0" };
const passes: Verify = async () => ({ evidence: exampleEvidence() });
const offer = (candidate: Candidate): Offer => ({ candidate, origin });
const calling = (name: string, callee: Candidate): Candidate =>
  exampleCandidate(name, { uses: [{ name: callee.name, digest: skillDigest(callee) }] });

async function imported(
  offers: Candidate[],
  options: ImportOptions = { verify: passes },
  store = memorySkillStore(),
) {
  const outcomes = await importSkills(store, { offers: offers.map(offer), skipped: [] }, options);
  return { store, outcomes, told: outcomes.map(({ name, outcome }) => `${name} ${outcome}`) };
}

it("admits what passes, callees first, and says where it comes from", async () => {
  const callee = exampleCandidate("callee");
  const { store, told } = await imported([calling("caller", callee), callee]);
  expect(told).toEqual(["callee admitted", "caller admitted"]);
  const skill = await store.get("callee");
  expect(skill).toMatchObject({ status: "active", digest: skillDigest(callee) });
  expect(skill?.evidence).toMatchObject({ coder: "Ada", origin });
  expect(await store.candidates()).toEqual([]);
});

it("keeps what fails as a candidate with the reason, and what calls it", async () => {
  const callee = exampleCandidate("callee");
  const verify: Verify = async ({ name }) =>
    name === "callee" ? { refused: "wrong on 1 of 2 cases" } : passes({} as never, {} as never);
  const { store, told } = await imported([calling("caller", callee), callee], { verify });
  expect(told).toEqual(["callee candidate", "caller candidate"]);
  expect((await store.candidates()).map(({ reason }) => reason)).toEqual([
    "wrong on 1 of 2 cases",
    "it calls callee, which is no active skill here",
  ]);
  expect(await store.list()).toEqual([]);
  const again = await importSkills(
    store,
    { offers: await store.candidates(), skipped: [] },
    { verify: passes },
  );
  expect(again.map(({ outcome }) => outcome)).toEqual(["admitted", "admitted"]);
  expect(await store.candidates()).toEqual([]);
});

it("verifies nothing that has no case, and says how to give it one", async () => {
  const { outcomes } = await imported([exampleCandidate("line", { evals: { examples: [], cases: [] } })]);
  expect(outcomes[0]).toMatchObject({
    outcome: "candidate",
    reason: expect.stringContaining("no case"),
    next: expect.stringContaining("evals/cases.json"),
  });
});

it("says what is here already, whatever became of it", async () => {
  const candidate = exampleCandidate("line");
  const { store } = await imported([candidate]);
  expect((await imported([candidate], { verify: passes }, store)).told).toEqual(["line known"]);
  await store.transition("line", "revoked", "it leaks");
  const { outcomes } = await imported([candidate], { verify: passes }, store);
  expect(outcomes[0]).toMatchObject({ outcome: "known", reason: "it is revoked here" });
});

it("reports another program of the name, keeps it as a candidate, and takes it by another name", async () => {
  const { store } = await imported([exampleCandidate("line")]);
  const other = exampleCandidate("line", { source: "export const line = (text: string) => text;\n" });
  const { outcomes } = await imported([other], { verify: passes }, store);
  expect(outcomes[0]).toMatchObject({
    outcome: "conflict",
    next: expect.stringMatching(/--as or --prefix.*portolan replace line/),
  });
  expect((await store.get("line"))?.digest).toBe(skillDigest(exampleCandidate("line")));
  expect(await store.candidates()).toHaveLength(1);
  const { told } = await imported([other], { verify: passes, rename: () => "plain-line" }, store);
  expect(told).toEqual(["plain-line admitted"]);
});

it("renames callees in what calls them", async () => {
  const callee = exampleCandidate("b-line");
  const caller: Candidate = {
    ...calling("a-line", callee),
    source: `import { bLine } from "#skills/b-line";\nexport function aLine(text: string): string {\n  return text === "" ? "" : bLine(aLine(""));\n}\n`,
  };
  const { store } = await imported([caller, callee], { verify: passes, rename: (name) => `my-${name}` });
  const skill = await store.get("my-a-line");
  expect(skill?.source).toBe(
    `import { myBLine as bLine } from "#skills/my-b-line";\nfunction aLine(text: string): string {\n  return text === "" ? "" : bLine(aLine(""));\n}\n\nexport { aLine as myALine };\n`,
  );
  expect(skill?.uses).toEqual([{ name: "my-b-line", digest: (await store.get("my-b-line"))?.digest }]);
});

it("writes nothing in a dry run, and judges callers with what would be there", async () => {
  const callee = exampleCandidate("callee");
  const seen: unknown[] = [];
  const verify: Verify = async (candidate, reader) => {
    for (const { name, digest } of candidate.uses) seen.push((await reader.get(name, digest))?.status);
    return { evidence: exampleEvidence() };
  };
  const root = temporaryFolder();
  await using store = await openSkillStore({ root, readOnly: true });
  const { told } = await imported([calling("caller", callee), callee], { verify, dryRun: true }, store);
  expect(told).toEqual(["callee admitted", "caller admitted"]);
  expect(seen).toEqual(["active"]);
  expect(await store.list()).toEqual([]);
});

it("skips what calls itself through others, what calls nothing that is there, and what no store keeps", async () => {
  const unpinned = (name: string, callee: string) =>
    exampleCandidate(name, { uses: [{ name: callee, digest: "" }] });
  const { store, outcomes } = await imported([
    unpinned("a", "b"),
    unpinned("b", "a"),
    unpinned("c", "nowhere"),
    exampleCandidate("d", { description: "x".repeat(2000) }),
    exampleCandidate("../e"),
    exampleCandidate("f", { source: "export const g = 1;" }),
  ]);
  expect(outcomes.map(({ outcome }) => outcome)).toEqual(Array(6).fill("skipped"));
  expect(outcomes.map(({ reason }) => reason).join("\n")).toMatch(
    /through others[^]*nowhere[^]*2000 characters[^]*cannot be the name[^]*does not export/,
  );
  expect(await store.candidates()).toEqual([]);
});

it("takes nothing that would keep busy who reads it", async () => {
  const deep = JSON.parse(`${"[".repeat(200)}${"]".repeat(200)}`) as [];
  const { outcomes } = await imported([
    exampleCandidate("a", { source: `export const a = 1;\n${"export {a".repeat(40_000)}` }),
    exampleCandidate("b", { evals: { examples: [], cases: [{ input: [deep], output: 1 }] } }),
  ]);
  expect(outcomes.map(({ outcome }) => outcome)).toEqual(["skipped", "skipped"]);
  expect(outcomes.map(({ reason }) => reason).join()).toMatch(/262144 bytes.*100 levels/);
});

it("pins what the source names without a version to what is here", async () => {
  const { store } = await imported([exampleCandidate("callee")]);
  const caller = exampleCandidate("caller", { uses: [{ name: "callee", digest: "" }] });
  await imported([caller], { verify: passes }, store);
  expect((await store.get("caller"))?.uses).toEqual([
    { name: "callee", digest: (await store.get("callee"))?.digest },
  ]);
});

it("keeps everything as a candidate without a verifier", async () => {
  const { store, told } = await imported([exampleCandidate("line")], {});
  expect(told).toEqual(["line candidate"]);
  expect((await store.candidates())[0]).toMatchObject({ origin });
});

it("stops between two offers, and goes on when it is repeated", async () => {
  const store = memorySkillStore();
  const controller = new AbortController();
  const verify: Verify = async () => {
    controller.abort();
    return { evidence: exampleEvidence() };
  };
  const both = [exampleCandidate("a"), exampleCandidate("b")];
  await expect(imported(both, { verify, signal: controller.signal }, store)).rejects.toMatchObject({
    code: "interrupted",
  });
  expect((await store.list()).map(({ name }) => name)).toEqual(["a"]);
  expect((await imported(both, { verify: passes }, store)).told).toEqual(["a known", "b admitted"]);
});

it("means the highest version of a name", () => {
  const versions = [1, 3, 2].map((version) => ({ ...offer(exampleCandidate("a")), version }));
  const { offers, skipped } = newestOffers({ offers: versions, skipped: [] });
  expect(offers.map(({ version }) => version)).toEqual([3]);
  expect(skipped).toHaveLength(2);
});
