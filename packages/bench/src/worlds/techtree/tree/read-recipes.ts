import { brokenLine, linesOf, numberIn, parts, words } from "./lines.ts";
import type { Ingredient, Recipe, Smelting } from "./tree.ts";

/** The items that everything larger is made at. */
export interface Stations {
  table: string;
  furnace: string;
}

/** Reads the lines of recipes; `data/recipes.ts` says how they are written. */
export function readRecipes(text: string, { table }: Stations): Recipe[] {
  return linesOf(text).map((line) => {
    const [body = "", station] = parts(line, "@");
    const shaped = body.includes(" = ");
    const [title = "", made = ""] = parts(body, shaped ? " = " : "<");
    const [output = "", times] = words(title);
    const makes = times === undefined ? 1 : numberIn(times.slice(1), line);
    const { ingredients, grid } = shaped
      ? readGrid(made, line)
      : { ingredients: parts(made, ",").map(ingredientOf) };
    const cells = ingredients.reduce((sum, { count }) => sum + count, 0);
    const isLarge = grid ? grid.length > 2 || grid.some((row) => row.length > 2) : cells > 4;
    if (cells === 0 || cells > 9) throw brokenLine(line, "a recipe needs 1 to 9 ingredients");
    return { output, makes, ingredients, grid, station: station ?? (isLarge ? table : undefined) };
  });
}

/** Reads the lines of what a furnace makes. */
export function readSmeltings(text: string, { furnace }: Stations): Smelting[] {
  return linesOf(text).map((line) => {
    const [output = "", input = ""] = parts(line, "<");
    if (input === "") throw brokenLine(line, "there is nothing to smelt");
    return { output, input: ingredientOf(input), station: furnace };
  });
}

function readGrid(made: string, line: string): { ingredients: Ingredient[]; grid: number[][] } {
  const [rows = "", ...rest] = parts(made, ";");
  const letters: string[] = [];
  const ingredients = parts(rest.join(""), ",").map((part) => {
    const [letter = "", ...named] = words(part);
    letters.push(letter);
    return { ...ingredientOf(named.join(" ")), count: 0 };
  });
  const grid = parts(rows, "/").map((row) =>
    Array.from(row, (cell) => {
      const index = letters.indexOf(cell);
      const ingredient = ingredients[index];
      if (ingredient) ingredient.count++;
      else if (cell !== ".") throw brokenLine(line, `nothing is said of the letter "${cell}"`);
      return index;
    }),
  );
  if (grid.length > 3 || grid.some((row) => row.length > 3)) throw brokenLine(line, "a grid has 3×3 cells");
  if (ingredients.some(({ count }) => count === 0)) throw brokenLine(line, "a letter is not in the grid");
  return { ingredients, grid };
}

function ingredientOf(text: string): Ingredient {
  const [count, names] = /^\d+ /.test(text) ? words(text) : ["1", text];
  const [first = "", ...others] = parts(names ?? "", "|");
  return { anyOf: [first, ...others], count: Number(count) };
}
