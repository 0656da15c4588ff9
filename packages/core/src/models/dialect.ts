import type { Body } from "./protocol.ts";

/** What an endpoint was found not to take; it is learned from its refusals, once for each model. */
export interface Dialect {
  /** The name of the limit of tokens in Chat Completions. */
  tokenLimit: "max_tokens" | "max_completion_tokens";
  /** How a shape is asked for; `none`: only in words, by whoever wrote the prompt. */
  schema: "json_schema" | "json_object" | "none";
  omitted: ReadonlySet<string>;
}

const optional = ["stream_options", "temperature", "seed"] as const;

const unwanted =
  /unsupported|not support|unknown|unrecogni[sz]ed|unexpected|extra (?:inputs|fields|forbidden)|not permitted|not allowed|instead|does not take|invalid (?:parameter|field|argument)/i;

/**
 * Learns from a refusal which field to leave out or to name otherwise, and says what changes; `undefined` when the request
 * itself is at fault.
 * @param sent the dialect in which the refused request was written, which another request may have changed since
 * @param body its fields, without those that the settings put there
 */
export function adapt(dialect: Dialect, sent: Dialect, body: Body, refusal: string): string | undefined {
  if (!unwanted.test(refusal)) return undefined;
  for (const field of optional) {
    if (body[field] === undefined || !refusal.includes(field)) continue;
    dialect.omitted = new Set([...dialect.omitted, field]);
    return `the endpoint does not take ${field}, which is left out`;
  }
  const asksForShape = body["response_format"] !== undefined || body["text"] !== undefined;
  if (asksForShape && /response_format|json_schema|json_object|text\.format/.test(refusal)) {
    dialect.schema = sent.schema === "json_schema" && dialect.schema !== "none" ? "json_object" : "none";
    const instead =
      dialect.schema === "none" ? "the prompt alone asks for JSON" : `${dialect.schema} is asked for`;
    return `the endpoint does not take ${sent.schema}; ${instead}`;
  }
  const { tokenLimit } = sent;
  const other = tokenLimit === "max_tokens" ? "max_completion_tokens" : "max_tokens";
  if (body[tokenLimit] === undefined || !refusal.includes(tokenLimit)) return undefined;
  // Naming ours alone is a complaint about the number, not about the name.
  if (tokenLimit === "max_completion_tokens" && !refusal.includes(other)) return undefined;
  dialect.tokenLimit = other;
  return `the endpoint calls ${tokenLimit} ${other}`;
}
