import { PortolanError } from "../errors/portolan-error.ts";
import {
  estimatedTokens,
  type Model,
  type ModelPrice,
  type ModelReply,
  type ModelRequest,
} from "../models/model.ts";

/** A reply as a script gives it: its text, or any part of a whole reply; an error is thrown. */
export type ScriptedReply = string | (Partial<ModelReply> & { text: string }) | Error;

/** A model with the requests it got. */
export interface ScriptedModel extends Model {
  requests: ModelRequest[];
}

/**
 * A model that answers at once, by a list of replies or by a function of the request; it keeps what it was asked. Usage is
 * estimated from the texts. Once the list is over it throws.
 */
export function scriptedModel(
  script: readonly ScriptedReply[] | ((request: ModelRequest, index: number) => ScriptedReply),
  options: { id?: string; price?: ModelPrice } = {},
): ScriptedModel {
  const requests: ModelRequest[] = [];
  const { id = "scripted", price } = options;
  return {
    id,
    price,
    requests,
    async complete(request, { onRequest, onUsage, onText, signal } = {}) {
      if (signal?.aborted) {
        const next = "Start again.";
        throw new PortolanError("interrupted", `The request to ${id} was stopped.`, { value: id, next });
      }
      onRequest?.();
      requests.push(structuredClone(request));
      const index = requests.length - 1;
      const scripted = typeof script === "function" ? script(request, index) : script[index];
      if (scripted === undefined) throw new Error(`The script has no reply ${index + 1}.`);
      if (scripted instanceof Error) throw scripted;
      const given = typeof scripted === "string" ? { text: scripted } : scripted;
      const inputTokens = request.messages.reduce((sum, { content }) => sum + estimatedTokens(content), 0);
      const usage = {
        inputTokens,
        cachedInputTokens: 0,
        outputTokens: estimatedTokens(given.text),
        reasoningTokens: 0,
      };
      const reply: ModelReply = { finish: "stop", usage, model: id, ...given };
      onText?.(reply.text);
      onUsage?.(reply.usage);
      return reply;
    },
  };
}
