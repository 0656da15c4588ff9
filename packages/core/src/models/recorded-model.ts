import { requestDigest } from "./ask.ts";
import type { Model, ModelUsage } from "./model.ts";
import { appendExchange } from "./recording-file.ts";

/**
 * The same model, each of whose exchanges becomes a line of a JSONL file, for `replayModel`. What failed is not an exchange,
 * and is not recorded.
 */
export function recordedModel(model: Model, file: string): Model {
  const { id, price } = model;
  return {
    id,
    price,
    async complete(request, options = {}) {
      const asked = structuredClone(request);
      const usages: ModelUsage[] = [];
      let requests = 0;
      const reply = await model.complete(request, {
        ...options,
        onRequest: () => {
          options.onRequest?.();
          requests++;
        },
        onUsage: (usage) => {
          usages.push(usage);
          options.onUsage?.(usage);
        },
      });
      const digest = requestDigest(asked);
      appendExchange(file, { request: digest, model: id, price, asked, reply, requests, usages });
      return reply;
    },
  };
}
