import { describe, expect, it } from "vitest";
import { craftingTree } from "../data/crafting-tree.ts";
import { techtreeMilestones } from "../tasks/milestones.ts";
import { depthsOf } from "./depths.ts";
import { makeTree } from "./make-tree.ts";
import { readItems, readPlaces } from "./read-items.ts";
import { readRecipes, readSmeltings } from "./read-recipes.ts";
import { readSources } from "./read-sources.ts";

const stations = { table: "table", furnace: "furnace" };

function make({ recipes = "table = PP/PP ; P log", sources = "log : wood", items = "log\ntable ; placed" }) {
  return makeTree({
    fuel: "log",
    items: readItems(items).items,
    places: readPlaces("wood ; start").places,
    recipes: readRecipes(recipes, stations),
    smeltings: [],
    sources: readSources(sources),
  });
}

describe("the built-in tree", () => {
  it("has the stages that its structure is known for", () => {
    const depths = depthsOf(craftingTree("familiar"));
    const stages = ["log", "plank", "crafting-table", "wooden-pickaxe", "cobblestone", "furnace", "raw-iron"];
    const later = ["iron-ingot", "iron-pickaxe", "diamond", "diamond-pickaxe", "obsidian"];
    expect([...stages, ...later].map((item) => depths.get(item))).toEqual([
      1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12,
    ]);
  });

  it("is the same under both sets of names", () => {
    const [neutral, familiar] = [craftingTree("neutral"), craftingTree("familiar")];
    expect([...depthsOf(neutral).values()]).toEqual([...depthsOf(familiar).values()]);
    expect([neutral.items.size, neutral.places.size]).toEqual([181, 11]);
    const shared = [...neutral.items.keys(), ...neutral.places.keys()].filter(
      (name) => familiar.items.has(name) || familiar.places.has(name),
    );
    expect(shared).toEqual([]);
  });

  it("has a first tool for each tier", () => {
    expect(techtreeMilestones(craftingTree("familiar")).map(({ name, item }) => [name, item])).toEqual(
      ["wooden", "stone", "iron", "diamond", "netherite"].map((name) => [name, `${name}-pickaxe`]),
    );
  });
});

describe("a tree", () => {
  it("is read from its lines: grids, numbers, choices", () => {
    const [rod, two, brew] = readRecipes(
      "rod x3 = .A/B. ; A a|b, B c\ntwo < 5 a\nbrew < 2 a, b @ pot",
      stations,
    );
    expect(rod).toMatchObject({
      makes: 3,
      grid: [
        [-1, 0],
        [1, -1],
      ],
      ingredients: [
        { anyOf: ["a", "b"], count: 1 },
        { anyOf: ["c"], count: 1 },
      ],
      station: undefined,
    });
    expect([two?.station, brew?.station]).toEqual(["table", "pot"]);
  });

  it.each([
    [
      "an ingredient that is no item",
      { recipes: "table = PP/PP ; P plonk" },
      /recipe of table names "plonk"/,
    ],
    ["a place that is none", { sources: "log : wood, moon~20" }, /source of log names "moon"/],
    ["an item that nobody can get", { items: "log\ntable\nmoonstone" }, /nobody can get these items/],
    ["a letter that is nothing", { recipes: "table = PX/PP ; P log" }, /nothing is said of the letter "X"/],
    ["a grid that is too large", { recipes: "table = PPPP ; P log" }, /3×3/],
    ["a trait that is none", { items: "log ; shiny\ntable" }, /"shiny" is no trait of an item/],
    ["a tool that nothing is", { sources: "log : wood ; tool pickaxe 1" }, /no pickaxe is good enough/],
  ])("is refused with %s", (_, given, why) => {
    expect(() => make(given)).toThrow(why);
  });

  it("says which line has nothing to smelt", () => {
    expect(() => readSmeltings("glass <", stations)).toThrow(/glass/);
  });
});
