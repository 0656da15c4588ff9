import { expect, it } from "vitest";
import { renameSkill } from "../skills/rename-skill.ts";
import type { ChangeOptions, Verify } from "../skills/skill-change.ts";
import { nextStatuses } from "../skills/skill-status.ts";
import type { SkillStore } from "../skills/skill-store.ts";
import type { SkillStatus } from "../skills/skill.ts";
import { exampleCandidate, exampleEvidence } from "./example-records.ts";
import { chainStore, otherProgram, scriptedVerify } from "./skill-change-conformance.ts";

/** What every skill store must do with statuses, and when a change is undone. */
export function skillRevertConformance(make: () => Promise<SkillStore>): void {
  const passing: Verify = scriptedVerify().verify;
  const because: ChangeOptions = { reason: "it is faster", by: "a person", verify: passing };
  const back = { reason: "it was not", by: "a person", verify: passing };

  it("undoes a new version, callers included, as a change of its own", async () => {
    await using store = await chainStore(make);
    const before = await store.list();
    const { id } = await store.change([{ kind: "put", candidate: otherProgram("first-line") }], because);
    const report = await store.revert(id, back);
    expect(report.refused).toBeUndefined();
    const digests = (await store.list()).map(({ name, digest, version }) => ({ name, digest, version }));
    expect(digests).toEqual(
      before.map(({ name, digest }) => ({ name, digest, version: name === "last-line" ? 1 : 3 })),
    );
    expect((await store.history("first-line")).at(-1)).toMatchObject({
      reason: "it was not",
      change: report.id,
    });
    expect((await store.revert(report.id, back)).refused).toBeUndefined();
    expect((await store.get("first-line"))?.source).toBe(otherProgram("first-line").source);
  });

  it("brings back the evidence of what comes back, its coder's with it", async () => {
    await using store = await chainStore(make);
    const before = await store.list();
    const { id } = await store.change([{ kind: "put", candidate: otherProgram("first-line") }], because);
    expect((await store.get("first-line"))?.evidence.coder).toBe("verifier");
    await store.revert(id, back);
    expect((await store.list()).map(({ evidence }) => evidence)).toEqual(
      before.map(({ evidence }) => evidence),
    );
  });

  it("undoes a rename: the old name is a skill again, the new one leaves the library", async () => {
    await using store = await chainStore(make);
    const before = (await store.get("first-line"))!;
    const { id } = await renameSkill(store, "first-line", "top-line", because);
    expect((await store.revert(id.slice(0, 6), back)).refused).toBeUndefined();
    const now = (await store.get("first-line"))!;
    expect([now.digest, now.aliasOf]).toEqual([before.digest, undefined]);
    expect((await store.get("top-line"))?.status).toBe("deprecated");
    expect((await store.list()).map(({ name }) => name)).toContain("title-of");
  });

  it("undoes nothing that later changes or skills stand on", async () => {
    await using store = await chainStore(make);
    const first = await store.change([{ kind: "put", candidate: otherProgram("first-line", "1") }], because);
    await store.change([{ kind: "put", candidate: otherProgram("first-line", "2") }], because);
    expect((await store.revert(first.id, back)).refused?.reason).toContain("revert that first");
    const added = await store.change([{ kind: "put", candidate: otherProgram("fresh") }], because);
    const uses = [{ name: "fresh", digest: (await store.get("fresh"))!.digest }];
    await store.admit(exampleCandidate("user", { uses }), exampleEvidence());
    expect((await store.revert(added.id, back)).refused?.name).toBe("user");
    await expect(store.revert("0000", back)).rejects.toMatchObject({ code: "usage" });
  });

  it("undoes a deprecation with all that it took along, and no revocation", async () => {
    await using store = await chainStore(make);
    const { id, done } = await store.change(
      [{ kind: "status", name: "first-line", status: "deprecated" }],
      because,
    );
    expect(done).toHaveLength(3);
    expect((await store.revert(id, back)).refused).toBeUndefined();
    expect(await store.list()).toHaveLength(4);
    const revoked = await store.change([{ kind: "status", name: "last-line", status: "revoked" }], because);
    expect((await store.revert(revoked.id, back)).refused?.reason).toContain("only quarantined");
  });

  const statuses = Object.keys(nextStatuses) as SkillStatus[];
  it.each(statuses)("lets a skill that is %s become what it may, and says what that is", async (from) => {
    for (const to of statuses) {
      await using store = await make();
      await store.admit(exampleCandidate("first-line"), exampleEvidence());
      for (const step of wayTo(from)) await store.transition("first-line", step, "for the test");
      const moved = store.transition("first-line", to, "for the test", { evidence: "seen" });
      if (from === to || nextStatuses[from].includes(to)) {
        expect((await moved).status).toBe(to);
        continue;
      }
      await expect(moved).rejects.toMatchObject({
        code: "store-invalid",
        message: expect.stringContaining(nextStatuses[from].join(" or ")),
      });
      expect((await store.get("first-line"))?.status).toBe(from);
    }
  });

  it("asks for evidence to bring back what left for a reason of its own", async () => {
    await using store = await chainStore(make);
    await store.transition("last-line", "deprecated", "nobody needs it", { by: "a person" });
    await expect(store.transition("last-line", "active", "I do")).rejects.toMatchObject({
      code: "store-invalid",
      message: expect.stringContaining("evidence"),
    });
    await store.transition("last-line", "active", "I do", { evidence: { cases: 3 } });
    expect((await store.history("last-line")).slice(1)).toMatchObject([
      { status: "deprecated", reason: "nobody needs it", by: "a person" },
      { status: "active", reason: "I do", evidence: { cases: 3 } },
    ]);
    await store.transition("last-line", "deprecated", "again");
    const refusing = { ...because, verify: scriptedVerify({ "last-line": "it is wrong" }).verify };
    const wanted = [{ kind: "status", name: "last-line", status: "active" } as const];
    expect((await store.change(wanted, refusing)).refused?.reason).toBe("it is wrong");
    expect((await store.change(wanted, because)).done).toMatchObject([{ change: "active" }]);
  });
}

function wayTo(status: SkillStatus): SkillStatus[] {
  if (status === "active") return [];
  return status === "candidate" ? ["quarantined", "candidate"] : [status];
}
