import { fileURLToPath } from "node:url";
import { functionNameOf, mutantsOf, type Skill, type SyntaxTree } from "@portolan/core";
import { createSandbox } from "@portolan/sandbox";
import { openSkillStore, planTidy, type TidyTools } from "@portolan/skills";

// What would be folded of the shipped library and mutants of it: each pair is printed, for a reader to say whether it is one.

const root = fileURLToPath(new URL("../../../skills-store", import.meta.url));
await using store = await openSkillStore({ root, readOnly: true });
await using sandbox = createSandbox();
const skills = await store.list();
const trees = await sandbox.parse(skills.map(({ source }) => source));
const mutants = skills.flatMap((skill, i) => mutantSkills(skill, trees[i]));
const all = [...skills, ...mutants].toSorted((a, b) => (a.name < b.name ? -1 : 1));
const mutated: TidyTools["store"] = {
  list: async () => all,
  uses: async () => [],
  get: async (name, digest) =>
    all.find((skill) => skill.name === name && (digest === undefined || skill.digest === digest)),
};
const { steps, left } = await planTidy({ store: mutated, sandbox }, { only: "duplicates" });
for (const { title, skills: names } of steps) {
  console.log(title);
  for (const name of names)
    console.log(`  ${bodyOf(all.find((skill) => skill.name === name)?.source ?? "")}`);
}
console.log(`${mutants.length} mutants, ${steps.length} folds, ${left.length} left alone`);

/** The mutants of a skill, as skills; they keep the cases of their original. */
function mutantSkills(skill: Skill, tree?: SyntaxTree): Skill[] {
  return (tree ? mutantsOf(tree) : []).map(({ source }, i) => {
    const name = `${skill.name}-mutant-${i + 1}`;
    const own = new RegExp(`\\b${functionNameOf(skill.name)}\\b`, "g");
    return { ...skill, name, source: source.replace(own, functionNameOf(name)) };
  });
}

function bodyOf(source: string): string {
  return source.slice(source.indexOf("export ")).replace(/\s+/g, " ");
}
