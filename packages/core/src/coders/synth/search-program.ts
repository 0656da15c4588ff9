import { readdirSync, readFileSync } from "node:fs";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";
import { linkSkill } from "../../program/link.ts";
import { functionNameOf, type LinkedProgram, skillSpecifier } from "../../program/program.ts";
import type { Match } from "../../skills/skill-query.ts";
import type { Skill } from "../../skills/skill.ts";
import type { SkillStore } from "../../skills/skill-store.ts";
import { parseSignature } from "../../task/signature.ts";
import type { WriteRequest } from "../coder.ts";
import type { SynthComponent, SynthRequest } from "./engine/synthesize.ts";
import type { Related } from "./related-skills.ts";
import { variantsOf } from "./variants.ts";

/** `.ts` in the sources, `.js` in the compiled package: the engine is linked as it lies beside this file. */
export const engineExtension = extname(fileURLToPath(import.meta.url));

/** The modules of the search by specifier. */
export function readEngine(): Record<string, string> {
  const folder = new URL("./engine/", import.meta.url);
  const files = readdirSync(folder).filter(
    (file) => file.endsWith(engineExtension) && !file.includes(".test.") && !file.includes(".bench."),
  );
  return Object.fromEntries(
    files.map((file) => [`#synth/${file}`, readFileSync(new URL(file, folder), "utf8")]),
  );
}

/** Further programs that a search may hand over besides its first, for at most half as much again of the budget. */
const furtherPrograms = 5;

/** The program that searches, and what it is asked: the engine, the skills that it may call, and those it may try with other literals. */
export async function searchProgram(
  engine: Record<string, string>,
  request: WriteRequest,
  evaluations: number,
  store: SkillStore | undefined,
  related: readonly Related[],
): Promise<{ program: LinkedProgram; request: SynthRequest }> {
  const { task, name, past } = request;
  const usable: Match[] = [];
  const modules: Record<string, string> = { ...engine };
  for (const match of request.skills) {
    const { skill } = match;
    const linked = store ? await linkSkill(skill, store) : undefined;
    if (skill.tools.length > 0 || (store && !linked)) continue;
    usable.push(match);
    Object.assign(modules, linked?.modules, { [skillSpecifier(skill.name)]: skill.source });
  }
  const { variants, keys, modules: ofVariants } = variantModules(related);
  Object.assign(modules, ofVariants);
  const { parameters, result } = parseSignature(task.signature);
  const asked: SynthRequest = {
    functionName: functionNameOf(name),
    parameters,
    result,
    examples: task.examples,
    components: usable.map(componentOf),
    variants,
    budget: evaluations,
    refused: past.flatMap(({ program }) => program?.source ?? []),
    alternatives: furtherPrograms,
    doc: task.goal,
  };
  const source = entrySource(
    usable.map(({ skill }) => skill),
    keys,
  );
  return {
    program: { name: "search", signature: "(request: unknown) => unknown", source, modules },
    request: asked,
  };
}

function variantModules(related: readonly Related[]) {
  const { variants, sources } = variantsOf(
    related.map(({ match, split }) => ({ skill: match.skill, split })),
  );
  const modules: Record<string, string> = {};
  for (const { linked } of related) Object.assign(modules, linked.modules);
  for (const [i, source] of [...sources.values()].entries()) modules[variantSpecifier(i)] = source;
  return { variants, keys: [...sources.keys()], modules };
}

function componentOf({ skill }: Match): SynthComponent {
  const { parameters, result } = parseSignature(skill.signature);
  return {
    name: skill.name,
    specifier: skillSpecifier(skill.name),
    functionName: functionNameOf(skill.name),
    parameters: parameters.map(({ type }) => type),
    result,
  };
}

function variantSpecifier(position: number): string {
  return `#synth/variant-${position}`;
}

function entrySource(skills: Skill[], variants: string[]): string {
  const imports = skills.map(
    (skill, i) =>
      `import { ${functionNameOf(skill.name)} as skill${i} } from "${skillSpecifier(skill.name)}";`,
  );
  imports.push(...variants.map((_, i) => `import { variant as variant${i} } from "${variantSpecifier(i)}";`));
  const table = [
    ...skills.map((skill, i) => `${JSON.stringify(skill.name)}: skill${i}`),
    ...variants.map((key, i) => `${JSON.stringify(key)}: variant${i}`),
  ];
  return `${imports.join("\n")}
import { synthesize } from "#synth/synthesize${engineExtension}";
export function search(request: any): any {
  return synthesize(request, { ${table.join(", ")} } as any);
}
`;
}
