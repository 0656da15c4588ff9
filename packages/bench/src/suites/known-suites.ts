/** A suite that Portolan knows of, with it or elsewhere. */
export interface KnownSuite {
  name: string;
  /** Tasks of it as it is published. */
  tasks: number;
  about: string;
  /** How many of them behave differently, where that is known otherwise than by their cases. */
  distinct?: number;
  licence: string;
  source: string;
  /** One step for people; nothing is ever downloaded for them. Absent where there is nothing to do. */
  get?: string;
  /** What `--format` its files have where they come from. */
  format?: string;
  /** Its tasks are in a world: no cases, but goals. */
  world?: true;
}

/** Every suite that has a name: those that come with Portolan first. */
export const knownSuites: readonly KnownSuite[] = [
  {
    name: "lists",
    tasks: 94,
    about: "numbers, lists and tables of numbers, in six levels",
    licence: "MIT, as Portolan",
    source: "built in",
  },
  {
    name: "text",
    tasks: 96,
    about: "words, names, paths, settings, log lines and tables of text, in six levels",
    licence: "MIT, as Portolan",
    source: "built in",
  },
  {
    name: "techtree",
    tasks: 98,
    about: "a crafting world of our own: tools of better and better material, and all that they take",
    licence: "MIT, as Portolan",
    source: "built in",
    world: true,
  },
  {
    name: "list-functions-250",
    tasks: 250,
    about: "functions of lists of numbers, learned from examples alone",
    // By their rules: 62 behave like another one, which was asked other inputs.
    distinct: 188,
    licence: "none stated",
    source: "https://github.com/joshrule/list_function_250",
    get: "git clone the repository, and give the path of its folder json/",
    format: "list-functions",
  },
  {
    name: "dreamcoder-lists",
    tasks: 217,
    about: "functions of lists in 56 families that differ by a constant",
    licence: "MIT",
    source: "https://github.com/ellisk42/ec",
    get: "git clone the repository, and give the path of data/list_tasks.json",
    format: "dreamcoder",
  },
  {
    name: "sygus-strings",
    tasks: 205,
    about: "string transformations by example; short and long variants share a family",
    licence: "none stated",
    source: "https://github.com/SyGuS-Org/benchmarks",
    get: "git clone the repository, and give the path of lib/PBE_SLIA_Track/euphony (100 tasks) or comp/2017/PBE_Strings_Track (108)",
    format: "sygus",
  },
  {
    name: "humaneval-ts",
    tasks: 159,
    about: "HumanEval in TypeScript, scored by its tests; for coders with a model",
    licence: "BSD-3-Clause, and not to be used as training data",
    source: "https://github.com/nuprl/MultiPL-E",
    get: "git clone the repository, and give the path of prompts/humaneval-ts-reworded.jsonl",
    format: "multipl-e",
  },
  {
    name: "mbpp-ts",
    // As others count it: https://evalscope.readthedocs.io/en/v1.6.0/benchmarks/multiple_mbpp.html
    tasks: 390,
    about: "MBPP in TypeScript, scored by its tests; few of its prompts hold an example",
    licence: "BSD-3-Clause, and not to be used as training data",
    source: "https://github.com/nuprl/MultiPL-E",
    get: "git clone the repository, and give the path of prompts/mbpp-ts-reworded.jsonl",
    format: "multipl-e",
  },
  {
    name: "textcraft",
    tasks: 544,
    about: "an item to be crafted from given commands, one to four steps deep",
    licence: "MIT",
    source: "https://github.com/archiki/ADaPT",
    get: "git clone the repository; docs/techtree.md says what is read of it",
    world: true,
  },
];
