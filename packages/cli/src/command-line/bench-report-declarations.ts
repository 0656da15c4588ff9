import type { CommandDeclaration } from "./declaration.ts";

/** The commands that read experiments. */
export const benchReports: readonly CommandDeclaration[] = [
  {
    name: "bench report",
    summary: "what an experiment found, as tables and charts, also while it runs",
    arguments: { "<folder>": "folder of the experiment, or its id under .portolan/bench" },
    settings: [],
    options: {
      "--html <file>": "write one page with charts that needs no network",
      "--markdown <file>": "write the tables as Markdown",
      "--csv <file>": "write a line for each trial",
      "--parquet <file>": "write a row for each trial",
      "--inspect <folder>":
        "write a log for each suite and arm that the viewer of Inspect (inspect_ai) opens",
      "--milestone <name=task...>": "reached by the first of these tasks, parted by commas; several times",
      "--unit <unit>":
        "what effort is measured in: evaluations, attempts, requests, tokens or costUsd (default: evaluations; tokens or requests where a model or an agent works alone)",
    },
    details:
      "Without --milestone every level of a suite is one. Intervals are 95 %, p-values exact and corrected for how many arms are\ncompared. A file is replaced whole or not at all. What the figures mean is in docs/bench-reports.md.",
    examples: [
      "bench report .portolan/bench/5a3b7e0c91d2",
      "bench report 5a3b7e0c91d2 --html report.html --csv trials.csv",
      "bench report 5a3b7e0c91d2 --inspect logs",
    ],
    load: () => import("../commands/bench-report.ts"),
  },
  {
    name: "bench compare",
    summary: "two experiments, or arms of one, task by task",
    arguments: {
      "<a>": "folder of an experiment, or its id under .portolan/bench",
      "[b]": "another one, with the same suites; the same one when absent",
    },
    settings: [],
    options: {
      "--arms <names>": "of one: the first with each of the others; of two: one for both, or one of each",
      "--unit <unit>":
        "what effort is measured in: evaluations, attempts, requests, tokens or costUsd (default: evaluations; tokens or requests where a model or an agent works alone)",
    },
    details:
      "Says what differs (settings, budget, versions), by how much one side is better, with corrected p-values, by suite and\nlevel, and which tasks flipped. Of two experiments, all arms that both have are compared when none is named.",
    examples: [
      "bench compare 5a3b7e0c91d2 --arms none,library",
      "bench compare .portolan/bench/5a3b7e0c91d2 .portolan/bench/0f9e8d7c6b5a",
    ],
    load: () => import("../commands/bench-compare.ts"),
  },
];
