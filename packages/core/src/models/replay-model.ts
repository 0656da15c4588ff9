import { PortolanError } from "../errors/portolan-error.ts";
import type { Json } from "../json/json.ts";
import { requestDigest } from "./ask.ts";
import { firstDifference } from "./first-difference.ts";
import type { Model, ModelRequest } from "./model.ts";
import { type RecordedExchange, readExchanges } from "./recording-file.ts";

/**
 * A model that gives the recorded replies, to the byte and offline: equal requests are answered in the order in which they were
 * recorded, with the requests and the usage they had. What was not recorded throws.
 * @param options `id`: whose exchanges, in a file of several models
 * @throws PortolanError `model-recording-invalid`
 */
export function replayModel(file: string, options: { id?: string } = {}): Model {
  const all = readExchanges(file);
  const ids = idsIn(all);
  const id = options.id ?? ids[0];
  const recorded = all.filter(({ model }) => model === id);
  const [first] = recorded;
  if (id === undefined || first === undefined || (options.id === undefined && ids.length > 1))
    throw noOneModel(file, options.id, ids);
  const waiting = Map.groupBy(recorded, ({ request }) => request);
  const given = new Map<string, number>();
  return {
    id,
    price: first.price,
    async complete(request, { signal, onRequest, onText, onUsage } = {}) {
      if (signal?.aborted) {
        const next = "Start again.";
        throw new PortolanError("interrupted", `The replay of ${id} was stopped.`, { value: id, next });
      }
      const digest = requestDigest(request);
      const same = waiting.get(digest);
      if (!same) throw diverged(file, request, recorded);
      const nth = given.get(digest) ?? 0;
      const exchange = same[nth];
      if (!exchange) throw askedTooOften(file, request, same.length);
      for (let sent = 0; sent < exchange.requests; sent++) onRequest?.();
      given.set(digest, nth + 1);
      const reply = structuredClone(exchange.reply);
      if (reply.text !== "") onText?.(reply.text);
      for (const usage of exchange.usages) onUsage?.({ ...usage });
      return reply;
    },
  };
}

/**
 * Ids of the models that a recording is of, in the order in which they were first asked.
 * @throws PortolanError `model-recording-invalid`
 */
export function recordedModelIds(file: string): string[] {
  return idsIn(readExchanges(file));
}

function idsIn(exchanges: readonly RecordedExchange[]): string[] {
  return [...new Set(exchanges.map(({ model }) => model))];
}

function diverged(file: string, request: ModelRequest, recorded: readonly RecordedExchange[]): PortolanError {
  const differences = recorded.map(({ asked }) => firstDifference(asJson(asked), asJson(request)));
  const nearest = differences.reduce((best, one) => (one.alike > best.alike ? one : best));
  return new PortolanError(
    "model-recording-invalid",
    `${file} has no such request; the nearest one differs first in ${nearest.path}.`,
    {
      value: `recorded: ${nearest.before}\nasked:    ${nearest.after}`,
      next: "Record again: what goes into the prompt has changed since.",
    },
  );
}

function askedTooOften(file: string, request: ModelRequest, times: number): PortolanError {
  const asked = request.messages.at(-1)?.content ?? "";
  const often = times === 1 ? "once" : `${times} times`;
  return new PortolanError(
    "model-recording-invalid",
    `${file} has this request ${often}, and it is asked once more.`,
    { value: asked.slice(0, 200), next: "Record again, or replay from the beginning." },
  );
}

function noOneModel(file: string, id: string | undefined, ids: readonly string[]): PortolanError {
  const has = ids.length === 0 ? "no exchange" : `exchanges of ${ids.join(" and ")}`;
  const wanted = id === undefined ? "" : `, none of ${id}`;
  return new PortolanError("model-recording-invalid", `${file} has ${has}${wanted}.`, {
    value: id ?? file,
    next: ids.length === 0 ? "Record first." : "Say which model to replay, by its id.",
  });
}

function asJson(request: ModelRequest): Json {
  return JSON.parse(JSON.stringify(request)) as Json;
}
