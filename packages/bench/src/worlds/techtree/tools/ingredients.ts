import type { Inventory } from "../state/inventory.ts";
import type { Ingredient, Tree } from "../tree/tree.ts";
import type { Lack } from "./lack.ts";

/** What is lacking to use the ingredients so many times, by the usual one of each. */
export function lacksOf(inventory: Inventory, ingredients: readonly Ingredient[], times: number): Lack[] {
  return ingredients.flatMap(({ anyOf, count }) => {
    const has = anyOf.reduce((sum, name) => sum + inventory.count(name), 0);
    const needed = count * times;
    return has >= needed ? [] : [{ name: anyOf[0], count: needed - has, needed }];
  });
}

/** Uses the ingredients up, the usual ones first; what they leave behind is kept where there is room. */
export function useUp(
  { items }: Tree,
  inventory: Inventory,
  ingredients: readonly Ingredient[],
  times: number,
): void {
  for (const { anyOf, count } of ingredients) {
    let left = count * times;
    for (const name of anyOf) {
      const taken = Math.min(left, inventory.count(name));
      if (taken === 0) continue;
      inventory.take(name, taken);
      left -= taken;
      const leaves = items.get(name)?.leaves;
      if (leaves) inventory.add(leaves, taken);
    }
  }
}

/** The tool in hand, unless it was used up. */
export function stillInHand(inventory: Inventory, equipped: string | null): string | null {
  return equipped !== null && inventory.count(equipped) > 0 ? equipped : null;
}
