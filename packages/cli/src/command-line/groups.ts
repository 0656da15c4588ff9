/** What the help says of a group of commands, such as `bench`. */
export interface CommandGroup {
  summary: string;
  /** What one should know before choosing one of its commands. */
  details?: string;
  /** Whole command lines without the leading `portolan`. */
  examples: readonly string[];
}

/** The groups that are no command themselves, by name. */
export const groups: Readonly<Record<string, CommandGroup>> = {
  bench: {
    summary: "does the library help, by how much, and on what, when nobody may spend more than anybody else?",
    details:
      "Without a command it is `bench run`. An experiment lies in a folder, .portolan/bench/<id> unless --out names one; reports\nread it, also while it runs. Each command has --help of its own; docs/bench.md says how it all goes together.",
    examples: [
      "bench run --suite text --limit 6 --arm none --arm library --arm none-3x --out text-arms",
      "bench report text-arms --html report.html",
    ],
  },
  store: {
    summary: "whether the store is whole, and its index",
    examples: ["store check --repair", "store index --rebuild"],
  },
  model: { summary: "a language model that is you", examples: ["model serve --inbox inbox"] },
  judge: {
    summary: "the judge that the gate may ask",
    examples: ["judge calibrate labelled.jsonl --out judge.json"],
  },
};
