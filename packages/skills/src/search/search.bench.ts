import { exampleCandidate, exampleEvidence } from "@portolan/core/testing";
import { it } from "vitest";
import { openSkillStore } from "../store/open-skill-store.ts";
import { temporaryFolder } from "../testing/temporary-folder.ts";

const SKILLS = 200;
const query = { text: "append a line to the text", signature: "(text: string) => string", limit: 12 };

it(`searches a library of ${SKILLS} skills`, { timeout: 120_000 }, async ({ bench }) => {
  await using store = await openSkillStore({ root: temporaryFolder() });
  for (let i = 0; i < SKILLS; i++) await store.admit(exampleCandidate(`line-${i}`), exampleEvidence());
  await store.search(query);
  let count = 0;
  await bench.compare(
    bench("warm", async () => {
      await store.search(query);
    }),
    bench("after a skill changed its status", async () => {
      await store.transition("line-0", count++ % 2 === 0 ? "deprecated" : "active", "for the benchmark", {
        evidence: "a benchmark",
      });
      await store.search(query);
    }),
  );
});
