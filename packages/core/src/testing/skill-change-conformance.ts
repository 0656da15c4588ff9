import { expect, it } from "vitest";
import { functionNameOf } from "../program/program.ts";
import { renameSkill } from "../skills/rename-skill.ts";
import type { Candidate, Evidence } from "../skills/skill.ts";
import type { ChangeOptions, SkillReader, Verify } from "../skills/skill-change.ts";
import type { SkillStore } from "../skills/skill-store.ts";
import { exampleCandidate, exampleEvidence } from "./example-records.ts";

/** Another program for a skill of `exampleCandidate`. */
export function otherProgram(name: string, mark = "other"): Candidate {
  const symbol = functionNameOf(name);
  return exampleCandidate(name, {
    source: `export const ${symbol} = (text: string): string => text + "${mark}";\n`,
  });
}

/** A verifier that passes all but some, and keeps what it was asked. */
export function scriptedVerify(refuse: Record<string, string> = {}) {
  const asked: { name: string; callees: (string | undefined)[] }[] = [];
  const verify: Verify = async (candidate, reader) => {
    const callees = await Promise.all(candidate.uses.map((pin) => sourceOf(pin.name, pin.digest, reader)));
    asked.push({ name: candidate.name, callees });
    const reason = refuse[candidate.name];
    return reason === undefined ? { evidence: verified() } : { refused: reason };
  };
  return { asked, verify };
}

/** A store of `first-line` ← `heading-of` ← `title-of`, and `last-line` on its own. */
export async function chainStore(make: () => Promise<SkillStore>): Promise<SkillStore> {
  const store = await make();
  let uses: Candidate["uses"] = [];
  for (const name of ["first-line", "heading-of", "title-of"]) {
    const { skill } = await store.admit(exampleCandidate(name, { uses }), exampleEvidence());
    uses = [{ name, digest: skill.digest }];
  }
  await store.admit(exampleCandidate("last-line"), exampleEvidence());
  return store;
}

/** What a verification finds. */
function verified(): Evidence {
  return exampleEvidence({
    coder: "verifier",
    checks: { examples: 1, cases: 1, lowerBound: 0.05 },
    verdicts: [],
  });
}

async function sourceOf(name: string, digest: string, reader: SkillReader): Promise<string | undefined> {
  const skill = await reader.get(name, digest);
  return skill?.status === "active" ? skill.source : undefined;
}

