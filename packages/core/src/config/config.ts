import { z } from "zod";
import { parseCoderSetting } from "./coder-setting.ts";
import { modelsSchema, priceSchema } from "./model-schemas.ts";
import { amount, timerMs, wholeNumber } from "./number-schemas.ts";

/** Every setting, with its default. Numbers that come as text (environment, flags) are converted. */
export const configSchema = z.strictObject({
  /** Folder of the skill store. */
  store: z.string().min(1).default("skills-store").describe("folder of the skill store"),
  /** Candidate evaluations an episode may spend. */
  evaluations: wholeNumber(1).default(100_000).describe("candidate evaluations an episode may spend"),
  /** Programs an episode may write. */
  attempts: wholeNumber(1).default(10).describe("programs an episode may write"),
  /** Skills shown to the coder at most. */
  retrieve: wholeNumber(0).default(12).describe("skills shown to the coder at most"),
  /** Skills that the built-in coder may try with other literals, at most. */
  adapt: wholeNumber(0, 1_000)
    .default(128)
    .describe("skills that the built-in coder may try with other literals, at most; 0 for none"),
  /** When the built-in coder calls retrieved skills. */
  compose: z
    .enum(["by-words", "always"], { error: "it is neither by-words nor always" })
    .default("by-words")
    .describe("when the built-in coder calls skills: by-words, where words tell which may help, or always"),
  /** 0: the suite's order; else shuffled inside each level. */
  seed: wholeNumber(0).default(0).describe("0 keeps a suite's order, other seeds shuffle inside each level"),
  /** Which task of a suite comes next. */
  curriculum: z
    .enum(["in-order", "easiest-first"], { error: "it is neither in-order nor easiest-first" })
    .default("in-order")
    .describe("which task comes next: in-order, or easiest-first, what will most likely be solved"),
  /** Skills that the library must have got since a task failed, for it to be tried once more. */
  returnAfter: wholeNumber(0)
    .default(0)
    .describe("new skills after which a failed task is tried once more; 0 for never"),
  /** Sandbox processes; 0 for one per core. */
  children: wholeNumber(0, 64).default(0).describe("sandbox processes; 0 for one per core"),
  /** What runs programs. */
  engine: z
    .enum(["isolated-vm", "quickjs"], { error: "it is neither isolated-vm nor quickjs" })
    .default("isolated-vm")
    .describe("what runs programs: isolated-vm, or quickjs, which needs no native module and is slower"),
  /** `built-in`, `transformers:<folder or hub id>`, or `openai:<model>` at `modelUrl`. */
  embedder: z
    .string()
    .regex(
      /^(built-in|(transformers|openai):.+)$/,
      "is neither built-in nor transformers:<folder or hub id> nor openai:<model>",
    )
    .default("built-in")
    .describe("built-in, transformers:<folder or hub id>, or openai:<model>"),
  /** `auto`, `memory`, `lancedb`, or where LanceDB keeps the index: a folder or a URI. */
  index: z
    .string()
    .min(1)
    .refine((index) => !/^db:/i.test(index), "is in the cloud of LanceDB, which is not supported")
    .default("auto")
    .describe("auto, memory, lancedb, or where LanceDB keeps it: a folder, s3://…, gs://…, az://…"),
  /** Which coders write, the next one what those before it did not: the built-in one, a model, a larger model, a command of one's own. */
  coder: z
    .string()
    .refine((text) => parseCoderSetting(text) !== undefined, {
      error:
        "it is not made of synth, model and large, each once, as in synth,model,large, with command:<command line> as the last if at all",
    })
    .default("synth")
    .describe("who writes: synth, model, command:<command line>, or several in turn: synth,model,large"),
  /** Of an agent that is a command. */
  agentTimeoutMs: timerMs
    .default(600_000)
    .describe("milliseconds an agent of one's own may take for an answer"),
  /** Base URL of an OpenAI-compatible endpoint; OpenAI's own when absent. */
  modelUrl: z.url().optional().describe("base URL of an OpenAI-compatible endpoint"),
  /** The coder's model, as the endpoint calls it; other roles use it too, unless `models` names another one. */
  model: z.string().min(1).optional().describe("name of the model, as the endpoint calls it"),
  /** Models of roles other than the coder; `large` is there only where it is named. */
  models: modelsSchema
    .default({})
    .describe("models of large, judge, curriculum and describe, where they differ"),
  modelApi: z
    .enum(["chat", "responses"], { error: "it is neither chat nor responses" })
    .default("chat")
    .describe("chat for Chat Completions, or responses"),
  /** The key itself is never a setting: it would be printed. */
  modelKeyEnv: z
    .string()
    .regex(/^[A-Za-z_]\w*$/, "it is not the name of an environment variable")
    .default("OPENAI_API_KEY")
    .describe("environment variable that holds the key"),
  modelHeaders: z.record(z.string(), z.string()).default({}).describe("headers of every request"),
  /** Put over the fields of every request's body; `null` leaves one out. */
  modelBody: z.record(z.string(), z.json()).default({}).describe("further fields of every request"),
  modelTimeoutMs: timerMs
    .default(1_800_000)
    .describe("milliseconds a request may take, to the end of its reply"),
  modelFirstByteTimeoutMs: timerMs
    .default(600_000)
    .describe("milliseconds until the first byte of a streamed reply"),
  modelRetries: wholeNumber(0)
    .default(5)
    .describe("how often a request is sent again that failed for a time"),
  /** By the name of the model. There is none built in: prices change, and a wrong one is worse than none. */
  prices: z
    .record(z.string(), priceSchema)
    .default({})
    .describe("US dollars per million tokens, by name of the model"),
  /** What a model takes from a failed attempt. */
  reflection: z
    .enum(["none", "blind", "last-attempt", "reflection"], {
      error: "it is neither none nor blind nor last-attempt nor reflection",
    })
    .default("reflection")
    .describe("what a model takes from a failure: none, blind, last-attempt or reflection"),
  samples: wholeNumber(1, 64)
    .default(1)
    .describe("programs a model writes at once; those that most agree with are tried first"),
  promptTokens: wholeNumber(2_000)
    .default(12_000)
    .describe("tokens of a prompt; what matters least is left out"),
  replyTokens: wholeNumber(16).optional().describe("tokens of a reply, reasoning included"),
  /** Of every role, as JSONL. */
  modelRecord: z.string().min(1).optional().describe("file that gets every exchange with a model"),
  modelReplay: z.string().min(1).optional().describe("file of exchanges that stand for the model, offline"),
  /** Makes the model of the role `judge` an evaluator of the gate. */
  judgeCalibration: z
    .string()
    .min(1)
    .optional()
    .describe("file of `portolan judge calibrate`; with it a model judges at the gate"),
  requests: wholeNumber(1).optional().describe("requests to models an episode may send"),
  tokens: wholeNumber(1).optional().describe("tokens an episode may spend, read and written"),
  costUsd: amount("it is not an amount above 0", { above: true })
    .optional()
    .describe("US dollars an episode may spend; the model must have a price"),
  wallMs: wholeNumber(1).optional().describe("milliseconds an episode may take"),
});

/** Settings, complete. */
export type Config = z.output<typeof configSchema>;

/** Settings as a person writes them in `portolan.config.ts`: any part of them. */
export type UserConfig = Partial<z.input<typeof configSchema>>;

/** Gives `portolan.config.ts` types and completion: `export default defineConfig({ evaluations: 50_000 })`. */
export function defineConfig(config: UserConfig): UserConfig {
  return config;
}
