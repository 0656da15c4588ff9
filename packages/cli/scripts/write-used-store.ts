/** Writes examples/used-store anew: two planted skills, what users made of them, and trials without them. */
import { rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { openSkillStore } from "@portolan/skills";
import {
  good,
  harmful,
  ofGood,
  ofHarmful,
  stockAndUse,
  trialsUntilDecided,
} from "../../../tests/planted-library.ts";

const root = fileURLToPath(new URL("../../../examples/used-store", import.meta.url));
await rm(root, { recursive: true, force: true });
await using store = await openSkillStore({ root });
for (const [skill, scripts] of [
  [harmful, ofHarmful],
  [good, ofGood],
] as const) {
  await stockAndUse(store, skill, scripts);
  await trialsUntilDecided(store, scripts, skill, 0);
}
