import type { CommandDeclaration } from "./declaration.ts";

/** The command about suites. */
export const benchSuites: readonly CommandDeclaration[] = [
  {
    name: "bench suites",
    summary: "which suites there are, and which of the public ones are at hand",
    arguments: { "[name...]": "only these, or the path of a suite of your own" },
    settings: [],
    details:
      "Public suites are looked for in the folder that the environment variable PORTOLAN_SUITES names: NAME.jsonl, NAME.json,\nor a folder NAME. Nothing is ever downloaded; the list says where each is to be had, and under which licence.\nDistinct counts tasks that behave alike as one, as far as their cases show.",
    examples: ["bench suites", "bench suites sygus-strings my-tasks.jsonl --json"],
    load: () => import("../commands/bench-suites.ts"),
  },
];
