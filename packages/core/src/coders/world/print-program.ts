import { functionNameOf, skillSpecifier } from "../../program/program.ts";
import { parseSignature } from "../../task/signature.ts";
import type { Guard } from "./guard.ts";
import { docOf, headOf, type Heading, parameterOf, resultLines } from "./heading.ts";
import { type Act, keyOf } from "./knowledge.ts";
import type { Plan, Routine, Step } from "./plan.ts";
import { importsOf, key, localName, localSkillName, type Uses, usesIn } from "./uses.ts";
import type { StateTool } from "./world-tools.ts";

/** The numbers that tools are asked for to learn what they need for each. */
const askedFor = [1, 2, 3, 5, 8, 13, 34];

/** Rounds of a program at most; luck of one in ten is left out once in ten thousand programs. */
const mostRounds = 90;
/** Rounds in which something else than chance may stand in the way: what one call brought, the next may have used up. */
const mostFaults = 4;

/**
 * A program that goes through its steps until there are as many as wanted. Without a tool that says how many there are it goes through
 * them once.
 */
export function printProgram(
  heading: Heading,
  { act, steps, routines }: Pick<Plan, "act" | "steps" | "routines">,
  state: StateTool | undefined,
): string {
  const uses = usesIn(heading, routines);
  const things = act.parts ?? [act.thing];
  const lines = (of: readonly Step[], indent: string): string[] =>
    of.flatMap((step) => linesOf(step, uses, state)).map((line) => `${indent}${line}`);
  if (state) uses.tools.set(state.id, state);
  const count = parameterOf(heading);
  const isLong = state !== undefined && routines.length > 0;
  const body = isLong
    ? [...untilCall(things, count, lines(steps, "    ")), ...resultLines(heading, `owned(${list(things)})`)]
    : state
      ? untilEnough(
          lines(steps, "      "),
          things,
          count,
          { ...state, name: localName(state, uses) },
          heading,
        )
      : once(lines(steps, "      "), count, heading);
  const own = isLong ? routines.map((one) => routineText(one, uses, lines(one.steps, "    "))) : [];
  return `${importsOf(uses)}
/** ${docOf(heading.doc)} */
export async function ${functionNameOf(heading.name)}${headOf(heading)} {
${body.join("\n")}
}
${own.join("")}${isLong ? helpersText({ ...state, name: localName(state, uses) }) : ""}
/** True where only chance was against a call, so that the same call may do better. */
function isChance(error: unknown): boolean {
  return (error as { data?: { again?: boolean } | null } | null)?.data?.again === true;
}
`;
}

/** The variable that holds how many are wanted in the steps of a program: of several things so many are to be there in the end. */
export function wantedIn(heading: Heading, { parts }: Act, state: StateTool | undefined): string {
  return state && !parts ? "lacking" : parameterOf(heading);
}

/** A program that asks tools for things, several numbers of each, and goes on whatever they say; and looks around, where it may. */
export function printQuestions(heading: Heading, acts: readonly Act[], state: StateTool | undefined): string {
  const uses = usesIn(heading);
  for (const { tool } of acts) uses.tools.set(tool.id, tool);
  if (state) uses.tools.set(state.id, state);
  const lines = acts.map(({ tool, thing }) => {
    const call = callText({ kind: "tool", tool, thing, amount: "wanted" }, uses);
    const caught = `await ${call}.catch(() => null);`;
    return tool.countField === undefined
      ? `  ${caught}`
      : `  for (const wanted of [${askedFor.join(", ")}]) ${caught}`;
  });
  return `${importsOf(uses)}
/** Asks what is missing: ${docOf(heading.doc)} */
export async function ${functionNameOf(heading.name)}${headOf(heading)} {
${[...(state ? [`  await ${localName(state, uses)}(null);`] : []), ...lines].join("\n")}
${resultLines(heading, "0").join("\n")}
}
`;
}

function routineText({ act }: Routine, uses: Uses, steps: readonly string[]): string {
  return `
function ${uses.routines.get(keyOf(act))}(count: number): Promise<void> {
${untilCall([act.thing], "count", steps, "return").join("\n")}
}
`;
}

function untilCall(
  things: readonly string[],
  count: string,
  steps: readonly string[],
  how: "return" | "await" = "await",
): string[] {
  const lacking = steps.some((line) => /\blacking\b/.test(line)) ? "lacking" : "";
  return [`  ${how} until(${list(things)}, ${count}, async (${lacking}) => {`, ...steps, "  });"];
}

function list(things: readonly string[]): string {
  return `[${things.map((thing) => JSON.stringify(thing)).join(", ")}]`;
}

