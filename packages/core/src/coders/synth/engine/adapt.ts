import type { Json } from "../../../json/json.ts";
import type { Answer } from "./answers.ts";
import { likeness } from "./likeness.ts";
import { leavesOf } from "./literals.ts";
import { adaptedText } from "./module-text.ts";
import type { Row } from "./rows.ts";
import type { SynthRequest } from "./synthesize.ts";
import { textsOf } from "./text-literals.ts";
import { copyOfType, copyValue, sameValue, type Value } from "./value.ts";

/** A skill of the task's types with places for other literals in it. */
export interface SynthVariant {
  /** kebab-case name of the skill. */
  name: string;
  /** Its import statements. */
  imports: string;
  /** What stands around its literals, from the parameters on: one more than there are literals. */
  pieces: string[];
  /** Its own literals. */
  literals: Literal[];
  /** How many skills are the same but for their literals. */
  times: number;
}

type Literal = number | string;

/** What adapting needs of a search: where evaluations are counted, and where programs that fit go. */
export interface Adapting {
  /** Counts a candidate evaluation; must be called before it is done. */
  spend: () => void;
  found: (answer: Answer) => void;
}

const mostNumbers = 30;
/** What a skill counts up to its literal must not count for ever. */
const largestNumber = 10_000;
const mostTexts = 16;
const mostChanged = 3;
/** What a variant costs whose own answers have nothing in common with those that are wanted. */
const unlike = 4;
/** Changes that cost more are as good as any program. */
const dearest = 12;

/**
 * Tries what the library knows with other literals: a rule that was `i === 2` may be `i === 6` here. Variants whose own answers
 * are like the wanted ones come first, and of literals those that the examples show.
 */
export function adapt(
  request: SynthRequest,
  functions: Record<string, (...args: Json[]) => Json>,
  rows: readonly Row[],
  { spend, found }: Adapting,
): void {
  const choices = { number: numbersOf(request), string: textLiteralsOf(request) };
  const ask = (variant: SynthVariant, literals: readonly Literal[], input: readonly Value[]) => {
    const run = functions[variantKey(variant)];
    try {
      return run && copyOfType(run([...literals], ...input.map(copyValue)), request.result);
    } catch {
      return undefined;
    }
  };
  const attempt = (variant: SynthVariant, literals: Literal[], cost: number): boolean => {
    spend();
    if (!rows.every(({ input, output }) => sameValue(ask(variant, literals, input), output))) return false;
    found({
      run: (environment) => ask(variant, literals, environment as Value[]),
      text: () => adaptedText(request, variant, literals),
      skills: [],
      operations: {},
      from: variant.name,
      cost,
      level: cost,
    });
    return true;
  };
  const candidates = request.variants?.filter(isFree(request)).map((variant) => {
    const fits = attempt(variant, variant.literals, 0);
    const alike = rows.map(({ input, output }) => likeness(ask(variant, variant.literals, input), output));
    const share = alike.reduce((sum, part) => sum + part, 0) / alike.length;
    return { variant, fits, cost: Math.round(unlike * (1 - share)) + (variant.times > 1 ? 0 : 1) };
  });
  let fitting = false;
  // Once one fits, only what is as simple is a rival of it.
  for (let level = 1; level <= dearest && !fitting; level++) {
    for (const { variant, fits, cost } of candidates ?? []) {
      if (fits) continue;
      for (const literals of changesOf(variant.literals, choices, level - cost))
        fitting = attempt(variant, literals, level) || fitting;
    }
  }
}

/** The name that a variant's function has among those of a search: it takes the literals first, then the arguments. */
export function variantKey({ name }: Pick<SynthVariant, "name">): string {
  return `variant ${name}`;
}

/** Whether a program of the task's name could have the imports of a variant. */
function isFree({ functionName }: SynthRequest): (variant: SynthVariant) => boolean {
  return ({ imports }) => !imports.includes(`import { ${functionName} } from `);
}

/** All literals that cost exactly so much to change. */
function* changesOf(
  own: readonly Literal[],
  choices: Record<"number" | "string", readonly Literal[]>,
  cost: number,
  position = 0,
  changed = 0,
): Generator<Literal[]> {
  if (position === own.length) {
    if (cost === 0 && changed > 0) yield [];
    return;
  }
  const first = own[position] as Literal;
  for (const rest of changesOf(own, choices, cost, position + 1, changed)) yield [first, ...rest];
  if (changed === mostChanged) return;
  for (const [rank, other] of choices[typeof first as "number" | "string"].entries()) {
    const price = 1 + Math.round(Math.log2(rank + 2));
    if (price > cost) break;
    if (other === first) continue;
    for (const rest of changesOf(own, choices, cost - price, position + 1, changed + 1))
      yield [other, ...rest];
  }
}

/** Small numbers, and those of the examples: first what all outputs have, then what most examples have. */
function numbersOf({ examples }: SynthRequest): number[] {
  const outputs = examples.map(({ output }) => numbersIn(output)).filter(({ size }) => size > 0);
  const shared = [...(outputs[0] ?? [])].filter((number) => outputs.every((others) => others.has(number)));
  const counts = new Map<number, number>();
  for (const { input, output } of examples)
    for (const number of numbersIn([...input, output])) counts.set(number, (counts.get(number) ?? 0) + 1);
  const common = [...counts].toSorted((a, b) => b[1] - a[1] || a[0] - b[0]).map(([number]) => number);
  return [...new Set([0, 1, 2, 3, ...shared, 4, 5, 6, 7, 8, 9, 10, ...common])]
    .filter((number) => number >= 0 && number <= largestNumber)
    .slice(0, mostNumbers);
}

function numbersIn(values: Json): Set<number> {
  return new Set(leavesOf(values).filter((leaf) => typeof leaf === "number"));
}

function textLiteralsOf({ examples }: SynthRequest): string[] {
  const costs = new Map<string, number>();
  for (const [text, cost] of textsOf(examples)) costs.set(text, Math.min(cost, costs.get(text) ?? Infinity));
  return [...costs]
    .toSorted((a, b) => a[1] - b[1])
    .map(([text]) => text)
    .slice(0, mostTexts);
}
