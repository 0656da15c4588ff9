// Exports a skill with what it calls, and takes both into a new store, where they have to pass first.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createSandbox } from "@portolan/sandbox";
import { changeVerifier, exportSkills, importSkills, openSkillStore, readSource } from "@portolan/skills";

const folder = await mkdtemp(join(tmpdir(), "skills-"));
const path = join(folder, "skills.jsonl");
await using sandbox = createSandbox();
await using theirs = await openSkillStore({
  root: fileURLToPath(new URL("../../../skills-store", import.meta.url)),
  readOnly: true,
});
const exported = await exportSkills(theirs, { path, cwd: ".", names: ["evens-only"] });
console.log("exported:", exported.skills.join(", "));

await using ours = await openSkillStore({ root: join(folder, "store") });
const offers = await readSource(path, {
  cwd: ".",
  by: "ada",
  declare: (modules) => sandbox.declare(modules),
});
const verify = changeVerifier(sandbox, { by: "ada" });
for (const { name, outcome } of await importSkills(ours, offers, { verify }))
  console.log(`${outcome}: ${name}`);
await rm(folder, { recursive: true });
