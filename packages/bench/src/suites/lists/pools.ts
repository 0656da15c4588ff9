import type { Json } from "@portolan/core";
import { integer, integers, random } from "../inputs.ts";

type Next = () => number;

/** Inputs of the gate for a task on one list: edges by hand, then lists that depend on the task's name. */
export function caseLists(name: string): Json[][] {
  const next = random(`${name}/cases`);
  const wide = Array.from({ length: 3 }, () => [wideList(next)]);
  const narrow = Array.from({ length: 2 }, () => [narrowList(next)]);
  return [...caseEdges, ...wide, ...narrow];
}

/** Inputs of the report for a task on one list. */
export function scoreLists(name: string): Json[][] {
  const next = random(`${name}/score`);
  const wide = Array.from({ length: 5 }, () => [wideList(next)]);
  const narrow = Array.from({ length: 3 }, () => [narrowList(next)]);
  return [...scoreEdges, ...wide, ...narrow];
}

/** Inputs of the gate for a task on rows of any lengths. */
export function caseRows(name: string): Json[][] {
  const next = random(`${name}/cases`);
  return [...caseRowEdges, ...Array.from({ length: 4 }, () => [raggedRows(next)])];
}

/** Inputs of the report for a task on rows of any lengths. */
export function scoreRows(name: string): Json[][] {
  const next = random(`${name}/score`);
  return [...scoreRowEdges, ...Array.from({ length: 6 }, () => [raggedRows(next)])];
}

/** Inputs of the gate for a task on rows of one length. */
export function caseGrids(name: string): Json[][] {
  const next = random(`${name}/cases`);
  return [...caseGridEdges, ...Array.from({ length: 5 }, () => [grid(next)])];
}

/** Inputs of the report for a task on rows of one length. */
export function scoreGrids(name: string): Json[][] {
  const next = random(`${name}/score`);
  return [...scoreGridEdges, ...Array.from({ length: 7 }, () => [grid(next)])];
}

/** Lists of people with a name and a score. */
export function peopleLists(seed: string, count: number): Json[][] {
  const next = random(seed);
  return Array.from({ length: count }, () => [people(next, integer(next, 2, 6))]);
}

/** Lists of groups of people. */
export function groupLists(seed: string, count: number): Json[][] {
  const next = random(seed);
  return Array.from({ length: count }, () => [
    Array.from({ length: integer(next, 2, 4) }, () => people(next, integer(next, 0, 4))),
  ]);
}

/** Lists of people with a name and several scores. */
export function playerLists(seed: string, count: number): Json[][] {
  const next = random(seed);
  return Array.from({ length: count }, () => {
    const players = names.slice(0, integer(next, 2, 5));
    return [players.map((name) => ({ name, scores: integers(next, integer(next, 2, 7), 0, 60) }))];
  });
}

/** Lists of [start, end] pairs, some of which overlap. */
export function intervalLists(seed: string, count: number): Json[][] {
  const next = random(seed);
  return Array.from({ length: count }, () => [
    Array.from({ length: integer(next, 2, 7) }, () => {
      const start = integer(next, -10, 40);
      return [start, start + integer(next, 0, 9)];
    }),
  ]);
}

/** One number an input. */
export function each(numbers: number[]): Json[][] {
  return numbers.map((number) => [number]);
}

/** Adds a last argument to every input, the numbers in turn. */
export function paired(inputs: Json[][], numbers: number[]): Json[][] {
  return inputs.map((input, index) => [...input, numbers[index % numbers.length] as number]);
}

/** Adds to every input the list of the input as far from the other end. */
export function crossed(inputs: Json[][]): Json[][] {
  return inputs.map((input, index) => [...input, inputs[inputs.length - 1 - index]?.[0] as Json]);
}

function wideList(next: Next): number[] {
  return integers(next, integer(next, 4, 10), -20, 100);
}

function narrowList(next: Next): number[] {
  return integers(next, integer(next, 7, 10), 0, 4);
}

function raggedRows(next: Next): number[][] {
  const [low, high] = someRange(next);
  return Array.from({ length: integer(next, 2, 5) }, () => integers(next, integer(next, 1, 6), low, high));
}

function grid(next: Next): number[][] {
  const width = integer(next, 2, 5);
  const [low, high] = someRange(next);
  return Array.from({ length: integer(next, 2, 5) }, () => integers(next, width, low, high));
}

/** Wide, or so narrow that numbers repeat. */
function someRange(next: Next): [low: number, high: number] {
  return next() < 0.5 ? [-9, 30] : [0, 3];
}

function people(next: Next, count: number): { name: string; score: number }[] {
  const start = integer(next, 0, names.length - 1);
  return Array.from({ length: count }, (_, index) => ({
    name: names[(start + index) % names.length] as string,
    score: integer(next, -5, 40),
  }));
}

const names = ["Ada", "Ben", "Cleo", "Dan", "Eva", "Finn", "Gita", "Hugo", "Ines", "Jon"];

const caseEdges: Json[][] = [
  [[8]],
  [[0]],
  [[-3]],
  [[5, 5, 5]],
  [[1, 2, 3, 4, 5, 6]],
  [[9, 7, 4, 0, -2]],
  [[2, -2, 2, -2, 2]],
  [[0, 0, 7, 0]],
  [[12, 40, 33, 87, 5, 61]],
  [[-7, -7, -2, -20, -1]],
];

const scoreEdges: Json[][] = [
  [[1]],
  [[-12]],
  [[6, 6]],
  [[3, 9]],
  [[9, 3]],
  [[0, 0, 0]],
  [[-4, -3, -1, 0, 2, 8]],
  [[100, 50, 25, 12, 6]],
  [[4, 4, 8, 8, 8, 15]],
  [[1, 10, 2, 9, 10, 2, 1]],
  [[1000, -1000, 500]],
  [[-9, -2, -4, -7]],
];

const caseRowEdges: Json[][] = [
  [[[7]]],
  [[[], [-2]]],
  [[[0, 0], [0]]],
  [[[-1, -2, -3], [-4], [-9, 4]]],
  [[[6, 6, 1], [6, 1, 6], [13]]],
  [[[2, 4, 8, 16], [], [30, 0]]],
];

const scoreRowEdges: Json[][] = [
  [[[-6]]],
  [[[12, -12]]],
  [[[], [], [5, 5]]],
  [
    [
      [1, 1, 2],
      [3, 5, 8, 13],
    ],
  ],
  [[[-8, 8, -8], [-1], [0, -1]]],
  [
    [
      [40, 2, 2, 2],
      [9, 9, 9],
      [9, 10, 8, 9, 9],
    ],
  ],
];

const caseGridEdges: Json[][] = [
  [[[7]]],
  [[[4, 0, -4]]],
  [[[3], [-5], [8]]],
  [
    [
      [1, 1],
      [1, 1],
    ],
  ],
  [
    [
      [0, -1, 2, 6],
      [5, 5, -3, 0],
    ],
  ],
];

const scoreGridEdges: Json[][] = [
  [[[-6]]],
  [[[2, 9]]],
  [[[9], [2]]],
  [
    [
      [0, 0, 0],
      [0, 0, 0],
    ],
  ],
  [
    [
      [10, 20],
      [30, 40],
      [50, 60],
    ],
  ],
  [
    [
      [-1, -2, -3],
      [-3, -2, -1],
      [-2, -1, -3],
    ],
  ],
];