/** What every skill store must do when skills get new versions and names. */
export function skillChangeConformance(make: () => Promise<SkillStore>): void {
  const because = (changes: Partial<ChangeOptions> = {}): ChangeOptions => ({
    reason: "it is faster",
    by: "a person",
    verify: scriptedVerify().verify,
    ...changes,
  });

  it("puts a new version, pins all callers anew, and verifies them against it", async () => {
    await using store = await chainStore(make);
    const before = (await store.get("first-line"))!;
    const { asked, verify } = scriptedVerify();
    const candidate = otherProgram("first-line");
    const { done, refused } = await store.change([{ kind: "put", candidate }], because({ verify }));
    expect(refused).toBeUndefined();
    expect(done.map(({ name, change }) => `${change} ${name}`)).toEqual([
      "replaced first-line",
      "re-pinned heading-of",
      "re-pinned title-of",
    ]);
    const now = (await store.get("first-line"))!;
    expect(now).toMatchObject({ source: candidate.source, version: 2, status: "active" });
    expect(done[0]).toMatchObject({ from: before.digest, to: now.digest });
    expect(await store.get("heading-of")).toMatchObject({
      version: 2,
      uses: [{ name: "first-line", digest: now.digest }],
      evidence: { ...exampleEvidence(), verdicts: [] },
    });
    expect(asked[1]).toEqual({ name: "heading-of", callees: [candidate.source] });
    expect((await store.list()).map(({ name }) => name)).toEqual([
      "first-line",
      "heading-of",
      "last-line",
      "title-of",
    ]);
  });

  it("keeps earlier versions, to be read and never to be linked", async () => {
    await using store = await chainStore(make);
    const before = (await store.get("first-line"))!;
    await store.change([{ kind: "put", candidate: otherProgram("first-line") }], because());
    expect(await store.get("first-line", before.digest)).toEqual({ ...before, status: "deprecated" });
    const versions = await store.versions("first-line");
    expect(versions.map(({ version, status }) => [version, status])).toEqual([
      [1, "deprecated"],
      [2, "active"],
    ]);
    await expect(
      store.admit(
        exampleCandidate("late", { uses: [{ name: "first-line", digest: before.digest }] }),
        exampleEvidence(),
      ),
    ).rejects.toMatchObject({ code: "store-invalid" });
  });

  it("moves nothing when one caller is not verified, nor when it is only tried", async () => {
    await using store = await chainStore(make);
    const before = await store.list();
    const candidate = otherProgram("first-line");
    const { verify } = scriptedVerify({ "title-of": "wrong on 1 of 2 cases" });
    const report = await store.change([{ kind: "put", candidate }], because({ verify }));
    expect(report).toMatchObject({
      done: [],
      refused: { name: "title-of", reason: "wrong on 1 of 2 cases" },
    });
    const tried = await store.change([{ kind: "put", candidate }], because({ dryRun: true }));
    expect(tried.done).toHaveLength(3);
    expect(await store.list()).toEqual(before);
    const { id } = await store.change([{ kind: "put", candidate }], because());
    expect(id).toBe(tried.id);
  });

  it("says in histories what became of a skill, why, by whom, and in which change", async () => {
    await using store = await chainStore(make);
    const evidence = { measured: 3 };
    const candidate = otherProgram("first-line");
    const { id } = await store.change([{ kind: "put", candidate }], because({ evidence }));
    const { digest } = (await store.get("first-line"))!;
    const line = { version: 2, digest, status: "active", by: "a person", change: id };
    expect((await store.history("first-line")).at(-1)).toEqual({ ...line, reason: "it is faster", evidence });
    expect((await store.history("title-of")).at(-1)).toMatchObject({ callee: "heading-of", change: id });
    expect((await store.history("title-of"))[0]).toMatchObject({
      version: 1,
      reason: "admitted for the task example",
    });
  });

  it("changes several skills at once, whatever their order", async () => {
    await using store = await chainStore(make);
    const { digest } = (await store.get("first-line"))!;
    const heading = { ...otherProgram("heading-of"), uses: [{ name: "first-line", digest }] };
    const puts = [heading, otherProgram("first-line")].map((candidate) => ({
      kind: "put" as const,
      candidate,
    }));
    const { done } = await store.change(puts, because());
    expect(done.map(({ name, change }) => `${change} ${name}`)).toEqual([
      "replaced first-line",
      "replaced heading-of",
      "re-pinned title-of",
    ]);
    const twice = await store.change([...puts, puts[0]!], because());
    expect(twice.refused).toMatchObject({ name: "heading-of" });
  });

  it("loses neither of two changes at once, and pins what calls both", async () => {
    await using store = await chainStore(make);
    const pin = async (name: string) => ({ name, digest: (await store.get(name))!.digest });
    const uses = [await pin("first-line"), await pin("last-line")];
    await store.admit(exampleCandidate("both", { uses }), exampleEvidence());
    const names = ["first-line", "last-line"];
    const reports = await Promise.all(
      names.map((name) => store.change([{ kind: "put", candidate: otherProgram(name) }], because())),
    );
    expect(reports.map(({ refused }) => refused)).toEqual([undefined, undefined]);
    expect(await store.get("both")).toMatchObject({
      version: 3,
      uses: [await pin("first-line"), await pin("last-line")],
    });
  });

  it("refuses what would call itself, and what calls a skill that is not active", async () => {
    await using store = await chainStore(make);
    const [title, first] = [(await store.get("title-of"))!, (await store.get("first-line"))!];
    const round = { ...otherProgram("first-line"), uses: [{ name: "title-of", digest: title.digest }] };
    expect((await store.change([{ kind: "put", candidate: round }], because())).refused?.reason).toContain(
      "itself",
    );
    await store.transition("last-line", "deprecated", "for the test");
    const last = (await store.get("last-line"))!;
    const uses = [{ name: "last-line", digest: last.digest }];
    const late = { ...otherProgram("first-line"), uses };
    expect((await store.change([{ kind: "put", candidate: late }], because())).refused?.reason).toContain(
      "deprecated",
    );
    expect(await store.get("first-line")).toEqual(first);
  });

  it("never brings back a program that was revoked, and takes another one in its place", async () => {
    await using store = await chainStore(make);
    await store.transition("last-line", "revoked", "it was wrong");
    const same = exampleCandidate("last-line");
    expect((await store.change([{ kind: "put", candidate: same }], because())).refused?.reason).toContain(
      "revoked",
    );
    const { done } = await store.change([{ kind: "put", candidate: otherProgram("last-line") }], because());
    expect(done).toMatchObject([{ change: "replaced" }]);
    expect(await store.get("last-line")).toMatchObject({ status: "active", version: 2 });
  });

  it("makes a skill another name of another, which callers call and coders do not see", async () => {
    await using store = await chainStore(make);
    await store.admit(exampleCandidate("head"), exampleEvidence());
    const { asked, verify } = scriptedVerify();
    const { done } = await store.change(
      [{ kind: "alias", name: "first-line", of: "head" }],
      because({ verify }),
    );
    expect(done.map(({ change }) => change)).toEqual(["aliased", "re-pinned", "re-pinned"]);
    const alias = (await store.get("first-line"))!;
    expect(alias).toMatchObject({ aliasOf: "head", status: "active", version: 2 });
    expect(alias.source).toBe('export { head as firstLine } from "#skills/head";\n');
    expect(asked[1]).toEqual({ name: "heading-of", callees: [alias.source] });
    expect((await store.list()).map(({ name }) => name)).not.toContain("first-line");
    expect((await store.list({ aliases: true })).map(({ name }) => name)).toContain("first-line");
    const found = await store.search({ text: "first line head", limit: 20 });
    expect(found.map(({ skill }) => skill.name)).not.toContain("first-line");
    const { refused } = await store.change([{ kind: "alias", name: "head", of: "first-line" }], because());
    expect(refused?.name).toBe("head");
  });

  it("renames a skill: the old name is an alias, and the program is proven under the new one", async () => {
    await using store = await chainStore(make);
    const { done } = await renameSkill(store, "first-line", "top-line", because());
    expect(done.map(({ name, change }) => `${change} ${name}`)).toEqual([
      "added top-line",
      "aliased first-line",
      "re-pinned heading-of",
      "re-pinned title-of",
    ]);
    const source = exampleCandidate("first-line").source.replace("function firstLine", "function topLine");
    expect(await store.get("top-line")).toMatchObject({ source, evidence: { coder: "scripted" } });
    await expect(renameSkill(store, "last-line", "first-line", because())).rejects.toMatchObject({
      code: "usage",
    });
  });

  it("renames a skill again: every earlier name is one of the program, not of another name", async () => {
    await using store = await chainStore(make);
    await renameSkill(store, "first-line", "top-line", because());
    const { id } = await renameSkill(store, "top-line", "head-line", because());
    for (const name of ["first-line", "top-line"])
      expect(await store.get(name)).toMatchObject({
        aliasOf: "head-line",
        description: "Another name of the skill head-line.",
        uses: [{ name: "head-line" }],
      });
    await store.change([{ kind: "alias", name: "start", of: "first-line" }], because());
    expect((await store.get("start"))?.aliasOf).toBe("head-line");
    await store.transition("start", "deprecated", "for the test");
    expect((await store.revert(id, because())).refused).toBeUndefined();
    expect((await store.get("top-line"))?.aliasOf).toBeUndefined();
    expect(await store.get("first-line")).toMatchObject({ aliasOf: "top-line", status: "active" });
    expect((await store.list()).map(({ name }) => name)).toContain("title-of");
  });

  it("exports a program under both names when renaming its text is not verified", async () => {
    await using store = await chainStore(make);
    const verify: Verify = async ({ name, source }) =>
      name === "top-line" && !source.includes("export {")
        ? { refused: "no" }
        : { evidence: exampleEvidence() };
    expect((await renameSkill(store, "first-line", "top-line", because({ verify }))).refused).toBeUndefined();
    expect((await store.get("top-line"))?.source).toContain("export { firstLine as topLine };");
  });

  it("knows who calls a skill, and what was written while it was shown", async () => {
    await using store = await chainStore(make);
    const names = (refs: { name: string }[]) => refs.map(({ name }) => name);
    expect(names(await store.usedBy("first-line"))).toEqual(["heading-of"]);
    expect(names(await store.usedBy("first-line", { transitive: true }))).toEqual(["heading-of", "title-of"]);
    for (const [name, ancestor] of [
      ["child", "last-line"],
      ["grandchild", "child"],
    ] as const) {
      const shown = [{ name: ancestor, digest: "0".repeat(64) }];
      await store.admit(exampleCandidate(name), exampleEvidence({ shown }));
    }
    expect(names(await store.descendants("last-line"))).toEqual(["child", "grandchild"]);
    expect(await store.descendants("grandchild")).toEqual([]);
  });
}
