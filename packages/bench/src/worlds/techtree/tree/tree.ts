/** A thing that can be in an inventory. */
export interface Item {
  name: string;
  /** How many fit in one slot: 64, 16 or 1. */
  stack: number;
  /** Uses until it breaks; absent for what does not wear. */
  uses?: number;
  tool?: ToolNeed;
  /** Can be put down, and then serves whoever is near: a table, a furnace. */
  isPlaced?: boolean;
  /** Items that it smelts as fuel; absent for what does not burn. */
  burns?: number;
  /** What is left when it is used up: the bucket of a bucket of milk. */
  leaves?: string;
}

/** A kind of tool, and the lowest tier that will do: 1 for wood, 2 stone, 3 iron, 4 diamond, 5 beyond. */
export interface ToolNeed {
  kind: string;
  tier: number;
}

/** So many of one item, or of any of several that will do as well, the usual one first. */
export interface Ingredient {
  anyOf: [string, ...string[]];
  count: number;
}

export interface Recipe {
  output: string;
  /** How many come of one crafting. */
  makes: number;
  ingredients: Ingredient[];
  /** Rows of the crafting grid, each cell the number of an ingredient or -1; absent where the order does not matter. */
  grid?: number[][];
  /** What must stand nearby; a grid larger than 2×2 asks for the table. */
  station?: string;
}

export interface Smelting {
  output: string;
  input: Ingredient;
  station: string;
}

/** Where an item comes from without being made. */
export interface Source {
  item: string;
  /** Place by chance that a seed has it there; 1 for the place that always does, which comes first. */
  places: [SourcePlace, ...SourcePlace[]];
  tool?: ToolNeed;
  /** Used up each time: the empty bucket that is filled. */
  takes?: string;
  /** The least and the most that comes of one find. */
  yields: [number, number];
  /** The chance that it is not found at one call, in percent. */
  misses: number;
}

export interface SourcePlace {
  place: string;
  chance: number;
}

/** A biome, or what lies below or beyond one. */
export interface Place {
  name: string;
  /** Journeys may begin here. */
  isStart: boolean;
  /** It can be reached from here alone. */
  from?: string;
  /** What must be carried, or stand where one sets out, to get there from elsewhere. */
  needs?: { item: string; how: "carried" | "placed" };
  /** Places of one realm reach each other freely: `surface`, or the name of the place one enters by. */
  realm: string;
}

/** All facts of a world of crafting; by name, each in the order of its author. */
export interface Tree {
  /** What a furnace is fed with first, and what is named when it lacks fuel. */
  fuel: string;
  items: ReadonlyMap<string, Item>;
  places: ReadonlyMap<string, Place>;
  recipes: ReadonlyMap<string, readonly Recipe[]>;
  smeltings: ReadonlyMap<string, Smelting>;
  sources: ReadonlyMap<string, Source>;
}
