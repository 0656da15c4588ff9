import { exampleUse } from "@portolan/core/testing";
import { openSkillStore } from "../store/open-skill-store.ts";

/** A process of its own for tests: it records uses in one file that others write too, and says each that is kept. */
const [, , root, writer, count] = process.argv as [string, string, string, string, string];

await using store = await openSkillStore({ root, lockTimeoutMs: 60_000 });
for (let episode = 0; episode < Number(count); episode++) {
  await store.recordUses([exampleUse({ episode, task: `task-of-${writer}` })]);
  process.stdout.write(`${episode}\n`);
}
