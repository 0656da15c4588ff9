import type { Json } from "../../../json/json.ts";
import { componentInstances } from "./components.ts";
import { instancesOf } from "./instances.ts";
import { literalsOf } from "./literals.ts";
import { operators } from "./operators.ts";
import { recordInstances } from "./records.ts";
import { limitsFor, type Row } from "./rows.ts";
import type { Search } from "./search.ts";
import type { SynthComponent, SynthRequest } from "./synthesize.ts";
import { stringType, typeTableOf } from "./type-table.ts";

/** One of the searches a request is answered with, in order. */
export interface Plan extends Pick<Search, "types" | "instances" | "literals" | "limits" | "cases"> {
  /** The part of the whole budget that may be spent when this search ends. */
  until: number;
}

/** What joins skills to one another: the first search has only these and the skills, so that it gets deep. */
const glue: ReadonlySet<string> = new Set(
  (
    "map filter some every count find flatMap sortBy length item textLength join concat concatLists flat range sortNumbers reverse to from sum " +
    "add subtract multiply quotient divide equals less sameText not"
  ).split(" "),
);
const costOfSkillAmongFew = 1;
const costOfSkillAmongMany = 3;

/**
 * Skills can flood a search as well as shorten it, so a request with skills is searched in three ways: deep, with little
 * but the skills; as if there were none; and with everything.
 */
export function plansOf(
  request: SynthRequest,
  functions: Record<string, (...args: Json[]) => Json>,
  rows: readonly Row[],
): Plan[] {
  const { parameters, result, examples } = request;
  const components = request.components.filter(({ functionName }) => isFree(functionName, request));
  const own = [...parameters.map(({ type }) => type), result];
  const limits = limitsFor(rows);
  const costs = request.costs ?? {};
  const plan = (
    until: number,
    skills: readonly SynthComponent[],
    cost: number,
    only?: ReadonlySet<string>,
  ): Plan => {
    const types = typeTableOf([...own, ...skills.flatMap((skill) => [...skill.parameters, skill.result])]);
    const instances = [
      ...componentInstances(skills, functions, types, limits, cost),
      ...recordInstances(types),
      ...instancesOf(only ? operators.filter(({ name }) => only.has(name)) : operators, types, costs),
    ];
    const literals = literalsOf(examples, types.find(stringType) !== undefined);
    return { types, until, limits, literals, instances, cases: !only };
  };
  if (components.length === 0) return [plan(1, [], 0)];
  return [
    plan(0.1, components, costOfSkillAmongFew, glue),
    plan(0.5, [], 0),
    plan(1, components, costOfSkillAmongMany),
  ];
}

/** A skill of the same name as the program, or as one of its parameters, could not be called. */
function isFree(name: string, { functionName, parameters }: SynthRequest): boolean {
  return name !== functionName && parameters.every((parameter) => parameter.name !== name);
}