/** What programs with routines share: no routine is gone through again for what barred one that it calls. */
function helpersText({ name, counts }: StateTool): string {
  return `
/** Goes through steps until there are so many of each thing. */
async function until(
  things: string[],
  count: number,
  steps: (lacking: number) => Promise<unknown>,
): Promise<void> {
  let faults = 0;
  for (let round = 0; round < ${mostRounds}; round++) {
    const lacking = count - (await owned(things));
    if (lacking <= 0) return;
    try {
      await steps(lacking);
    } catch (error) {
      // What an earlier call brought, a later one may have used: then once more from the start.
      if (error instanceof Barred) throw error;
      if (!isChance(error) && ++faults === ${mostFaults}) throw new Barred(String(error));
    }
  }
  throw new Barred("no luck");
}

class Barred extends Error {}

/** How many there are; of several things as many as of the one of which there are fewest. */
async function owned(things: string[]): Promise<number> {
  const counts: Record<string, number> = ${["(await seen())", ...counts.map(member)].join("")};
  return Math.min(...things.map((thing) => counts[thing] ?? 0));
}

function seen() {
  return ${name}(null);
}
`;
}

function untilEnough(
  steps: readonly string[],
  things: readonly string[],
  count: string,
  state: StateTool,
  heading: Heading,
): string[] {
  return [
    `  const seen = () => ${state.name}(null);`,
    ...ownedLines(things, state),
    "  let faults = 0;",
    `  for (let round = 0; round < ${mostRounds}; round++) {`,
    ...(things.length > 1
      ? [`    if ((await owned()) >= ${count}) break;`]
      : [`    const lacking = ${count} - (await owned());`, "    if (lacking <= 0) break;"]),
    "    try {",
    ...steps,
    "    } catch (error) {",
    "      // What an earlier call brought, a later one may have used: then once more from the start.",
    `      if (!isChance(error) && ++faults === ${mostFaults}) throw error;`,
    "    }",
    "  }",
    ...resultLines(heading, "owned()"),
  ];
}

/** How many there are; of several things as many as of the one of which there are fewest. */
function ownedLines(things: readonly string[], { counts }: StateTool): string[] {
  const field = ["(await seen())", ...counts.map(member)].join("");
  const [thing] = things;
  if (things.length < 2) return [`  const owned = async () => ${field}[${JSON.stringify(thing)}] ?? 0;`];
  const each = things.map((one) => `counts[${JSON.stringify(one)}] ?? 0`);
  return [
    "  const owned = async () => {",
    `    const counts = ${field};`,
    `    return Math.min(${each.join(", ")});`,
    "  };",
  ];
}

function once(steps: readonly string[], count: string, heading: Heading): string[] {
  return [
    "  for (let round = 1; ; round++) {",
    "    try {",
    ...steps,
    ...resultLines(heading, count).map((line) => `    ${line}`),
    "    } catch (error) {",
    `      if (!isChance(error) || round === ${mostRounds}) throw error;`,
    "    }",
    "  }",
  ];
}

function linesOf(step: Step, uses: Uses, state: StateTool | undefined): string[] {
  if (step.kind === "unless") {
    const inner = step.steps.flatMap((one) => linesOf(one, uses, state));
    if (!state) return inner;
    return [`if (${conditionOf(step.guard, step.thing)}) {`, ...inner.map((line) => `  ${line}`), "}"];
  }
  if (step.kind === "tool") uses.tools.set(step.tool.id, step.tool);
  if (step.kind === "skill")
    uses.skills.set(skillSpecifier(step.skill.name), functionNameOf(step.skill.name));
  return [`await ${callText(step, uses)};`];
}

function callText(step: Exclude<Step, { kind: "unless" }>, uses: Uses): string {
  if (step.kind === "routine") return `${uses.routines.get(keyOf(step.act))}(${step.amount})`;
  if (step.kind === "skill") {
    const takesNumber = parseSignature(step.skill.signature).parameters.length > 0;
    return `${localSkillName(step.skill, uses)}(${takesNumber ? step.amount : ""})`;
  }
  const { tool, thing, amount } = step;
  const number =
    tool.countField === undefined
      ? ""
      : `, ${tool.countField === amount ? amount : `${key(tool.countField)}: ${amount}`}`;
  return `${localName(tool, uses)}({ ${key(tool.field)}: ${JSON.stringify(thing)}${number} })`;
}

function conditionOf({ path, isList }: Guard, thing: string): string {
  const value = ["(await seen())", ...path.map(member)].join("");
  const name = JSON.stringify(thing);
  return isList ? `!${value}.includes(${name})` : `${value} !== ${name}`;
}

function member(name: string): string {
  return /^[a-z_$][\w$]*$/i.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
}
