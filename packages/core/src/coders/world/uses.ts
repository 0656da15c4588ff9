import { functionNameOf } from "../../program/program.ts";
import { parseSignature } from "../../task/signature.ts";
import type { Heading } from "./heading.ts";
import { keyOf } from "./knowledge.ts";
import { type Routine, skillsIn, type Step } from "./plan.ts";
import { wordsIn } from "./things.ts";
import type { ActingTool, StateTool } from "./world-tools.ts";

/** What a program calls, and by what names. */
export interface Uses {
  /** By their ids. */
  tools: Map<string, ActingTool | StateTool>;
  /** Names of their functions, by specifier. */
  skills: Map<string, string>;
  /** Names of the program's own functions, by what they do. */
  routines: ReadonlyMap<string, string>;
  /** What tools are called in the program, by their ids. */
  names: Map<string, string>;
  /** Names that stand for something else in it. */
  taken: Set<string>;
}

/** Names that programs give to what is theirs. */
const ownNames =
  "until owned seen isChance Barred count lacking wanted faults round error things thing steps counts".split(
    " ",
  );

/** Nothing called yet, and what no tool may be called in a program with these routines and steps. */
export function usesIn(
  { name, signature }: Heading,
  routines: readonly Routine[] = [],
  steps: readonly Step[] = [],
): Uses {
  const named = routineNames(routines);
  const parameters = parseSignature(signature).parameters.map((parameter) => parameter.name);
  const skills = steps.flatMap(skillsIn).map((skill) => functionNameOf(skill.name));
  const taken = new Set([...ownNames, functionNameOf(name), ...parameters, ...named.values(), ...skills]);
  return { tools: new Map(), skills: new Map(), routines: named, names: new Map(), taken };
}

/** A tool's own name, unless that is taken: `countTool`. */
export function localName({ id, name }: ActingTool | StateTool, { names, taken }: Uses): string {
  const known = names.get(id);
  if (known !== undefined) return known;
  let local = name;
  while (taken.has(local)) local += "Tool";
  taken.add(local);
  names.set(id, local);
  return local;
}

function routineNames(routines: readonly Routine[]): Map<string, string> {
  const taken = new Set<string>();
  return new Map(
    routines.map(({ act }) => {
      const words = wordsIn(act.thing).map((word) => word[0]?.toUpperCase() + word.slice(1));
      let name = `have${words.join("")}`;
      while (taken.has(name)) name += "Also";
      taken.add(name);
      return [keyOf(act), name] as const;
    }),
  );
}

/** The imports of all that was called. */
export function importsOf(uses: Uses): string {
  const { tools, skills } = uses;
  const groups = Map.groupBy(tools.values(), ({ namespace }) => namespace);
  const lines = [
    ...[...groups].map(([namespace, named]): [string, string] => [
      `#tools/${namespace}`,
      named
        .map((tool) => importText(tool.name, localName(tool, uses)))
        .toSorted()
        .join(", "),
    ]),
    ...skills,
  ];
  return lines
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([from, names]) => `import { ${names} } from "${from}";\n`)
    .join("");
}

function importText(name: string, local: string): string {
  return name === local ? name : `${name} as ${local}`;
}
