// Opens a store and finds skills by words and types. Run me: node examples/search.ts [folder]
import { fileURLToPath } from "node:url";
import { openSkillStore } from "@portolan/skills";

const root = process.argv[2] ?? fileURLToPath(new URL("../../../skills-store", import.meta.url));
await using store = await openSkillStore({ root, readOnly: true });

const matches = await store.search({
  text: "write every word with a capital letter",
  signature: "(words: string[]) => string[]",
  limit: 3,
});
for (const { skill, score, reasons } of matches) {
  console.log(`${skill.name} ${skill.signature} ${score.toFixed(2)}`);
  console.log(`  ${reasons.join(" · ")}`);
}
