import { z } from "zod";

/** As a number, or as the text of one: `Number` itself would read `""`, `true` and `[7]` as numbers too. */
function wholeNumber(least: number, most: number = Number.MAX_SAFE_INTEGER) {
  const error = `it is not a whole number of ${least} or more`;
  const text = z
    .string()
    .regex(/^-?\d+$/)
    .transform(Number);
  return z.union([z.number(), text], { error }).pipe(z.int({ error }).min(least).max(most));
}

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
  /** 0: the suite's order; else shuffled inside each level. */
  seed: wholeNumber(0).default(0).describe("0 keeps a suite's order, other seeds shuffle inside each level"),
  /** Which task of a suite comes next. */
  curriculum: z
    .enum(["in-order", "easiest-first"], { error: "it is neither in-order nor easiest-first" })
    .default("in-order")
    .describe("which task comes next: in-order, or easiest-first, what will most likely be solved"),
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
  /** Base URL of an OpenAI-compatible endpoint, for the embedder `openai:<model>`. */
  modelUrl: z.url().optional().describe("base URL of an OpenAI-compatible endpoint"),
});

/** Settings, complete. */
export type Config = z.output<typeof configSchema>;

/** Settings as a person writes them in `portolan.config.ts`: any part of them. */
export type UserConfig = Partial<z.input<typeof configSchema>>;

/** Gives `portolan.config.ts` types and completion: `export default defineConfig({ evaluations: 50_000 })`. */
export function defineConfig(config: UserConfig): UserConfig {
  return config;
}
