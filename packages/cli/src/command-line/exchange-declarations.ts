import type { CommandDeclaration } from "./declaration.ts";
import { verifyingOptions, verifyingSettings } from "./verifying-declaration.ts";

const options = {
  ...verifyingOptions,
  "--dry-run": "say what would happen, and write nothing",
};

/** The commands that exchange skills with other stores. */
export const exchange: readonly CommandDeclaration[] = [
  {
    name: "import",
    summary: "take skills from elsewhere; each is judged here before it is one",
    arguments: {
      "<source>": "folder, .jsonl or .parquet file, git address, npm:name@version, or .tgz",
      "[name...]": "skills to take, with what they call; all when absent",
    },
    settings: verifyingSettings,
    options: {
      "--no-verify": "keep them as candidates only",
      "--as <name>": "name the one skill so",
      "--prefix <prefix>": "put this before every name, such as acme-",
      ...options,
    },
    details:
      "Nothing of a source is run but in the sandbox, on its own cases. What fails stays a candidate, which no coder\nsees, with the reason. A git address may end in #branch-or-tag. Exit code 1: something was not admitted.",
    examples: [
      "import ../other-store",
      "import npm:text-skills@1.2.0 --dry-run",
      "import skills.jsonl --prefix acme-",
    ],
    load: () => import("../commands/import.ts"),
  },
  {
    name: "export",
    summary: "write active skills for other stores, for other agents, or as a table",
    arguments: {
      "<target>": "a new folder for Agent Skills, or a .jsonl or .parquet file",
      "[name...]": "skills to export, with what they call; all when absent",
    },
    settings: ["store"],
    options: {
      "--format <format>": "agent-skills, jsonl or parquet; as the target's ending says when absent",
      "--agent-skills": "the same as --format agent-skills",
      "--no-callees": "leave out what the named skills call",
      "--all-versions": "also earlier versions; files only",
      "--force": "replace what the target holds",
    },
    details:
      "Folders need nothing but Node 22.18 or later. Files lose nothing: `portolan import` makes the same skills of them.\nThe same skills give the same bytes. Exit code 1: a skill needs tools, and was left out of the folders.",
    examples: [
      "export --agent-skills my-skills best-scorer",
      "export skills.jsonl",
      "export skills.parquet --all-versions",
    ],
    load: () => import("../commands/export.ts"),
  },
  {
    name: "merge",
    summary: "bring over what another store has and this one has not, three-way",
    arguments: { "<other>": "folder of the other store" },
    settings: verifyingSettings,
    options: {
      "--base <folder>": "the store as both were before; found in their histories when absent",
      "--statuses": "take over revocations and other losses of trust",
      ...options,
    },
    details:
      "What only the other store changed must pass here, with all that calls it. Where both changed a skill, ours stays\nand theirs becomes a candidate. Merging again changes nothing. Exit code 1: a conflict, or something did not pass.",
    examples: ["merge ../other-store --dry-run", "merge ../other-store --statuses"],
    load: () => import("../commands/merge.ts"),
  },
  {
    name: "candidates",
    summary: "imported programs that are no skills, and why; verify them again",
    arguments: { "[name...]": "candidates to look at, by name or digest; all when absent" },
    settings: verifyingSettings,
    options: {
      "--verify": "judge them again, and admit what passes",
      "--delete": "forget those that are named",
      "--source": "print the source of the one that is named",
      ...options,
    },
    details: "Exit code 1 with --verify: something is still no skill.",
    examples: ["candidates", "candidates --verify", "candidates slugify --verify"],
    load: () => import("../commands/candidates.ts"),
  },
];
