import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Skill, skillDigest, type SkillRef, type SkillStatus, usableSkills } from "@portolan/core";
import { exampleCandidate, exampleEvidence } from "@portolan/core/testing";
import fc from "fast-check";
import { expect, it } from "vitest";
import { filesOfSkill } from "../store/skill-files.ts";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { CatalogView } from "./catalog-view.ts";
import { SkillCatalog } from "./skill-catalog.ts";

const SKILLS = 7;

/** What a step does to the skill of a number: it is written anew, or goes. Callees have smaller numbers. */
const step = fc.record({
  skill: fc.nat(SKILLS - 1),
  status: fc.constantFrom<(SkillStatus | "gone")[]>("active", "active", "active", "deprecated", "gone"),
  body: fc.nat(2),
  tools: fc.subarray(["clock", "files"]),
  callees: fc.array(fc.nat(SKILLS - 1), { maxLength: 2 }),
  stale: fc.boolean(),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

function skillOf(
  { skill: number, status, body, tools, callees, stale }: Step,
  store: Map<number, Skill>,
): Skill {
  const used = [...new Set(callees)]
    .filter((callee) => callee < number && store.has(callee))
    .toSorted((a, b) => a - b);
  const uses = used.map((callee): SkillRef => {
    const { name, digest } = store.get(callee)!;
    return { name, digest: stale ? "0".repeat(64) : digest };
  });
  const plain = exampleCandidate(`skill-${number}`);
  const candidate = { ...plain, uses, tools, source: `${plain.source}// ${body}\n` };
  const digest = skillDigest(candidate);
  return { ...candidate, digest, status: status as SkillStatus, version: 1, evidence: exampleEvidence() };
}

function reachOf({ tools, uses }: Skill, store: Map<number, Skill>): string[] {
  const callees = [...store.values()].filter(({ name }) => uses.some((pin) => pin.name === name));
  return [...new Set([...tools, ...callees.flatMap((callee) => reachOf(callee, store))])].toSorted();
}

it("lists exactly the usable skills, whatever was changed in what order, with all tools that they reach", () => {
  fc.assert(
    fc.property(fc.array(fc.array(step, { minLength: 1, maxLength: 3 }), { maxLength: 8 }), (rounds) => {
      const root = temporaryFolder();
      using catalog = new SkillCatalog({ root, readOnly: true });
      const store = new Map<number, Skill>();
      for (const steps of rounds) {
        for (const one of steps) {
          const folder = join(root, `skill-${one.skill}`);
          rmSync(folder, { recursive: true, force: true });
          store.delete(one.skill);
          if (one.status === "gone") continue;
          const skill = skillOf(one, store);
          store.set(one.skill, skill);
          for (const [file, text] of Object.entries(filesOfSkill(skill, []))) {
            mkdirSync(dirname(join(folder, file)), { recursive: true });
            writeFileSync(join(folder, file), text);
          }
        }
        const view = new CatalogView(catalog.level());
        const found = [...view.entries()].map(({ name, reach }) => {
          const tools = view.database.one("SELECT text FROM labels WHERE id = ?", reach)?.text;
          return `${name} ${String(tools)}`;
        });
        const usable = usableSkills([...store.values()]);
        const expected = usable.map((skill) => `${skill.name} ${JSON.stringify(reachOf(skill, store))}`);
        expect(found.toSorted()).toEqual(expected.toSorted());
        expect(view.totals.documents).toBe(usable.length);
      }
    }),
    { numRuns: 60 },
  );
});
