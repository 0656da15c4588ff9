import type { CommandDeclaration } from "./declaration.ts";
import { verifyingOptions, verifyingSettings as settings } from "./verifying-declaration.ts";

const who = {
  "--by <name>": "who asks for it (default: the command line)",
  "--evidence <json>": "what speaks for it, as JSON, for the history",
};
const tried = { "--dry-run": "verify and report, and change nothing" };
const reason = { "--reason <text>": "why, for the history; required", ...who };
const options = { ...reason, ...verifyingOptions, ...tried };
const name = { "<name>": "name of the skill" };
const version = "name of a skill, or NAME@DIGEST with at least 4 digits for one of its versions";
const allOrNone =
  "All that call it are judged again with it: all change, or none. Exit code 1: refused, nothing changed.";

/** The commands that show where a skill comes from. */
export const provenance: readonly CommandDeclaration[] = [
  {
    name: "log",
    summary: "what became of a skill: versions and statuses, why and by whom",
    arguments: name,
    settings: ["store"],
    examples: ["log count-evens", "log count-evens --json"],
    load: () => import("../commands/log.ts"),
  },
  {
    name: "diff",
    summary: "how two versions differ: signature, source, cases, evidence",
    arguments: { "<from>": version, "[to]": "the same; the current version of the first when absent" },
    settings: ["store"],
    examples: ["diff count-evens@3f2a", "diff count-evens@3f2a count-evens@91bc"],
    load: () => import("../commands/diff.ts"),
  },
  {
    name: "blame",
    summary: "where a skill comes from: task, voyage, coder, cost, what was shown",
    arguments: { "<name>": version },
    settings: ["store"],
    examples: ["blame count-evens", "blame count-evens@3f2a --json"],
    load: () => import("../commands/blame.ts"),
  },
  {
    name: "uses",
    summary: "every use of a skill, whose fault failures were, and what it is worth",
    arguments: name,
    settings: ["store"],
    examples: ["uses count-evens", "uses count-evens --json"],
    load: () => import("../commands/uses.ts"),
  },
];

/** The commands that change skills, with all that call them. */
export const changes: readonly CommandDeclaration[] = [
  {
    name: "replace",
    summary: "put another program in the place of a skill's",
    arguments: name,
    settings,
    options: { "--with <file>": "the new program, a .ts file that exports the same function", ...options },
    details: `The new program must pass the skill's own examples and cases. ${allOrNone}`,
    examples: ["replace count-evens --with count-evens.ts --reason 'it is faster'"],
    load: () => import("../commands/replace.ts"),
  },
  {
    name: "rename",
    summary: "give a skill another name; the old one still works",
    arguments: { "<from>": "name of the skill", "<to>": "its new name" },
    settings,
    options,
    details: `The old name becomes an alias, which callers use and no coder is shown. ${allOrNone}`,
    examples: ["rename count-evens even-count --reason 'as the others are named'"],
    load: () => import("../commands/rename.ts"),
  },
  {
    name: "alias",
    summary: "make a name another one of a skill",
    arguments: { "<name>": "the name, free or that of a skill that gives way", "<of>": "name of the skill" },
    settings,
    options,
    details: `A skill that has the name must have the same types, and its cases must pass. ${allOrNone}`,
    examples: ["alias evens-count count-evens --reason 'they do the same'"],
    load: () => import("../commands/alias.ts"),
  },
  {
    name: "deprecate",
    summary: "take a skill out of the library; it may come back",
    arguments: name,
    settings,
    options: { ...reason, ...tried },
    details: "What calls it becomes deprecated with it.",
    examples: ["deprecate count-evens --reason 'nothing needs it'"],
    load: () => import("../commands/deprecate.ts"),
  },
  {
    name: "revoke",
    summary: "take a wrong skill out of the library for good",
    arguments: name,
    settings,
    options: { ...reason, ...tried },
    details:
      "What calls it goes into quarantine. The skills that were written while it was shown are listed, to be judged again.",
    examples: ["revoke count-evens --reason 'wrong on an empty list' --evidence '{\"input\":[[]]}'"],
    load: () => import("../commands/revoke.ts"),
  },
  {
    name: "restore",
    summary: "verify a skill that left the library, and bring it back",
    arguments: name,
    settings,
    options,
    details:
      "What it calls must be active; where that has new versions, the skill gets one too. One that was revoked never\ncomes back: replace it.",
    examples: ["restore count-evens --reason 'it is needed after all'"],
    load: () => import("../commands/restore.ts"),
  },
  {
    name: "revert",
    summary: "undo a change of skills, as a change of its own",
    arguments: { "<change>": "id of the change, at least 4 digits, as `portolan log` shows it" },
    settings,
    options: {
      "--reason <text>": "why, for the history",
      "--by <name>": who["--by <name>"],
      ...verifyingOptions,
      ...tried,
    },
    details: allOrNone,
    examples: ["revert 1f0c3a9b22de"],
    load: () => import("../commands/revert.ts"),
  },
];
