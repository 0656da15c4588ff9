import { standardArms } from "@portolan/bench/arms";
import type { CommandDeclaration } from "./declaration.ts";
import type { FlagSetting } from "./setting-flags.ts";

/**
 * The commands about benchmarks.
 * @param settings those of a voyage
 */
export function bench(settings: readonly FlagSetting[]): readonly CommandDeclaration[] {
  return [
    {
      name: "bench run",
      isDefault: true,
      summary: "run suites under several arms at equal budget, and compare them",
      settings,
      options: {
        "--suite <name...>":
          "one of `portolan bench suites`, such as lists, text, techtree, or the path of a file of tasks; several times",
        "--arm <arm...>":
          "an arm, or a .json file of arms; several times, the one to compare with first (default: none, library)",
        "--seeds <numbers>": "such as 1,2,3 or 1..10 (default: the one of --seed)",
        "--limit, --limit-tasks <number>": "take the first so many tasks of each suite only",
        "--load-bearing": "measure which skills mattered: each trial once more without each skill it called",
        "--world-runs <number>": "worlds the report tries a program in, where tasks have one (default: 10)",
        "--workers <number>": "cells at a time (default: one a core)",
        "--queue <url>": "leave the cells to `portolan bench worker`s, by way of a Redis or Valkey",
        "--out <path>": "folder of the experiment; a path that ends in .json gets the comparison alone",
      },
      details: () =>
        `${armsHelp()}\nAny of them may be changed, also in settings, and named: few=library:retrieve=3,curriculum=random\n\n` +
        "A cell is one arm on one suite with one seed; every library begins in a folder of its own. The same command goes\n" +
        "on where it was stopped, even by a kill, unless what decides the result has changed since: that is another\n" +
        "experiment. Exit code 3: a cell failed; the others are whole.",
      examples: [
        "bench run --suite lists --evaluations 30000",
        "bench run --suite text --arm library --arm none --arm none-3x --seeds 1..5 --out text-arms",
        "bench run --suite text --arm library --arm transplanted:from=lists --load-bearing",
      ],
      load: () => import("../commands/bench.ts"),
    },
    {
      name: "bench worker",
      summary: "take cells from the queue of `bench run --queue`",
      settings: ["children", "engine"],
      options: {
        "--queue <url>": "the Redis or Valkey: redis://host:port, rediss:// with TLS",
        "--workers <number>": "cells at a time (default: one a core)",
        "--experiments <folder>":
          "where this machine sees the folder that holds the experiments' folders, if elsewhere",
        "--stalled-after <seconds>":
          "a cell whose worker was silent for so long goes to another one (default: 30)",
      },
      details:
        "Start as many as you like, on any machine that sees the experiment's folder; each runs until Ctrl-C, which puts the\ncells under way back. A cell goes on where its last worker was, even if that one was killed. One that fails is tried\nthree times and then kept among the failed jobs of the queue portolan-bench.",
      examples: [
        "bench worker --queue redis://localhost:6379",
        "bench worker --queue rediss://:password@queue.example:6380 --workers 8",
      ],
      load: () => import("../commands/bench-worker.ts"),
    },
  ];
}

/** The arms that have a name, one a line. */
function armsHelp(): string {
  const width = Math.max(...Object.keys(standardArms).map((name) => name.length));
  const lines = Object.entries(standardArms).map(([name, { about }]) => `  ${name.padEnd(width)}  ${about}`);
  return `Arms:\n${lines.join("\n")}`;
}
