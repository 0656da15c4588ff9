import { fileURLToPath } from "node:url";
import { functionNameOf, type Skill } from "@portolan/core";
import { createSandbox } from "@portolan/sandbox";
import { openSkillStore, planTidy, type TidyTools } from "@portolan/skills";

// What would be folded of the shipped library and mutants of it: each pair is printed, for a reader to say whether it is one.

const changes: readonly (readonly [RegExp, string])[] = [
  [/\b0\b/g, "1"],
  [/\b1\b/g, "2"],
  [/\b1\b/g, "0"],
  [/(?<![=<])<(?![=\w(])/g, "<="],
  [/(?<![=-])>(?!=)/g, ">="],
  [/===/g, "!=="],
  [/!==/g, "==="],
  [/ \+ /g, " - "],
  [/ - /g, " + "],
  [/ \/ /g, " * "],
  [/&&/g, "||"],
  [/\|\|/g, "&&"],
  [/" "/g, '"_"'],
  [/\?\? ""/g, '?? " "'],
  [/\btoUpperCase\b/g, "toLowerCase"],
  [/\.trim\(\)/g, ""],
  [/\btrim\b/g, "trimEnd"],
  [/\btrim\b/g, "trimStart"],
  [/\btoSorted\(\(a, b\) => a - b\)/g, "toSorted()"],
  [/\btoReversed\(\)/g, "slice()"],
  [/\bslice\(1\)/g, "slice(-1)"],
  [/\breplaceAll\b/g, "replace"],
  [/\bindexOf\b/g, "lastIndexOf"],
  [/\.at\(/g, ".at(-"],
  [/\bMath\.max\b/g, "Math.min"],
  [/\bMath\.floor\b/g, "Math.round"],
  [/\[\.\.\.new Set\((\w+)\)\]/g, "$1"],
];

const root = fileURLToPath(new URL("../../../skills-store", import.meta.url));
await using store = await openSkillStore({ root, readOnly: true });
await using sandbox = createSandbox();
const skills = await store.list();
const mutants = skills.flatMap(mutantsOf);
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

/** One for each place where a change applies; they keep the cases of their original. */
function mutantsOf(skill: Skill): Skill[] {
  const at = skill.source.indexOf("export ");
  const sources = changes.flatMap(([pattern, by]) =>
    [...skill.source.matchAll(pattern)]
      .filter(({ index }) => index > at)
      .map(({ index, 0: text }) => {
        const changed = text.replace(new RegExp(pattern.source), by);
        return skill.source.slice(0, index) + changed + skill.source.slice(index + text.length);
      }),
  );
  return [...new Set(sources)].map((source, i) => {
    const name = `${skill.name}-mutant-${i + 1}`;
    const own = new RegExp(`\\b${functionNameOf(skill.name)}\\b`, "g");
    return { ...skill, name, source: source.replace(own, functionNameOf(name)) };
  });
}

function bodyOf(source: string): string {
  return source.slice(source.indexOf("export ")).replace(/\s+/g, " ");
}
