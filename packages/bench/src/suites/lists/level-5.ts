import type { AuthoredTask } from "../author.ts";
import {
  caseGrids,
  caseLists,
  caseRows,
  each,
  groupLists,
  intervalLists,
  paired,
  scoreGrids,
  scoreLists,
  scoreRows,
} from "./pools.ts";
import * as solutions from "./solutions-5.ts";

/** Long from scratch, two to four calls with the levels below; merging intervals is hard in itself. */
export const level5: AuthoredTask[] = [
  {
    name: "moving-rises",
    goal: "Take the moving mean of a list over every n neighbours (rounded down) and list the positions, counting from 0, at which it is larger than right before. If there are fewer than two such means, the result is empty.",
    signature: "(xs: number[], n: number) => number[]",
    reference: solutions.movingRises,
    examples: [
      [[], 2],
      [[4, 7, 1, 20], 2],
      [[3, 6, 9, 30, 0, 0, 90], 3],
      [[9, -8, 0, 14], 1],
      [[2, 5, 3], 3],
      [[1, 6, 1], 0],
      [[5, 1, 5, 2, 7, 7, 6, 9], 2],
    ],
    cases: paired(caseLists("moving-rises"), [1, 2, 0, 2, 3, 4, 3, 2, 3, 2, 2, -1]),
    score: [...paired(scoreLists("moving-rises"), [1, 0, 1, 1, 3, 2, 4, 2, 3, 2, 2, 3]), [[1, 5, 9], -1]],
  },
  {
    name: "busiest-column",
    goal: "Find the position, counting from 0, of the column of a table whose sum is the largest; of several, the first. All rows have the same length; a table without rows gives -1.",
    signature: "(rows: number[][]) => number",
    reference: solutions.busiestColumn,
    // oxfmt-ignore
    examples: [
      [[]],
      [[[4]]],
      [[[1, 2, 3]]],
      [[[9, 2, 1], [0, 8, 1], [0, 6, 13]]],
      [[[-7, -3, -8, -4], [-8, -8, -9, -7]]],
      [[[5, 0, 1, 7], [1, 2, 3, 4]]],
    ],
    // oxfmt-ignore
    cases: [[[[10, 30], [5, 1]]], 
      ...caseGrids("busiest-column"),
      [[[1, 20, 3], [9, 0, 2], [9, -2, 4]]],
    ],
    score: scoreGrids("busiest-column"),
  },
  {
    name: "best-fair-row",
    goal: "Each row holds the scores of one competitor. Leave out one lowest and one highest score of each row, take the mean of the rest (rounded down; 0 for fewer than three scores), and give the position of the row where it is largest, counting from 0; of several, the first. Without rows it is -1.",
    signature: "(rows: number[][]) => number",
    reference: solutions.bestFairRow,
    // oxfmt-ignore
    examples: [
      [[]],
      [[[4]]],
      [[[3, 90, 5], [6, 6, 7]]],
      [[[10, 1, 6, 7], [], [8, 8, 30, 2, 9]]],
      [[[20, 20], [1, 2, 3], [0, 2, 50]]],
      [[[5, 1, 9, 0], [2, 2, 2, 60], [0, 4, 4, 4], [3, 3, 3, 3, 3]]],
    ],
    cases: [
      [[[2], [1, 1, 1]]],
      ...caseRows("best-fair-row"),
      [[[3, 3, 3], [], [3, 3, 3], [9, 9, 9]]],
      [[[], [8, 8, 8]]],
    ],
    // oxfmt-ignore
    score: [[[[2, 2, 2], [], [2, 2, 2], [7, 8, 9]]], 
      ...scoreRows("best-fair-row"),
      [[[50, 1, 2], [30, 3, 1], [9, 9]]],
    ],
  },
  {
    name: "commonest-even",
    goal: "Find the even number that occurs most often in a list; of several, the one that appears first. Without even numbers it is 0.",
    signature: "(xs: number[]) => number",
    reference: solutions.commonestEven,
    examples: [
      [[]],
      [[7]],
      [[4]],
      [[7, 7, 2]],
      [[3, 6, 8, 8, 3, 3]],
      [[9, -4, 10, 10, -4, 9, 9]],
      [[5, 30, 12, 5, 30]],
    ],
    cases: [...caseLists("commonest-even"), [[9, 9, 2, 6, 6]], [[4, 0, 10, 0, 10, 3]]],
    score: [...scoreLists("commonest-even"), [[1, 12, -2, -2, 1, 1]], [[7, 9, 7, 40]]],
  },
  {
    name: "row-favourites",
    goal: "For each row of a table, find the number that occurs most often in it; of several, the one that appears first. An empty row gives 0.",
    signature: "(rows: number[][]) => number[]",
    reference: solutions.rowFavourites,
    // oxfmt-ignore
    examples: [
      [[]],
      [[[4]]],
      [[[7, 2, 2], [3, 5, 9]]],
      [[[8, 1, 1, 8], []]],
      [[[9, -4, 0, -4], [6, 6, 5], [30, 1, 1, 30, 30]]],
    ],
    cases: [
      [[[4, 4, 2], [4, 4, 2], [9]]],
      ...caseRows("row-favourites"),
      [
        [
          [7, 9, 9],
          [4, 4, 1, 1],
          [5, 6, 0, 6],
        ],
      ],
    ],
    // oxfmt-ignore
    score: [
      ...scoreRows("row-favourites"),
      [[[2, 3, 3, 2, 3], [0, -1, -1]]],
    ],
  },
  {
    name: "widest-prime-gap",
    goal: "Find the largest distance between two primes that follow each other, among the primes up to a given number. With fewer than two primes it is 0.",
    signature: "(n: number) => number",
    reference: solutions.widestPrimeGap,
    examples: each([0, 2, 3, 10, 11, 30, -5]),
    cases: [...each([1, 4, 5, 7, 12, 23, 29, -1, 97]), [127], [-30]],
    score: [...each([6, 8, 13, 16, 19, 28, 40, 88, 89, -8, 100, 130])],
  },
  {
    name: "largest-primes",
    goal: "Give the n largest primes up to a limit, the largest first: all of them if there are fewer, none if n is 0 or below.",
    signature: "(limit: number, n: number) => number[]",
    reference: solutions.largestPrimes,
    examples: [
      [10, 2],
      [11, 1],
      [20, 3],
      [5, 9],
      [1, 4],
      [30, 0],
      [-5, 2],
    ],
    cases: [...paired(each([0, 2, 3, 6, 13, 25, 50, -1, 97, 60]), [2, 1, 5, 2, 4, 0, 3, 1, 6, -2]), [-20, 3]],
    score: [
      ...paired(each([0, 2, 4, 7, 12, 19, 33, 48, 90, -8, 100, 120]), [3, 4, 1, 2, 8, 3, 0, 5, 2, 1, 7]),
      [40, -3],
    ],
  },
  {
    name: "perfect-numbers-up-to",
    goal: "List all perfect numbers up to a given number, itself included: those that are the sum of their divisors other than themselves. Below 6 there are none.",
    signature: "(n: number) => number[]",
    reference: solutions.perfectNumbersUpTo,
    examples: each([0, 5, 6, 28, 30, 500]),
    cases: each([1, 7, 20, 27, 29, 100, -6, 496]),
    score: [...each([2, 4, 8, 12, 26, 31, 64, -1, 250, 495, 497]), [-28]],
  },
  {
    name: "pascal-triangle",
    goal: "Give the first n rows of Pascal's triangle, starting with the row that is a single 1. If n is 0 or below, there are none.",
    signature: "(n: number) => number[][]",
    reference: solutions.pascalTriangle,
    examples: each([0, 1, 2, 3, 5]),
    cases: each([-1, 4, 6, 7, 8, 9, 11, 14]),
    score: each([-2, -9, 10, 12, 13, 15, 16, 17, 18, 20]),
  },
  {
    name: "longest-rising-run",
    goal: "Find the longest stretch of neighbours in a list in which every item is larger than the one before; of several, the first. An empty list gives an empty stretch.",
    signature: "(xs: number[]) => number[]",
    reference: solutions.longestRisingRun,
    examples: [
      [[]],
      [[4]],
      [[3, 9, 12]],
      [[9, 3, 1]],
      [[1, 5, 5, 8, 20, 2]],
      [[6, 7, -5, -4]],
      [[30, 1, 2, 3, 0, 40]],
    ],
    cases: caseLists("longest-rising-run"),
    score: scoreLists("longest-rising-run"),
  },
  {
    name: "run-length-code",
    goal: "Write a list in run-length code: for each longest stretch of equal neighbours a pair of the number and the length of the stretch. An empty list gives no pairs.",
    signature: "(xs: number[]) => number[][]",
    reference: solutions.runLengthCode,
    examples: [[[]], [[4]], [[3, 3, 9]], [[9, 3, 9]], [[1, 1, 1, 8, 8, 1]], [[0, 0, -5, -5, -5, -5]]],
    cases: caseLists("run-length-code"),
    score: scoreLists("run-length-code"),
  },
  {
    name: "steadiest-row",
    goal: "Give the row of a table that varies least: the one with the smallest variance, that is the mean of the squared differences from the row's mean, both means rounded down; of several, the first. A table without rows gives an empty list.",
    signature: "(rows: number[][]) => number[]",
    reference: solutions.steadiestRow,
    // oxfmt-ignore
    examples: [
      [[]],
      [[[4]]],
      [[[1, 20], [5, 6, 9]]],
      [[[10, 14, 30], [2, 60], [50, 52, 51, 53]]],
      [[[0, 9, 0, 9], [0, 0, 0, 0, 0, 10], [1, 20]]],
      [[[7, 8], [3, 3], [1, 9]]],
      [[[-4, -9], [0, 3, 0, 3], [1, 9]]],
    ],
    cases: caseRows("steadiest-row"),
    // oxfmt-ignore
    score: [
      ...scoreRows("steadiest-row"),
      [[[0, 100, 50], [90, 99], [-5, 20, 31]]],
    ],
  },
  {
    name: "overdrawn-accounts",
    goal: "Each row holds the payments into and out of one account, which starts at 0. List the positions of the accounts, counting from 0, whose balance was below 0 after some payment.",
    signature: "(accounts: number[][]) => number[]",
    reference: solutions.overdrawnAccounts,
    // oxfmt-ignore
    examples: [
      [[]],
      [[[4]]],
      [[[-1, 9], [3, -3]]],
      [[[10, -4, -8, 20], [], [5, -5, 1], [2, -6]]],
      [[[6, -1], [-6, 30], [0, -2, 2]]],
      [[[9, -10, 9], [9, -9, 10], [8]]],
    ],
    // oxfmt-ignore
    cases: [[[[20, -15], [3, -1]]], 
      ...caseRows("overdrawn-accounts"),
      [[[7, -8, 30], [7, -6, -1], [7, -6, -2]]],
    ],
    score: [
      [[[], [3, -5], [1], [2, -9]]],
      ...scoreRows("overdrawn-accounts"),
      [[[20, -21, 5], [20, -20, 5], [1, 1, -3, 4], [3]]],
    ],
  },
  {
    name: "group-winners",
    goal: "For each group of people, give the name of the one with the highest score; of several, the first. A group without people gives the empty text.",
    signature: "(groups: { name: string; score: number }[][]) => string[]",
    reference: solutions.groupWinners,
    examples: [
      [[]],
      [[[{ name: "Ada", score: 12 }]]],
      [
        [
          [
            { name: "Ben", score: 7 },
            { name: "Cleo", score: 30 },
          ],
          [],
          [
            { name: "Dan", score: -7 },
            { name: "Eva", score: -8 },
          ],
        ],
      ],
      [
        [
          [
            { name: "Finn", score: 3 },
            { name: "Gita", score: 5 },
            { name: "Hugo", score: 5 },
          ],
          [{ name: "Ben", score: 0 }],
        ],
      ],
    ],
    cases: [
      [[[]]],
      [
        [
          [
            { name: "Jon", score: 2 },
            { name: "Eva", score: 19 },
            { name: "Ben", score: 19 },
          ],
        ],
      ],
      ...groupLists("group-winners/cases", 8),
    ],
    score: [
      [[[], [{ name: "Jon", score: -3 }]]],
      [
        [
          [],
          [
            { name: "Dan", score: -6 },
            { name: "Cleo", score: -6 },
            { name: "Ada", score: -8 },
          ],
        ],
      ],
      ...groupLists("group-winners/score", 11),
    ],
  },
  {
    name: "smooth-trend",
    goal: "Smooth a list (each item becomes the mean, rounded down, of itself and its two neighbours; at an end the item itself stands in for the missing neighbour) and tell whether the smoothed list never falls. An empty list never falls.",
    signature: "(xs: number[]) => boolean",
    reference: solutions.smoothTrend,
    examples: [
      [[]],
      [[8, 3]],
      [[4]],
      [[1, 2, 30, 10]],
      [[1, 9, 8, 12, 20]],
      [[3, 2, 4, 3, 5, 4, 6]],
      [[3, 4, 10, 2, 5]],
      [[5, 6, 7, 8, 0]],
    ],
    cases: [
      [[10, 60, 40, 30, 20]],
      [[5, 9, 12, 15, 3]],
      ...caseLists("smooth-trend"),
      [[0, 6, 3, 9, 6, 12]],
      [[9, 5, 3, 8, 20]],
      [[-9, 2, 1, 20, 19, 60]],
    ],
    score: [
      ...scoreLists("smooth-trend"),
      [[10, 14, 12, 16, 14, 30]],
      [[-20, -3, -6, 4, 3, 9, 8]],
      [[4, 9, 4, 2, 4]],
    ],
  },
  {
    name: "merge-intervals",
    goal: "Each pair is an interval with its start and its end. Merge the intervals that overlap or touch and list the merged ones by their start.",
    signature: "(intervals: number[][]) => number[][]",
    reference: solutions.mergeIntervals,
    // oxfmt-ignore
    examples: [
      [[]],
      [[[4, 6]]],
      [[[1, 3], [2, 5]]],
      [[[10, 12], [1, 3]]],
      [[[1, 4], [4, 6], [8, 9]]],
      [[[0, 20], [5, 6], [-3, -1], [15, 22]]],
      [[[3, 3], [1, 2], [2, 3]]],
    ],
    // oxfmt-ignore
    cases: [
      [[[2, 2]]],
      [[[1, 9], [1, 9]]],
      [[[5, 7], [3, 6], [1, 4]]],
      [[[0, 3], [3, 7], [9, 9]]],
      ...intervalLists("merge-intervals/cases", 7),
    ],
    // oxfmt-ignore
    score: [
      [[[-4, -4]]],
      [[[1, 2], [3, 4]]],
      [[[9, 30], [-9, 0], [0, 9]]],
      ...intervalLists("merge-intervals/score", 9),
    ],
  },
];
