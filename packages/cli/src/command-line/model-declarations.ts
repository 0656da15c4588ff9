import type { CommandDeclaration } from "./declaration.ts";

/** The commands about language models. */
export const model: readonly CommandDeclaration[] = [
  {
    name: "model serve",
    summary: "an OpenAI-compatible endpoint that is answered by hand, through files",
    settings: [],
    options: {
      "--inbox <folder>": "where requests are put, and replies beside them",
      "--port <number>": "port on 127.0.0.1; 0 takes a free one (default: 4141)",
      "--model <name>": "the one model that it has (default: by-hand)",
    },
    details:
      "Each request becomes NUMBER-DIGEST.request.md, to be read, and .request.json, exact. The client gets what is put\nbeside it as NUMBER-DIGEST.reply.md, or .reply.json for refusals and errors. It waits as long as the client does;\na request that was answered before is answered the same at once. Ctrl-C tells the clients and ends.",
    examples: ["model serve --inbox inbox", "model serve --inbox inbox --port 0 --model me --json"],
    load: () => import("../commands/model-serve.ts"),
  },
  {
    name: "judge calibrate",
    summary: "measure how often a model judges rightly, on results that somebody has labelled",
    arguments: { "<file>": "labelled results, one JSON object a line" },
    settings: ["model", "modelUrl", "modelRecord", "modelReplay"],
    options: { "--out <file>": "keep the calibration there, for --judge-calibration" },
    details:
      "The model is that of the role judge. Exit code 0: good enough to admit alone; 1: not, and why. What a line of the\nfile holds is in docs/judge.md.",
    examples: [
      "judge calibrate labelled.jsonl --model qwen3 --model-url http://localhost:11434/v1 --out judge.json",
    ],
    load: () => import("../commands/judge-calibrate.ts"),
  },
];
