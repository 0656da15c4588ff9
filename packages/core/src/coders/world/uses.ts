import { functionNameOf, skillSpecifier } from "../../program/program.ts";
import type { Skill } from "../../skills/skill.ts";
import { isReservedWord } from "../../task/reserved-words.ts";
import { parseSignature } from "../../task/signature.ts";
import type { Heading } from "./heading.ts";
import { keyOf } from "./knowledge.ts";
import type { Routine } from "./plan.ts";
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
  /** What tools and skills are called in the program, by ids and specifiers. */
  names: Map<string, string>;
  /** Names that stand for something else in it. */
  taken: Set<string>;
}

/** Names that programs give to what is theirs, and names of the language that they use. */
const ownNames = (
  "until owned seen isChance Barred count lacking wanted faults round error things thing steps counts " +
  "Error Math Promise Record String"
).split(" ");

/** Nothing called yet, and what nothing may be called in a program with these routines. */
export function usesIn({ name, signature }: Heading, routines: readonly Routine[] = []): Uses {
  const parameters = parseSignature(signature).parameters.map((parameter) => parameter.name);
  const taken = new Set([...ownNames, functionNameOf(name), ...parameters]);
  const named = routineNames(routines, taken);
  return { tools: new Map(), skills: new Map(), routines: named, names: new Map(), taken };
}

/** A tool's own name, as far as a variable can have it, unless that is taken: `countTool`. */
export function localName({ id, name }: ActingTool | StateTool, uses: Uses): string {
  return nameOf(id, variableName(name), "Tool", uses);
}

/** The name of a skill's function, unless that is taken: `ownedSkill`. */
export function localSkillName({ name }: Pick<Skill, "name">, uses: Uses): string {
  return nameOf(skillSpecifier(name), functionNameOf(name), "Skill", uses);
}

function nameOf(of: string, name: string, ending: string, { names, taken }: Uses): string {
  const known = names.get(of);
  if (known !== undefined) return known;
  const local = untaken(name, ending, taken);
  names.set(of, local);
  return local;
}

/** Takes a name, with as many endings as it needs to be free. */
function untaken(name: string, ending: string, taken: Set<string>): string {
  let free = name;
  while (taken.has(free) || isReservedWord(free)) free += ending;
  taken.add(free);
  return free;
}

/** `place-block` as `placeBlock`. */
function variableName(name: string): string {
  const joined = name.replace(/[^\w$]+(\w?)/g, (_, letter: string) => letter.toUpperCase());
  return isPlain(joined) ? joined : `tool${joined}`;
}

function routineNames(routines: readonly Routine[], taken: Set<string>): Map<string, string> {
  return new Map(
    routines.map(({ act }) => {
      const words = wordsIn(act.thing).map((word) => word[0]?.toUpperCase() + word.slice(1));
      return [keyOf(act), untaken(`have${words.join("")}`, "Also", taken)] as const;
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
    ...[...skills].map(([from, name]): [string, string] => [
      from,
      importText(name, uses.names.get(from) ?? name),
    ]),
  ];
  return lines
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([from, names]) => `import { ${names} } from "${from}";\n`)
    .join("");
}

function importText(name: string, local: string): string {
  return name === local ? name : `${key(name)} as ${local}`;
}

/** A name of a field or of an import, in quotes where it needs them. */
export function key(name: string): string {
  return isPlain(name) ? name : JSON.stringify(name);
}

function isPlain(name: string): boolean {
  return /^[a-z_$][\w$]*$/i.test(name);
}
