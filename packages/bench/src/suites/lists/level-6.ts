import type { AuthoredTask } from "../author.ts";
import {
  caseGrids,
  caseLists,
  caseRows,
  each,
  intervalLists,
  paired,
  playerLists,
  scoreGrids,
  scoreLists,
  scoreRows,
} from "./pools.ts";
import * as solutions from "./solutions-6.ts";

/** Joins functions of level 5, and a few problems that stay hard whatever is at hand. */
export const level6: AuthoredTask[] = [
  {
    name: "longest-moving-rise",
    goal: "Take the moving mean of a list over every n neighbours (rounded down) and give the longest stretch of these means in which each is larger than the one before; of several, the first. Without such means the stretch is empty.",
    signature: "(xs: number[], n: number) => number[]",
    reference: solutions.longestMovingRise,
    examples: [
      [[], 2],
      [[4, 8, 1, 20, 30], 2],
      [[3, 6, 9, 30, 0, 0, 90], 3],
      [[9, -8, 0, 14], 1],
      [[2, 5, 3], 3],
      [[1, 6, 1], 0],
      [[9, 1, 5, 2, 7, 8, 6, 12], 2],
    ],
    cases: paired(caseLists("longest-moving-rise"), [1, 2, 0, 2, 3, 4, 3, 2, 3, 2, 2, -1]),
    score: [
      ...paired(scoreLists("longest-moving-rise"), [1, 0, 1, 1, 3, 2, 4, 2, 3, 2, 2, 3]),
      [[1, 5, 9], -1],
    ],
  },
  {
    name: "fair-champion",
    goal: "Give the name of the player with the best fair mean: one lowest and one highest of the player's scores are left out and the mean of the rest is rounded down (0 for fewer than three scores). Of several, the first; without players, the empty text.",
    signature: "(players: { name: string; scores: number[] }[]) => string",
    reference: solutions.fairChampion,
    examples: [
      [[]],
      [[{ name: "Ada", scores: [4] }]],
      [
        [
          { name: "Ada", scores: [3, 90, 5] },
          { name: "Ben", scores: [6, 6, 7] },
        ],
      ],
      [
        [
          { name: "Cleo", scores: [20, 20] },
          { name: "Dan", scores: [1, 2, 3] },
          { name: "Eva", scores: [0, 2, 3, 50] },
        ],
      ],
      [
        [
          { name: "Finn", scores: [] },
          { name: "Gita", scores: [5, 1, 9, 0] },
          { name: "Hugo", scores: [8, 8, 30, 2, 9] },
          { name: "Ines", scores: [3, 3, 3] },
        ],
      ],
    ],
    cases: [
      [[{ name: "Jon", scores: [] }]],
      [
        [
          { name: "Jon", scores: [1, 2, 3] },
          { name: "Ada", scores: [2, 2, 3, 4] },
          { name: "Ben", scores: [1, 9] },
        ],
      ],
      ...playerLists("fair-champion/cases", 9),
    ],
    score: [
      [[{ name: "Ben", scores: [9, 9, 9] }]],
      [
        [
          { name: "Eva", scores: [0, 4, 0, 5] },
          { name: "Ben", scores: [7, 3, 7, 7] },
          { name: "Ada", scores: [7, 7, 8, 30] },
        ],
      ],
      ...playerLists("fair-champion/score", 11),
    ],
  },
  {
    name: "busiest-favourite",
    goal: "In the column of a table whose sum is the largest (the first of several), find the number that occurs most often, or of several the one that is highest up. All rows have the same length; a table without rows gives 0.",
    signature: "(rows: number[][]) => number",
    reference: solutions.busiestFavourite,
    // oxfmt-ignore
    examples: [
      [[]],
      [[[4]]],
      [[[1, 2, 3]]],
      [[[9, 2, 1], [0, 8, 1], [0, 6, 9]]],
      [[[5, 7, 3], [1, 3, 20], [1, 3, 1], [9, 3, 1]]],
      [[[-7, -3, -8, -4], [-8, -8, -9, -7]]],
    ],
    // oxfmt-ignore
    cases: [
      ...caseGrids("busiest-favourite"),
      [[[30, 6], [2, 5], [2, 5], [2, 9]]],
    ],
    // oxfmt-ignore
    score: [
      ...scoreGrids("busiest-favourite"),
      [[[8, 4, 0], [1, 4, 0], [8, 9, 0], [3, 9, 1]]],
    ],
  },
  {
    name: "smoothed-steadiest",
    goal: "Take the row of a table with the smallest variance (means rounded down; the first of several) and smooth it: each item becomes the mean, rounded down, of itself and its two neighbours, where at an end the item itself stands in for the missing neighbour. A table without rows gives an empty list.",
    signature: "(rows: number[][]) => number[]",
    reference: solutions.smoothedSteadiest,
    // oxfmt-ignore
    examples: [
      [[]],
      [[[4]]],
      [[[1, 20], [5, 6, 9]]],
      [[[10, 14, 30], [2, 60], [50, 56, 51, 59]]],
      [[[8, 2, 8], [6, 1, 7, 30], [30, 36]]],
      [[[-4, -9], [0, 10, 0, 10], [1, 9]]],
    ],
    cases: [
      ...caseRows("smoothed-steadiest"),
      [
        [
          [12, 9, 8, 8],
          [90, 1],
        ],
      ],
    ],
    // oxfmt-ignore
    score: [
      ...scoreRows("smoothed-steadiest"),
      [[[0, 100, 50], [90, 99], [-5, 20, 31]]],
    ],
  },
  {
    name: "safe-totals",
    goal: "Each row holds the payments into and out of one account, which starts at 0. For the accounts whose balance was never below 0 after a payment, list the final balances.",
    signature: "(accounts: number[][]) => number[]",
    reference: solutions.safeTotals,
    // oxfmt-ignore
    examples: [
      [[]],
      [[[4]]],
      [[[-1, 9], [3, -3]]],
      [[[10, -4, -8, 20], [], [5, -5, 1], [2, -6]]],
      [[[6, -1], [-6, 30], [0, 2, 2]]],
      [[[9, -10, 9], [9, -9, 10], [8]]],
    ],
    // oxfmt-ignore
    cases: [[[[5, 2], [5, 2], [1, -4]]], 
      ...caseRows("safe-totals"),
      [[[7, -8, 30], [7, -6, -1], [7, -6, 2]]],
    ],
    score: [...scoreRows("safe-totals"), [[[20, -21, 5], [20, -20, 5], [1, 1, -3, 4], [3]]]],
  },
  {
    name: "pascal-odd-counts",
    goal: "For each of the first n rows of Pascal's triangle, starting with the row that is a single 1, count its odd numbers. If n is 0 or below, the result is empty.",
    signature: "(n: number) => number[]",
    reference: solutions.pascalOddCounts,
    examples: each([0, 1, 2, 4, 6]),
    cases: [...each([-1, 3, 5, 7, 8, 9, 11, 14]), [19], [21]],
    score: each([-2, -9, 10, 12, 13, 15, 16, 17, 18, 20]),
  },
  {
    name: "prime-cluster-range",
    goal: "Take the n largest primes up to a limit, or all if there are fewer, and give their range: the largest minus the smallest. Without primes, or with n below 1, it is 0.",
    signature: "(limit: number, n: number) => number",
    reference: solutions.primeClusterSpread,
    examples: [
      [10, 2],
      [11, 1],
      [20, 3],
      [5, 9],
      [1, 4],
      [30, 5],
      [-5, 2],
    ],
    cases: [
      ...paired(each([0, 2, 3, 6, 13, 25, 50, -1, 97, 60]), [2, 1, 5, 2, 4, 3, 3, 1, 6, -2]),
      [29, 3],
      [-19, 2],
    ],
    score: [
      ...paired(each([0, 2, 4, 7, 12, 19, 33, 48, 90, -8, 100, 120]), [3, 4, 2, 2, 8, 3, 0, 5, 2, 1, 7]),
      [31, 2],
      [40, -3],
      [-23, 3],
    ],
  },
  {
    name: "longest-plateau",
    goal: "Find the longest stretch of equal neighbours in a list (the first of several) and give a pair of the number and the length of the stretch. An empty list gives an empty list.",
    signature: "(xs: number[]) => number[]",
    reference: solutions.longestPlateau,
    examples: [
      [[]],
      [[4]],
      [[3, 9, 9]],
      [[9, 3, 9]],
      [[8, 8, 1, 1, 1, 8, 8]],
      [[0, 0, -5, -5]],
      [[6, 2, 6, 6, 6, 6]],
    ],
    cases: caseLists("longest-plateau"),
    score: scoreLists("longest-plateau"),
  },
  {
    name: "covered-length",
    goal: "Each pair is an interval with its start and its end. Give the length of the line that they cover together, where overlaps count only once. Without intervals it is 0.",
    signature: "(intervals: number[][]) => number",
    reference: solutions.coveredLength,
    // oxfmt-ignore
    examples: [
      [[]],
      [[[4, 6]]],
      [[[1, 3], [2, 5]]],
      [[[10, 13], [1, 3]]],
      [[[1, 4], [4, 7], [8, 9]]],
      [[[0, 20], [5, 6], [-3, -1], [15, 22]]],
    ],
    // oxfmt-ignore
    cases: [
      [[[2, 2]]],
      [[[1, 9], [1, 9]]],
      [[[5, 7], [3, 6], [1, 4]]],
      ...intervalLists("covered-length/cases", 7),
    ],
    // oxfmt-ignore
    score: [
      [[[-4, -4]]],
      [[[1, 2], [3, 4]]],
      [[[9, 30], [-9, 0], [0, 9]]],
      ...intervalLists("covered-length/score", 9),
    ],
  },
  {
    name: "free-times",
    goal: "Each pair is a meeting with its start and its end. List the free times between the meetings, in order, each as a pair of start and end. Before the first and after the last meeting nothing counts, and meetings that touch leave no free time.",
    signature: "(meetings: number[][]) => number[][]",
    reference: solutions.freeTimes,
    // oxfmt-ignore
    examples: [
      [[]],
      [[[4, 6]]],
      [[[1, 3], [2, 5]]],
      [[[10, 13], [1, 3]]],
      [[[1, 4], [4, 7], [8, 9]]],
      [[[0, 20], [5, 6], [-3, -1], [15, 22], [30, 31]]],
    ],
    // oxfmt-ignore
    cases: [
      [[[2, 2]]],
      [[[1, 9], [1, 9]]],
      [[[5, 7], [3, 6], [1, 2]]],
      ...intervalLists("free-times/cases", 7),
    ],
    // oxfmt-ignore
    score: [
      [[[-4, -4]]],
      [[[1, 2], [3, 4]]],
      [[[9, 30], [-9, 0], [0, 9]]],
      ...intervalLists("free-times/score", 9),
    ],
  },
  {
    name: "goldbach-pair",
    goal: "Write a whole number as the sum of two primes and give the two, the smaller first; of several such pairs, the one with the smallest prime. If there is none, the result is empty.",
    signature: "(n: number) => number[]",
    reference: solutions.goldbachPair,
    examples: each([0, 4, 7, 10, 11, 12, 28]),
    cases: each([1, 2, 5, 6, 13, 17, 30, 68, -4]),
    score: [...each([3, 8, 9, 14, 16, 23, 38, 50, 98, 99, -7, 128])],
  },
  {
    name: "is-magic-square",
    goal: "Tell whether a square table is magic: all rows, all columns and both diagonals have the same sum. A table without rows is not.",
    signature: "(rows: number[][]) => boolean",
    reference: solutions.isMagicSquare,
    // oxfmt-ignore
    examples: [
      [[]],
      [[[4]]],
      [[[1, 2], [2, 1]]],
      [[[5, 5], [5, 5]]],
      [[[2, 7, 6], [9, 5, 1], [4, 3, 8]]],
      [[[2, 7, 6], [9, 5, 1], [4, 8, 3]]],
      [[[1, 2, 3], [3, 1, 2], [2, 3, 1]]],
    ],
    // oxfmt-ignore
    cases: [[[[2, -2], [-2, 2]]], [[[2, -3, 4], [3, 1, -1], [-2, 5, 0]]], [[[6, 6, 6], [6, 6, 6], [6, 6, 6]]], 
      [[[-3]]],
      [[[0, 1], [1, 0]]],
      [[[7, 7], [7, 8]]],
      [[[8, 1, 6], [3, 5, 7], [4, 9, 2]]],
      [[[8, 6, 1], [3, 7, 5], [4, 2, 9]]],
      [[[4, 9, 2], [3, 5, 7], [8, 1, 6]]],
      [[[3, 3, 3], [3, 3, 3], [3, 3, 4]]],
      [[[5, 6, 7], [6, 7, 5], [7, 5, 6]]],
      [[[16, 3, 2, 13], [5, 10, 11, 8], [9, 6, 7, 12], [4, 15, 14, 1]]],
      [[[3, 16, 2, 13], [10, 5, 11, 8], [6, 9, 7, 12], [15, 4, 14, 1]]],
    ],
    // oxfmt-ignore
    score: [
      [[[0]]],
      [[[2, 2], [2, 2]]],
      [[[2, 3], [3, 2]]],
      [[[1, -1], [-1, 1]]],
      [[[6, 1, 8], [7, 5, 3], [2, 9, 4]]],
      [[[12, 2, 16], [14, 10, 6], [4, 18, 8]]],
      [[[12, 2, 16], [14, 10, 6], [4, 18, 9]]],
      [[[1, 2, 3], [2, 3, 1], [3, 1, 2]]],
      [[[3, -4, 1], [-2, 0, 2], [-1, 4, -3]]],
      [[[1, 15, 14, 4], [12, 6, 7, 9], [8, 10, 11, 5], [13, 3, 2, 16]]],
      [[[15, 1, 14, 4], [6, 12, 7, 9], [10, 8, 11, 5], [3, 13, 2, 16]]],
    ],
  },
  {
    name: "longest-mirror-stretch",
    goal: "Find the longest stretch of neighbours in a list that reads the same from both sides; of several, the first. An empty list gives an empty stretch.",
    signature: "(xs: number[]) => number[]",
    reference: solutions.longestMirrorStretch,
    examples: [
      [[]],
      [[4]],
      [[2, 9]],
      [[1, 7, 7, 2]],
      [[5, 1, 2, 1, 5, 8]],
      [[9, 6, 3, 6, 4, 4, 4]],
      [[0, 2, 3, 3, 2, 0, 1]],
    ],
    cases: [...caseLists("longest-mirror-stretch"), [[8, 1, 6, 6, 1, 3]]],
    score: [...scoreLists("longest-mirror-stretch"), [[4, 4, 1, 9, 1, 4, 2]]],
  },
  {
    name: "spiral",
    goal: "Read a table in a spiral: along the top row to the right, down the last column, along the bottom row to the left, up the first column, and on inwards. All rows have the same length; a table without rows gives an empty list.",
    signature: "(rows: number[][]) => number[]",
    reference: solutions.spiral,
    // oxfmt-ignore
    examples: [
      [[]],
      [[[4]]],
      [[[1, 2], [3, 4]]],
      [[[1, 2, 3], [4, 5, 6], [7, 8, 9]]],
      [[[1, 2, 3, 4], [5, 6, 7, 8], [9, 10, 11, 12]]],
      [[[6], [-2], [7]]],
    ],
    cases: caseGrids("spiral"),
    score: scoreGrids("spiral"),
  },
];
