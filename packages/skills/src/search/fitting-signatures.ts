import { type Signature, signatureText, type TypeRelation } from "@portolan/core";
import { byFit, type SignatureFit, signatureFit } from "./signature-fit.ts";
import { signatureOrNothing } from "./skill-document.ts";

/** Texts that are remembered before all are forgotten. */
const MOST_REMEMBERED = 50_000;
const MOST_GOALS = 500;
/** Types that the checker compares for one search: a second's work, once for a goal's types. */
const MOST_ASKED = 400;

/** Finds which signatures can serve another one: by their text where that is enough, by the type checker where it is not. */
export class FittingSignatures {
  readonly #relation: TypeRelation | undefined;
  readonly #parsed = new Map<string, Signature | undefined>();
  /** By goal, then by signature. */
  readonly #checked = new Map<string, Map<string, SignatureFit | undefined>>();

  /** Without a relation, types that only the checker understands fit where their texts are equal. */
  constructor(relation?: TypeRelation) {
    this.#relation = relation;
  }

  /**
   * The fits of those that fit. The checker is asked at most for `MOST_ASKED` types, those of `first` before others.
   */
  async of(
    goal: string,
    signatures: readonly string[],
    first: ReadonlySet<string> = new Set(),
  ): Promise<Map<string, SignatureFit>> {
    const wanted = this.#parse(goal);
    const fits = new Map<string, SignatureFit>();
    const unclear: string[] = [];
    for (const signature of signatures) {
      const given = this.#parse(signature);
      const fit = wanted && given && signatureFit(wanted, given);
      if (fit) fits.set(signature, fit);
      const plain = wanted && given && isPlain(wanted) && isPlain(given);
      if (!plain && fit !== "exact") unclear.push(signature);
    }
    if (unclear.length === 0 || !this.#relation) return fits;
    const ordered = unclear.toSorted(
      (a, b) => Number(first.has(b)) - Number(first.has(a)) || (a < b ? -1 : 1),
    );
    for (const [signature, fit] of await this.#check(goal, ordered, this.#relation)) {
      const known = fits.get(signature);
      if (fit && (!known || byFit(fit, known) < 0)) fits.set(signature, fit);
    }
    return fits;
  }

  async #check(
    goal: string,
    signatures: readonly string[],
    relation: TypeRelation,
  ): Promise<Map<string, SignatureFit | undefined>> {
    if (this.#checked.size > MOST_GOALS) this.#checked.clear();
    const known = this.#checked.get(goal) ?? new Map<string, SignatureFit | undefined>();
    this.#checked.set(goal, known);
    const types = new Map(signatures.map((signature) => [signature, this.#nameless(signature)]));
    const asked = [...new Set(types.values())].slice(0, MOST_ASKED);
    const missing = asked.filter((type) => !known.has(type));
    if (missing.length > 0) {
      const relations = await relation.relate(goal, missing);
      for (const [i, type] of missing.entries()) {
        const found = relations[i];
        known.set(type, found === undefined || found === "none" ? undefined : FIT_OF[found]);
      }
    }
    return new Map(signatures.map((signature) => [signature, known.get(types.get(signature) as string)]));
  }

  /** A signature without its own names of parameters, so that equal types are asked for once. */
  #nameless(text: string): string {
    const parsed = this.#parse(text);
    if (!parsed) return text;
    const parameters = parsed.parameters.map(({ type }, i) => ({ name: `p${i + 1}`, type }));
    return signatureText({ parameters, result: parsed.result });
  }

  #parse(text: string): Signature | undefined {
    if (this.#parsed.size > MOST_REMEMBERED) this.#parsed.clear();
    if (!this.#parsed.has(text)) this.#parsed.set(text, signatureOrNothing(text));
    return this.#parsed.get(text);
  }
}

const FIT_OF = {
  same: "exact",
  assignable: "fits as it is",
  accepts: "takes the given types",
  returns: "gives the result type",
} as const;

/** True where the text of a signature says all about its types. */
function isPlain({ parameters, result }: Signature): boolean {
  return [...parameters.map(({ type }) => type), result].every(isPlainType);
}

function isPlainType(type: Signature["result"]): boolean {
  if (type.kind === "array") return isPlainType(type.of);
  if (type.kind === "record") return Object.values(type.fields).every(isPlainType);
  return type.kind !== "other";
}
