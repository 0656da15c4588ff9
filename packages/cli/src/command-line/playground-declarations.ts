import type { CommandDeclaration } from "./declaration.ts";
import { limitHelp } from "./limit-help.ts";

/** The commands that run one program. */
export const playground: readonly CommandDeclaration[] = [
  {
    name: "run",
    summary: "run a skill, or a file that calls skills, in the sandbox",
    arguments: {
      "<name>": "name of a skill, or path of a .ts file with one exported function",
      "[argument...]": "its arguments, each as JSON",
    },
    settings: ["store", "children", "engine"],
    options: {
      "--input <json>": "all arguments as one JSON array, @file.json that holds one, or - for stdin",
      "--tools <file>": "a .ts file of your own that exports tools for it to call; trusted, it runs outside",
      "--allow-writes [tools]":
        "let tools write unasked: all, or those named, as in --allow-writes=files.write",
      "--limit <name=value...>": "a limit of the run, such as wallMs=500 or wallMs=2s; several times",
      "--seed <number>": "make Math.random and the clock the same in every run",
      "--trace": "show where time and memory went, and each tool call",
      "--check": "type-check first, and do not run what does not check",
      "--no-check": "do not type-check; a file is checked and run, a skill is not checked",
      "--record <file>": "write all that `portolan replay` needs to run it again",
    },
    details: () =>
      `The value goes to stdout as JSON, what it logs to stderr. Exit code 1: the program threw, hung, or broke a limit.
A tool that writes asks you first; without a terminal it is refused, unless --allow-writes is given.

${limitHelp()}`,
    examples: [
      "run sum '[1,2,3]'",
      "run ./report.ts --input @input.json --limit wallMs=500 --limit memoryMb=64",
      "run ./report.ts '\"text\"' --tools ./tools.ts --allow-writes=files.write --trace",
      "run ./report.ts '\"text\"' --tools ./tools.ts --record report.json",
    ],
    load: () => import("../commands/run.ts"),
  },
  {
    name: "replay",
    summary: "run a recording again without its tools, and say whether it does the same",
    arguments: { "<file>": "what `portolan run --record FILE` wrote" },
    settings: ["engine"],
    options: { "--trace": "show where time and memory went, and each tool call" },
    details: "Exit code 0: the same, byte for byte; 1: it did something else.",
    examples: ["replay report.json", "replay report.json --trace"],
    load: () => import("../commands/replay.ts"),
  },
];
