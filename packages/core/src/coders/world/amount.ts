/** How many of something a call needs, by how many it is asked for: always so many, or so many for every few. */
export type Amount = { each: number; per: number } | { always: number };

/** How many were needed for how many asked for. */
export type Samples = ReadonlyMap<number, number>;

const mostPer = 64;

/**
 * The rule behind some samples: `each` for every `per`, begun ones counted whole, the smallest `per` that fits so that it never
 * says too little; where none fits, as many for each as the worst sample took.
 */
export function amountOf(samples: Samples): Amount {
  const known = [...samples];
  const needed = known.map(([, number]) => number);
  const most = Math.max(1, ...needed);
  if (known.length > 1 && needed.every((number) => number === most)) return { always: most };
  for (let per = 1; per <= mostPer; per++) {
    const each = Math.ceil((known[0]?.[1] ?? 1) / Math.ceil((known[0]?.[0] ?? 1) / per));
    if (known.every(([count, number]) => each * Math.ceil(count / per) === number)) return { each, per };
  }
  return { each: Math.max(1, ...known.map(([count, number]) => Math.ceil(number / count))), per: 1 };
}

/** The amount for a number. */
export function amountFor(amount: Amount, count: number): number {
  return "always" in amount ? amount.always : amount.each * Math.ceil(count / amount.per);
}

/** The amount as an expression of another one, such as `2 * Math.ceil(lacking / 4)`. */
export function amountText(amount: Amount, count: string): string {
  if ("always" in amount) return String(amount.always);
  const simple = /^\w+$/.test(count) ? count : `(${count})`;
  if (/^\d+$/.test(count)) return String(amountFor(amount, Number(count)));
  const times = amount.per === 1 ? simple : `Math.ceil(${simple} / ${amount.per})`;
  if (amount.each !== 1) return `${amount.each} * ${times}`;
  return amount.per === 1 ? count : times;
}

/** Several amounts together. */
export function sumText(amounts: readonly string[]): string {
  const fixed = amounts.filter((one) => /^\d+$/.test(one)).reduce((sum, one) => sum + Number(one), 0);
  const others = amounts.filter((one) => !/^\d+$/.test(one));
  return [...others, ...(fixed > 0 || others.length === 0 ? [String(fixed)] : [])].join(" + ");
}
