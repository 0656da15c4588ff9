import { z } from "zod";
import { PortolanError } from "../errors/portolan-error.ts";

const prefixes = { queryPrefix: z.string().optional(), documentPrefix: z.string().optional() };

/** What may follow the model after a `?`, as in the query of a URL. */
const options = {
  transformers: z.strictObject({
    ...prefixes,
    dtype: z.enum(["fp32", "fp16", "q8", "int8", "uint8", "q4", "bnb4", "q4f16"]).optional(),
    pooling: z.enum(["mean", "cls", "last_token"]).optional(),
    allowRemoteModels: z.stringbool().optional(),
  }),
  openai: z.strictObject({ ...prefixes, dimensions: z.coerce.number().int().positive().optional() }),
};

/** The embedder that a setting names, with the options of its kind. */
export type EmbedderSetting =
  | { kind: "built-in" }
  | { kind: "transformers"; model: string; options: z.output<(typeof options)["transformers"]> }
  | { kind: "openai"; model: string; options: z.output<(typeof options)["openai"]> };

/**
 * Reads `built-in`, `transformers:<model>` or `openai:<model>`, the latter two with options:
 * `transformers:Xenova/bge-small-en-v1.5?dtype=q8&pooling=cls`.
 * @throws PortolanError `config` naming the option that is wrong
 */
export function parseEmbedderSetting(setting: string): EmbedderSetting {
  if (setting === "built-in") return { kind: "built-in" };
  const read = /^(transformers|openai):([^?]+)(?:\?(.*))?$/s.exec(setting);
  if (!read) throw wrong(setting, "it is neither built-in nor transformers:<model> nor openai:<model>");
  const [, kind, model, query = ""] = read as unknown as [string, "transformers" | "openai", string, string?];
  const found = options[kind].safeParse(Object.fromEntries(new URLSearchParams(query)));
  if (!found.success) {
    const [issue] = found.error.issues;
    throw wrong(setting, [issue?.path.join("."), issue?.message].filter(Boolean).join(": "));
  }
  return { kind, model, options: found.data };
}

function wrong(setting: string, why: string): PortolanError {
  return new PortolanError("config", `The setting embedder is wrong: ${why}.`, {
    value: setting,
    next: "See docs/embedders.md for the options of each kind of embedder.",
  });
}
