import { PortolanError } from "@portolan/core";

/** What to do next, by the HTTP status of the answer. */
const NEXT: Record<number, string> = {
  400: "Check the model, its dimensions and how long its texts may be.",
  401: "Set OPENAI_API_KEY to a key that this endpoint takes.",
  403: "Use a key that may use this model.",
  404: "Check the base URL, which usually ends in /v1, and the name of the model.",
  429: "Wait, or use a plan with a higher limit.",
};

/** What a failed request means to who asked for vectors: the endpoint, the key, the model or an abort. */
export function embeddingFailure(cause: unknown, asked: { baseUrl: string; model: string }): PortolanError {
  const { baseUrl, model } = asked;
  const { name, message, status } = cause as Error & { status?: number };
  if ((cause as Error).constructor.name === "APIUserAbortError") {
    const next = "Start again; what was embedded until then is in the cache.";
    return new PortolanError("interrupted", `Embedding with ${model} was stopped.`, {
      value: model,
      cause,
      next,
    });
  }
  if (status === undefined) {
    const why = rootCauseOf(cause as Error) ?? message ?? name;
    return new PortolanError("embedder-failed", `The endpoint ${baseUrl} does not answer: ${why}`, {
      value: baseUrl,
      cause,
      next: "Start the endpoint, or correct its base URL (modelUrl in the settings).",
    });
  }
  const next = NEXT[status] ?? "Try again later, or ask who runs the endpoint.";
  const what = `The endpoint ${baseUrl} refuses to embed with ${model}: ${message}`;
  return new PortolanError("embedder-failed", what, { value: model, cause, next });
}

/** `connect ECONNREFUSED …` stands two causes below "Connection error.". */
function rootCauseOf({ cause }: Error): string | undefined {
  if (!(cause instanceof Error)) return undefined;
  return rootCauseOf(cause) ?? cause.message;
}
