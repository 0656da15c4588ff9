import { bench } from "./bench-declarations.ts";
import { benchSuites } from "./bench-suites-declarations.ts";
import { benchReports } from "./bench-report-declarations.ts";
import { changes, provenance } from "./change-declarations.ts";
import type { CommandDeclaration } from "./declaration.ts";
import { exchange } from "./exchange-declarations.ts";
import { mcp } from "./mcp-declaration.ts";
import { model } from "./model-declarations.ts";
import { playground } from "./playground-declarations.ts";
import { verifyingOptions, verifyingSettings } from "./verifying-declaration.ts";

/** Which model writes, and what it may cost. */
const writer = [
  "coder",
  "agentTimeoutMs",
  "model",
  "modelUrl",
  "reflection",
  "samples",
  "promptTokens",
  "replyTokens",
  "modelRecord",
  "modelReplay",
  "judgeCalibration",
  "requests",
  "tokens",
  "costUsd",
  "wallMs",
] as const;
const episode = [
  "store",
  "evaluations",
  "attempts",
  "retrieve",
  "adapt",
  "compose",
  "children",
  "engine",
  "embedder",
  "index",
  ...writer,
] as const;
const voyage = [...episode, "seed", "curriculum"] as const;
const suite = {
  "--suite <name>": "lists, text, techtree, another one of `bench suites`, or the path of its files",
  "--format <name>": "what the files are, where it is not to be seen in them; docs/suites.md has the names",
};
const limit = { "--limit <number>": "take the first so many tasks only" };

