import { nearestNames } from "../errors/nearest-names.ts";
import { PortolanError } from "../errors/portolan-error.ts";
import { listModels } from "./list-models.ts";
import type { ModelReply, ModelRequest } from "./model.ts";
import { openAiModel, type OpenAiModelOptions } from "./open-ai-model.ts";

/** What was found out about an endpoint; `partly`: it works, with something missing. */
export interface EndpointFinding {
  status: "ok" | "partly" | "failed";
  detail: string;
  next?: string;
}

/** Each question is given up after this time: whoever asks is waiting. */
const patienceMs = 20_000;

/**
 * Finds out what an endpoint can do, with a handful of short requests: whether it answers, has the model, replies, streams,
 * counts, and keeps to a JSON Schema. It stops where the rest cannot work.
 * @param options without a `model`, only whether it answers is asked
 */
export async function* probeEndpoint(
  options: Omit<OpenAiModelOptions, "model"> & { model: string | undefined },
): AsyncGenerator<EndpointFinding> {
  const limits = { timeoutMs: patienceMs, firstByteTimeoutMs: patienceMs, retries: 0 };
  const { model } = options;
  const listed = await finding(() => lists({ ...options, ...limits, model: model ?? "" }, model));
  yield listed;
  if (listed.status === "failed" || model === undefined) return;
  const probed = { ...options, ...limits, model };
  const replying = await finding(() => replies(probed));
  yield replying;
  if (replying.status === "failed") return;
  yield await finding(() => streams(probed));
  yield await finding(() => keepsToSchema(probed));
}

async function finding(ask: () => Promise<EndpointFinding>): Promise<EndpointFinding> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof PortolanError)) throw error;
    const { message, next, value } = error;
    if (value !== String(patienceMs)) return { status: "failed", detail: message, next };
    const slow = "Ask again in a while: it may still be loading the model.";
    return { status: "partly", detail: message, next: slow };
  }
}

async function lists(options: OpenAiModelOptions, model: string | undefined): Promise<EndpointFinding> {
  const { url, names } = await listModels(options);
  if (names === undefined) return { status: "ok", detail: `${url} answers, and lists no models` };
  if (model !== undefined && (names.includes(model) || names.includes(`${model}:latest`)))
    return { status: "ok", detail: `${url} has ${model}` };
  const some = model === undefined ? names.slice(0, 5) : nearest(model, names);
  const has = `${url} has ${names.length} ${names.length === 1 ? "model" : "models"}`;
  const such = some.length > 0 ? `: ${some.join(", ")}${some.length < names.length ? ", …" : ""}` : "";
  if (model === undefined) return { status: "ok", detail: `${has}${such}; no model is set` };
  return { status: "partly", detail: `${has}, not ${model}${such}`, next: "Set model to one of them." };
}

function nearest(model: string, names: readonly string[]): string[] {
  const near = nearestNames(model, names, 0.3);
  return near.length > 0 ? near : names.slice(0, 5);
}

const short: ModelRequest = {
  messages: [{ role: "user", content: "Reply with the word yes." }],
  // The least that Responses take.
  maxOutputTokens: 16,
};

async function replies(options: OpenAiModelOptions): Promise<EndpointFinding> {
  const { model, usage } = await openAiModel({ ...options, stream: false }).complete(short);
  const counted = usage.estimated ? "without a count of tokens" : `in ${tokensOf(usage)} tokens`;
  return { status: "ok", detail: `${model} replies, ${counted}` };
}

async function streams(options: OpenAiModelOptions): Promise<EndpointFinding> {
  const lessons: string[] = [];
  const { usage } = await openAiModel({ ...options, stream: true }).complete(short, {
    onRetry: ({ reason }) => lessons.push(reason),
  });
  if (!usage.estimated) return { status: "ok", detail: "it streams, and counts the tokens of a stream" };
  return {
    status: "partly",
    detail: `it streams, without a count of tokens${lessons.length > 0 ? ` (${lessons.join("; ")})` : ""}`,
    next: "Nothing: they are estimated from the text, four characters each.",
  };
}

const shape = {
  type: "object",
  properties: { ok: { type: "boolean" } },
  required: ["ok"],
  additionalProperties: false,
};

async function keepsToSchema(options: OpenAiModelOptions): Promise<EndpointFinding> {
  const lessons: string[] = [];
  const reply = await openAiModel({ ...options, stream: false }).complete(
    {
      messages: [{ role: "user", content: 'Reply with this JSON and nothing else: {"ok": true}' }],
      maxOutputTokens: 512,
      schema: { name: "answer", schema: shape },
    },
    { onRetry: ({ reason }) => lessons.push(reason) },
  );
  const next = "Nothing: replies are checked, and asked for again in words.";
  if (!fits(reply)) {
    const cut = reply.finish === "length" ? ", cut off at 512 tokens" : "";
    const detail = `it does not keep to a JSON Schema: ${JSON.stringify(reply.text.slice(0, 60))}${cut}`;
    return { status: "partly", detail, next };
  }
  if (lessons.length === 0) return { status: "ok", detail: "it keeps to a JSON Schema" };
  return { status: "partly", detail: `it gives JSON; ${lessons.join("; ")}`, next };
}

function fits({ text }: ModelReply): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof (value as { ok?: unknown } | null)?.ok === "boolean";
  } catch {
    return false;
  }
}

function tokensOf({ inputTokens, outputTokens }: ModelReply["usage"]): number {
  return inputTokens + outputTokens;
}
