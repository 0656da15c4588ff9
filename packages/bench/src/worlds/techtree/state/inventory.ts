import type { Item } from "../tree/tree.ts";

/** How many stacks one can carry. */
const slots = 36;

/** What is carried: counts by item in stacks that fill slots, and how far each tool is worn. */
export class Inventory {
  readonly #items: ReadonlyMap<string, Item>;
  readonly #counts: Map<string, number>;
  /** Uses that are left, for each piece of what wears; the first is used first. */
  readonly #uses: Map<string, number[]>;

  constructor(
    items: ReadonlyMap<string, Item>,
    counts = new Map<string, number>(),
    uses = new Map<string, number[]>(),
  ) {
    this.#items = items;
    this.#counts = counts;
    this.#uses = uses;
  }

  count(name: string): number {
    return this.#counts.get(name) ?? 0;
  }

  /** Counts by name, in the order in which things came. */
  counts(): Record<string, number> {
    return Object.fromEntries(this.#counts);
  }

  usedSlots(): number {
    let used = 0;
    for (const [name, count] of this.#counts) used += Math.ceil(count / this.#stack(name));
    return used;
  }

  /** Adds what there is room for; returns how many. */
  add(name: string, count: number): number {
    const stack = this.#stack(name);
    const open = this.count(name) === 0 ? 0 : (stack - (this.count(name) % stack)) % stack;
    const added = Math.min(count, open + stack * (slots - this.usedSlots()));
    if (added <= 0) return 0;
    this.#counts.set(name, this.count(name) + added);
    const uses = this.#items.get(name)?.uses;
    if (uses !== undefined) {
      this.#uses.set(name, [...(this.#uses.get(name) ?? []), ...Array.from({ length: added }, () => uses)]);
    }
    return added;
  }

  /** Takes so many away, the most worn ones first; there must be that many. */
  take(name: string, count: number): void {
    const left = this.count(name) - count;
    if (left < 0) throw new RangeError(`there are not ${count} ${name} to take`);
    if (left === 0) this.#counts.delete(name);
    else this.#counts.set(name, left);
    this.#uses.set(name, (this.#uses.get(name) ?? []).slice(count));
  }

  /** Uses a tool once; false when that broke it, and it is gone. */
  wear(name: string): boolean {
    const [first = 1, ...others] = this.#uses.get(name) ?? [];
    if (first <= 1) {
      this.take(name, 1);
      return false;
    }
    this.#uses.set(name, [first - 1, ...others]);
    return true;
  }

  clone(): Inventory {
    return new Inventory(this.#items, new Map(this.#counts), new Map(this.#uses));
  }

  #stack(name: string): number {
    return this.#items.get(name)?.stack ?? 64;
  }
}