/** Every command, in the order of the help. */
export const declarations: readonly CommandDeclaration[] = [
  {
    name: "demo",
    summary: "learn a suite from nothing, with and without a library",
    settings: ["evaluations", "attempts", "retrieve", "seed", "children", "engine"],
    options: {
      ...suite,
      "--suite <name>": "text (default), lists, or the path of a JSONL file of tasks",
      ...limit,
    },
    details:
      "Works in .portolan/demo under the current folder, and deletes the store of an earlier demo there first.",
    examples: ["demo", "demo --limit 20"],
    load: () => import("../commands/demo.ts"),
  },
  {
    name: "learn",
    summary: "try every task of a suite and keep what passes the gate as skills",
    settings: [...voyage, "returnAfter"],
    options: {
      ...suite,
      "--arm <name>": "library (default), or none: nothing retrieved, nothing kept",
      ...limit,
    },
    details:
      "A voyage that was interrupted, even by a kill, goes on when the same command is given again.\nOne that is finished prints its table again; another --seed sails anew.",
    examples: [
      "learn --suite lists",
      "learn --suite my-tasks.jsonl --limit 20 --evaluations 50000",
      "learn --suite techtree --store techtree-store",
    ],
    load: () => import("../commands/learn.ts"),
  },
  {
    name: "solve",
    summary: "write and judge a program for one task",
    settings: episode,
    options: {
      "--goal <text>": "what the program shall do, in plain words",
      "--signature <signature>": "such as '(xs: number[]) => number'",
      "--example <text...>": "arguments => result, each as JSON; several times",
      "--name <name>": "kebab-case name of the program; made from the goal when absent",
      "--task <file>": "read the task from a JSON file instead; its cases judge too",
      "--keep": "keep the program as a skill when it passes",
    },
    details:
      "The arguments of an example stand as in a call: '[3,1] => [1,3]' has one argument, a list;\n'[3,1], 2 => 5' has two. The program goes to stdout. Exit code 1: not solved.",
    examples: [
      "solve --goal 'Sum of the squares' --signature '(xs: number[]) => number' --example '[1,2] => 5' --example '[3] => 9' --example '[] => 0'",
      "solve --task task.json --keep",
    ],
    load: () => import("../commands/solve.ts"),
  },
  {
    name: "search",
    summary: "find skills by goal, types or examples",
    arguments: { "[text...]": "the goal in plain words" },
    settings: ["store", "embedder", "modelUrl", "index", "engine", "children"],
    options: {
      "--signature <signature>": "prefer skills that fit '(xs: number[]) => number'",
      "--example <text...>":
        "arguments => result, each as JSON: prefer pure skills that answer so; several times",
      "--tag <tag...>": "only skills that have all of these tags",
      "--tool <namespace...>": "only skills that use no other tools than these",
      "--pure": "only skills that use no tools",
      "--author <name>": "only skills of this coder or author",
      "--suite <name>": "only skills learned from this suite",
      "--limit <number>": "matches at most (default: 10)",
      "--budget <tokens>": "what the matches may take together, at four characters a token",
    },
    details:
      "Examples are written as for `solve`; the first 8 are run in the sandbox, until 10 seconds are over. Types and examples\nraise what fits them and leave nothing out; the other options leave out what they do not name.",
    examples: [
      "search count even numbers",
      "search sort --signature '(xs: number[]) => number[]' --pure",
      "search --example '[3,1] => [1,3]' --example '[2,9,4] => [2,4,9]'",
    ],
    load: () => import("../commands/search.ts"),
  },
  {
    name: "list",
    summary: "the skills of the store",
    settings: ["store"],
    options: { "--all": "also those that are not active, and refused candidates" },
    examples: ["list", "list --all --json"],
    load: () => import("../commands/list.ts"),
  },
  {
    name: "show",
    summary: "everything about one skill: source, callees, evidence",
    arguments: { "<name>": "name of the skill, or NAME@DIGEST for one of its versions: at least 4 digits" },
    settings: ["store"],
    options: { "--source": "print the source only" },
    examples: ["show count-evens", "show count-evens@3f2a", "show count-evens --source > count-evens.ts"],
    load: () => import("../commands/show.ts"),
  },
  {
    name: "explain",
    summary: "why a skill is trusted, in plain words, and what would make it fall",
    arguments: { "<name>": "name of the skill, or NAME@DIGEST for one of its versions: at least 4 digits" },
    settings: ["store"],
    details: "Reads the skill's own evidence and runs nothing; `verify` asks it all again.",
    examples: ["explain count-evens", "explain count-evens --json"],
    load: () => import("../commands/explain.ts"),
  },
  ...provenance,
  ...changes,
  ...playground,
  {
    name: "verify",
    summary: "judge skills again by their whole evidence, offline",
    arguments: { "[name...]": "skills to verify; all active ones when absent" },
    settings: verifyingSettings,
    options: {
      "--all": "all active ones, as without a name",
      ...verifyingOptions,
      "--evaluators <file>":
        "evaluators of your own that the evidence names, such as world-runs with its world; trusted",
    },
    details:
      "Runs every case of a skill's folder and asks every evaluator that its evidence names once more, but models; says which\ncould not be asked, and why. Exit code 1: at least one skill is not what its folder says.",
    examples: [
      "verify",
      "verify sum count-evens",
      "verify pick-apples --tools orchard.ts --evaluators orchard.ts",
    ],
    load: () => import("../commands/verify.ts"),
  },
  ...exchange,
  {
    name: "tidy",
    summary: "fold duplicates, generalise families and retire what fails; shows the plan first",
    arguments: { "[name...]": "only what touches one of these skills" },
    settings: verifyingSettings,
    options: {
      ...verifyingOptions,
      "--apply": "do it; without this the plan is shown and nothing is changed",
      "--only <what>": "duplicates, families, or retire",
    },
    details:
      "Every change is proven first, on the cases of all skills that it touches and of all that call them, and is\ndone whole or not at all. Exit code 1: with --apply, a change was refused.",
    examples: ["tidy", "tidy --only duplicates --json", "tidy take-three take-five --apply"],
    load: () => import("../commands/tidy.ts"),
  },
  {
    name: "credit",
    summary: "try tasks with and without the skills that were used for them, at the same budget",
    arguments: { "[name...]": "only these skills; all active ones when absent" },
    settings: [...episode, "seed"],
    options: {
      ...suite,
      ...limit,
      "--trials <number>": "trials at most, of two episodes each (default: 10)",
      "--run": "make the trials; without this they are listed and nothing is tried",
    },
    details:
      "Trials are drawn from the uses on record by the seed alone. Each is kept as it ends: a run that was interrupted\ngoes on when the same command is given again. `portolan tidy --only retire` acts on what they say.",
    examples: ["credit --suite lists", "credit take-three --suite lists --trials 20 --run"],
    load: () => import("../commands/credit.ts"),
  },
  ...model,
  ...mcp,
  ...bench([
    "evaluations",
    "attempts",
    "retrieve",
    "adapt",
    "compose",
    "seed",
    "curriculum",
    "returnAfter",
    "children",
    "engine",
    "embedder",
    "index",
    ...writer,
  ]),
  {
    name: "store check",
    summary: "find what is wrong with a store, and repair it",
    settings: ["store", "embedder", "modelUrl"],
    options: { "--repair": "repair what is found" },
    details:
      "Compares folders with what they say, and the index with the folders. A repair deletes no skill: a broken\nfolder moves into quarantine. Exit code 1: something is wrong and was not repaired.",
    examples: ["store check", "store check --repair"],
    load: () => import("../commands/store-check.ts"),
  },
  {
    name: "store index",
    summary: "bring the index of a store level with its folders, or build it anew",
    settings: ["store", "embedder", "index"],
    options: {
      "--rebuild": "forget the catalogue and the index first; what was embedded once is not embedded again",
    },
    details:
      "Every search does what is needed by itself; this looks at every file of every skill. A run that was\ninterrupted, even by a kill, goes on where it was when the same command is given again.",
    examples: ["store index", "store index --rebuild", "store index --index s3://skills/index"],
    load: () => import("../commands/store-index.ts"),
  },
  ...benchSuites,
  ...benchReports,
  {
    name: "doctor",
    summary: "check what Portolan needs on this machine",
    settings: ["store", "engine", "embedder", "modelUrl", "model", "modelApi", "modelKeyEnv"],
    details:
      "Where a model or its endpoint is set, a few short requests find out what it can do.\nExit code 3: something is missing; each line says what to do.",
    examples: ["doctor", "doctor --model-url http://localhost:11434/v1 --model qwen3"],
    load: () => import("../commands/doctor.ts"),
  },
  {
    name: "config",
    summary: "every setting, its value and where it comes from",
    settings: [
      ...voyage,
      "modelApi",
      "modelKeyEnv",
      "modelTimeoutMs",
      "modelFirstByteTimeoutMs",
      "modelRetries",
    ],
    details:
      "Flags win over the environment (PORTOLAN_EVALUATIONS), that over portolan.config.ts in the current folder.",
    examples: ["config", "config --json"],
    load: () => import("../commands/config.ts"),
  },
];
