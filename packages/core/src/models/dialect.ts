import type { Body } from "./protocol.ts";

/** What an endpoint was found not to take; it is learned from its refusals, once for each model. */
export interface Dialect {
  /** The name of the limit of tokens in Chat Completions. */
  tokenLimit: "max_tokens" | "max_completion_tokens";
  /** How a shape is asked for; `none`: only in words, by whoever wrote the prompt. */
  schema: "json_schema" | "json_object" | "none";
  omitted: Set<"temperature" | "seed" | "stream_options">;
}

const unwanted =
  /unsupported|not support|unknown|unrecogni[sz]ed|unexpected|extra (?:inputs|fields|forbidden)|not permitted|not allowed|instead|does not take|invalid (?:parameter|field|argument)/i;

/**
 * Learns from a refusal which field to leave out or to name otherwise, and says what it changed; `undefined` when the request
 * itself is at fault.
 */
export function adapt(dialect: Dialect, body: Body, refusal: string): string | undefined {
  if (!unwanted.test(refusal)) return undefined;
  const names = (field: string): boolean => refusal.includes(field);
  for (const field of ["stream_options", "temperature", "seed"] as const) {
    if (body[field] === undefined || !names(field) || dialect.omitted.has(field)) continue;
    dialect.omitted.add(field);
    return `the endpoint does not take ${field}, which is left out`;
  }
  const asksForShape = body["response_format"] !== undefined || body["text"] !== undefined;
  if (asksForShape && /response_format|json_schema|json_object|text\.format/.test(refusal)) {
    const easier = dialect.schema === "json_schema" ? "json_object" : "none";
    if (dialect.schema === "none") return undefined;
    const was = dialect.schema;
    dialect.schema = easier;
    return `the endpoint does not take ${was}; ${easier === "none" ? "the prompt alone asks for JSON" : `${easier} is asked for`}`;
  }
  const { tokenLimit } = dialect;
  if (body[tokenLimit] === undefined || !names(tokenLimit)) return undefined;
  const other = tokenLimit === "max_tokens" ? "max_completion_tokens" : "max_tokens";
  // Naming both and wanting ours is a complaint about the number, not about the name.
  if (tokenLimit === "max_completion_tokens" && !names(other)) return undefined;
  dialect.tokenLimit = other;
  return `the endpoint calls ${tokenLimit} ${other}`;
}
