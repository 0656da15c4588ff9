import { digestOf, type Json } from "@portolan/core";
import { z } from "zod";

/** The two protocols of OpenAI that clients speak. */
export type Api = "chat" | "responses";

/** A request to the model, as a person has it before them. */
export interface HandRequest {
  api: Api;
  model: string;
  messages: { role: string; text: string }[];
  /** All else that was asked, such as the temperature or the shape of the reply. */
  settings: Record<string, Json>;
  /** The body as it came. */
  raw: string;
  /** 12 hexadecimal digits: the same for the same question, streamed or not. */
  digest: string;
  stream: boolean;
  includeUsage: boolean;
}

/** Why a request is not answered, in the terms of the protocol. */
export interface Refusal {
  status: number;
  message: string;
  code: string;
  param?: string;
}

const content = z.union([z.string(), z.null(), z.array(z.looseObject({ type: z.string() }))]).optional();
const message = z.looseObject({ role: z.string().max(40), content });
const common = {
  model: z.string().min(1).max(200),
  stream: z.boolean().nullish(),
  stream_options: z.looseObject({ include_usage: z.boolean().nullish() }).nullish(),
};
const chatSchema = z
  .looseObject({
    ...common,
    messages: z.array(message).min(1),
    n: z.literal(1, "only one choice is given").nullish(),
  })
  .transform(({ messages, ...rest }) => ({ ...rest, heard: messages.map(shown) }));
const responsesSchema = z
  .looseObject({
    ...common,
    instructions: z.string().nullish(),
    input: z.union([
      z.string(),
      z.array(z.looseObject({ role: z.string().max(40).optional(), content })).min(1),
    ]),
  })
  .transform(({ instructions, input, ...rest }) => ({ ...rest, heard: inputMessages(instructions, input) }));

/** Reads the body of a request. */
export function readRequest(api: Api, raw: string): HandRequest | { refusal: Refusal } {
  let body: Json;
  let digest: string;
  try {
    body = JSON.parse(raw) as Json;
    digest = digestOf({ api, body: withoutStreaming(body) }).slice(0, 12);
  } catch (error) {
    // Too many levels end in a RangeError.
    const why = error instanceof RangeError ? "it is nested too deeply" : (error as Error).message;
    return { refusal: { status: 400, message: `The body is not JSON: ${why}.`, code: "invalid_json" } };
  }
  const parsed = api === "chat" ? chatSchema.safeParse(body) : responsesSchema.safeParse(body);
  if (!parsed.success) return { refusal: invalid(parsed.error) };
  const { model, stream, stream_options: options } = parsed.data;
  return {
    api,
    model,
    messages: parsed.data.heard,
    settings: settingsOf(body as Record<string, Json>),
    raw,
    digest,
    stream: stream ?? false,
    includeUsage: options?.include_usage ?? false,
  };
}

type Message = z.infer<typeof message>;

function invalid(error: z.ZodError): Refusal {
  const [issue] = error.issues;
  const param = issue?.path.join(".") ?? "";
  const text = `${param || "The body"}: ${issue?.message}.`;
  return { status: 400, message: text, code: "invalid_request", param };
}

function inputMessages(
  instructions: string | null | undefined,
  input: string | (Omit<Message, "role"> & { role?: string })[],
): { role: string; text: string }[] {
  const items = typeof input === "string" ? [{ role: "user", content: input }] : input;
  return [
    ...(instructions ? [{ role: "instructions", text: instructions }] : []),
    ...items.map((item) => shown({ ...item, role: item.role ?? "item" })),
  ];
}

function shown({ role, content: given, ...rest }: Message): { role: string; text: string } {
  const text = textOf(given);
  // Tool calls and the like: what is not text is shown as it came.
  return { role, text: text === "" && Object.keys(rest).length > 0 ? JSON.stringify(rest) : text };
}

function textOf(given: Message["content"]): string {
  if (typeof given === "string") return given;
  return (given ?? [])
    .map((part) => (typeof part["text"] === "string" ? part["text"] : JSON.stringify(part)))
    .join("\n");
}

function settingsOf(body: Record<string, Json>): Record<string, Json> {
  const apart = new Set(["model", "messages", "input", "instructions", "stream", "stream_options"]);
  return Object.fromEntries(Object.entries(body).filter(([key, value]) => !apart.has(key) && value !== null));
}

function withoutStreaming(body: Json): Json {
  if (typeof body !== "object" || body === null || Array.isArray(body)) return body;
  const { stream: _stream, stream_options: _options, ...rest } = body;
  return rest;
}
