import type { Json } from "../../../json/json.ts";
import type { ValueType } from "../../../task/signature.ts";
import { componentInstances } from "./components.ts";
import { instancesOf } from "./instances.ts";
import { glueLiterals, literalsOf } from "./literals.ts";
import { operators } from "./operators.ts";
import { recordInstances } from "./records.ts";
import { limitsFor, type Row } from "./rows.ts";
import type { Search } from "./search.ts";
import type { SynthComponent, SynthRequest } from "./synthesize.ts";
import { stringType, typeTableOf } from "./type-table.ts";

/** One of the searches a request is answered with, in order. */
export interface Plan extends Pick<Search, "types" | "instances" | "literals" | "limits" | "lean"> {
  /** The part of the whole budget that may be spent when this search ends. */
  until: number;
  /** The parts of the whole budget between which this search pauses for skills with other literals. */
  adapting?: { from: number; until: number };
}

/**
 * What joins skills to one another, and what that costs when it is not the usual. The first search has only this and the
 * skills, so that it gets deep.
 */
type Glue = Record<string, number | undefined>;

const listGlue: Glue = Object.fromEntries(
  (
    "map filter some every count find flatMap sortBy length item textLength join concat concatLists flat range sortNumbers reverse to from sum " +
    "add subtract multiply quotient divide equals less sameText not"
  )
    .split(" ")
    .map((name) => [name, undefined]),
);

/** Where there is text: what follows upon a skill in most programs is cheap. */
const textGlue: Glue = {
  ...listGlue,
  map: 1,
  filter: 1,
  join: 1,
  find: 1,

  trim: 2,
  lowerCase: 2,
  upperCase: 2,
  remove: 2,
  removeText: 2,
  distinct: 2,
  sortTexts: 2,
  sameText: 2,
  equals: 2,
  toNumber: 2,

  item: 3,
  from: 3,
  reverse: 3,
  not: 3,
  split: 3,
  includesText: 3,
  numberOrZero: 3,
  toText: 3,
  includes: 4,
  startsWith: 4,
  endsWith: 4,
  textFrom: 4,
  textTo: 4,
  concat: 5,
};
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
  const plan = (until: number, skills: readonly SynthComponent[], cost: number, only?: Glue): Plan => {
    const types = typeTableOf([...own, ...skills.flatMap((skill) => [...skill.parameters, skill.result])]);
    const instances = [
      ...componentInstances(skills, functions, types, limits, cost).map((instance) =>
        only && offPath(types.get(instance.result), own)
          ? { ...instance, cost: instance.cost + 2 }
          : instance,
      ),
      ...recordInstances(types),
      ...instancesOf(
        only ? operators.filter(({ name }) => name in only) : operators,
        types,
        only ? pricesOf(only, costs) : costs,
      ),
    ];
    const withText = types.find(stringType) !== undefined;
    const literals = only ? glueLiterals(examples, withText) : literalsOf(examples, withText);
    return { types, until, limits, literals, instances, lean: only !== undefined };
  };
  // What is simple is found plainly first; then a little goes to what was known, so that it can cost no more than that.
  if (components.length === 0) return [{ ...plan(1, [], 0), adapting: { from: 0.5, until: 0.62 } }];
  return [
    plan(
      0.3,
      components,
      costOfSkillAmongFew,
      own.some((type) => leafOf(type) === "string") ? textGlue : listGlue,
    ),
    { ...plan(0.65, [], 0), adapting: { from: 0.5, until: 0.56 } },
    plan(1, components, costOfSkillAmongMany),
  ];
}

/** A skill of the same name as the program, or as one of its parameters, could not be called. */
function isFree(name: string, { functionName, parameters }: SynthRequest): boolean {
  return name !== functionName && parameters.every((parameter) => parameter.name !== name);
}

function pricesOf(glue: Glue, costs: Record<string, number>): Record<string, number> {
  const own = Object.entries(glue).filter((price): price is [string, number] => price[1] !== undefined);
  return { ...costs, ...Object.fromEntries(own) };
}

/** Whether a program is unlikely to go through a value of this type: text that is made of text alone. */
function offPath(type: ValueType, own: readonly ValueType[]): boolean {
  const leaf = leafOf(type);
  return leaf !== "string" && own.every((of) => leafOf(of) === "string");
}

function leafOf(type: ValueType): ValueType["kind"] {
  return type.kind === "array" ? leafOf(type.of) : type.kind;
}
