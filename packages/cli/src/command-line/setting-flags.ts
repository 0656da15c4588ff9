import type { Config } from "@portolan/core";

/** The flag of each setting and what the help says of it; spelled here so that `--help` loads nothing else. */
export const settingFlags: Readonly<Record<keyof Config, { flags: string; about: string }>> = {
  store: { flags: "--store <folder>", about: "folder of the skill store (default: skills-store)" },
  evaluations: {
    flags: "--evaluations <number>",
    about: "candidate programs that a task may evaluate (default: 100000)",
  },
  attempts: { flags: "--attempts <number>", about: "programs that a task may submit (default: 10)" },
  retrieve: { flags: "--retrieve <number>", about: "skills shown to the coder at most (default: 12)" },
  seed: {
    flags: "--seed <number>",
    about: "0 keeps the suite's order, others shuffle inside each level (default: 0)",
  },
  curriculum: {
    flags: "--curriculum <name>",
    about: "which task comes next: in-order, or easiest-first (default: in-order)",
  },
  children: { flags: "--children <number>", about: "sandbox processes, 0 for one a core (default: 0)" },
  engine: {
    flags: "--engine <name>",
    about: "what runs programs: isolated-vm, or quickjs (default: isolated-vm)",
  },
  embedder: {
    flags: "--embedder <name>",
    about: "built-in, transformers:<folder or hub id>, or openai:<model> (default: built-in)",
  },
  index: {
    flags: "--index <place>",
    about: "auto, memory, lancedb, or where LanceDB keeps it: a folder, s3://…, az://… (default: auto)",
  },
  modelUrl: { flags: "--model-url <url>", about: "base URL of an OpenAI-compatible endpoint" },
};
