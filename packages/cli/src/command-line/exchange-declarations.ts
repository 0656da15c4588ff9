import type { CommandDeclaration } from "./declaration.ts";

const dryRun = { "--dry-run": "say what would happen, and write nothing" };

/** The commands that exchange skills with other stores. */
export const exchange: readonly CommandDeclaration[] = [
  {
    name: "import",
    summary: "take skills from elsewhere; each is verified here before it is one",
    arguments: {
      "<source>": "folder, .jsonl or .parquet file, git address, npm:name@version, or .tgz",
      "[name...]": "skills to take, with what they call; all when absent",
    },
    settings: ["store", "children", "engine"],
    options: {
      "--no-verify": "keep them as candidates only",
      "--as <name>": "name the one skill so",
      "--prefix <prefix>": "put this before every name, such as acme-",
      ...dryRun,
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
    name: "candidates",
    summary: "imported programs that are no skills, and why; verify them again",
    arguments: { "[name...]": "candidates to look at; all when absent" },
    settings: ["store", "children", "engine"],
    options: { "--verify": "judge them again, and admit what passes", ...dryRun },
    details: "Exit code 1 with --verify: something is still no skill.",
    examples: ["candidates", "candidates --verify", "candidates slugify --verify"],
    load: () => import("../commands/candidates.ts"),
  },
];
