import type { Config } from "@portolan/core";

/** Settings that are objects stand in `portolan.config.ts`, or as JSON in the environment. */
export type FlagSetting = Exclude<keyof Config, "models" | "modelHeaders" | "modelBody" | "prices">;

/** The flag of each setting and what the help says of it; spelled here so that `--help` loads nothing else. */
export const settingFlags: Readonly<Record<FlagSetting, { flags: string; about: string }>> = {
  store: { flags: "--store <folder>", about: "folder of the skill store (default: skills-store)" },
  evaluations: {
    flags: "--evaluations <number>",
    about: "candidate programs that a task may evaluate (default: 100000)",
  },
  attempts: { flags: "--attempts <number>", about: "programs that a task may submit (default: 10)" },
  retrieve: { flags: "--retrieve <number>", about: "skills shown to the coder at most (default: 12)" },
  adapt: {
    flags: "--adapt <number>",
    about: "skills that the built-in coder may try with other literals, 0 for none (default: 128)",
  },
  compose: {
    flags: "--compose <when>",
    about:
      "by-words: the built-in coder calls skills where words tell which may help; always (default: by-words)",
  },
  seed: {
    flags: "--seed <number>",
    about: "0 keeps the suite's order, others shuffle inside each level (default: 0)",
  },
  curriculum: {
    flags: "--curriculum <name>",
    about: "which task comes next: in-order, or easiest-first (default: in-order)",
  },
  returnAfter: {
    flags: "--return-after <number>",
    about: "new skills after which a failed task is tried once more; 0: never (default: 0)",
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
  coder: {
    flags: "--coder <names>",
    about: "who writes: synth, model, command:<command line>, or in turn: synth,model,large (default: synth)",
  },
  agentTimeoutMs: {
    flags: "--agent-timeout-ms <number>",
    about: "how long a coder that is a command may take for an answer (default: 600000)",
  },
  modelUrl: { flags: "--model-url <url>", about: "base URL of an OpenAI-compatible endpoint" },
  model: { flags: "--model <name>", about: "name of the model, as the endpoint calls it" },
  modelApi: { flags: "--model-api <name>", about: "chat, or responses (default: chat)" },
  modelKeyEnv: {
    flags: "--model-key-env <name>",
    about: "environment variable that holds the key (default: OPENAI_API_KEY)",
  },
  modelTimeoutMs: {
    flags: "--model-timeout-ms <number>",
    about: "how long a request to a model may take (default: 1800000)",
  },
  modelFirstByteTimeoutMs: {
    flags: "--model-first-byte-timeout-ms <number>",
    about: "how long until its first byte (default: 600000)",
  },
  modelRetries: {
    flags: "--model-retries <number>",
    about: "how often a request is sent again that failed for a time (default: 5)",
  },
  reflection: {
    flags: "--reflection <policy>",
    about: "what a model takes from a failure: none, blind, last-attempt, reflection (default: reflection)",
  },
  samples: {
    flags: "--samples <number>",
    about: "programs a model writes at once; those that agree are tried first (default: 1)",
  },
  promptTokens: {
    flags: "--prompt-tokens <number>",
    about: "tokens of a prompt; what matters least is left out (default: 12000)",
  },
  replyTokens: { flags: "--reply-tokens <number>", about: "tokens of a reply, reasoning included" },
  modelRecord: { flags: "--model-record <file>", about: "keep every exchange with a model in this file" },
  modelReplay: {
    flags: "--model-replay <file>",
    about: "answer from this file of exchanges instead of asking a model",
  },
  judgeCalibration: {
    flags: "--judge-calibration <file>",
    about: "have a model judge at the gate, as far as this calibration trusts it",
  },
  requests: { flags: "--requests <number>", about: "requests to models that a task may send" },
  tokens: { flags: "--tokens <number>", about: "tokens that a task may spend, read and written" },
  costUsd: { flags: "--cost-usd <amount>", about: "US dollars that a task may spend" },
  wallMs: { flags: "--wall-ms <number>", about: "milliseconds that a task may take" },
};
