import { z } from "zod";
import { jsonIn, openConnection } from "./connection.ts";
import { cleaned, faultError } from "./endpoint-fault.ts";
import { endpointOf } from "./endpoint-options.ts";
import { faultOf } from "./fault-of.ts";
import type { OpenAiModelOptions } from "./open-ai-model.ts";

const listSchema = z.looseObject({ data: z.array(z.looseObject({ id: z.string() })) });

/**
 * The names of the models of an endpoint; `undefined` where it does not list them.
 * @throws PortolanError `model-config` or `model-unavailable`, as a request to a model does
 */
export async function listModels(
  options: OpenAiModelOptions,
): Promise<{ url: string; names: string[] | undefined }> {
  const endpoint = endpointOf(options);
  const { url, asked, limits, hideSecrets } = endpoint;
  const connection = await openConnection(endpoint);
  using connected = connection({ streamed: false, signal: undefined });
  try {
    const response = await connected.client.get("/models").asResponse();
    const { data } = listSchema.parse(await jsonIn(response));
    return { url, names: data.map(({ id }) => id) };
  } catch (error) {
    const fault = faultOf(error, connected.transfer, limits);
    const { kind } = fault.details;
    if (kind === "not-found" || kind === "refused-request" || kind === "not-json")
      return { url, names: undefined };
    throw faultError(cleaned(fault, hideSecrets), asked, 1);
  }
}
