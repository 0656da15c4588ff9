import type { ModelRole } from "../models/model.ts";
import type { OpenAiModelOptions } from "../models/open-ai-model.ts";
import { type CoderStage, parseCoderSetting } from "./coder-setting.ts";
import type { Config } from "./config.ts";
import { configError } from "./config-error.ts";

/** How the model of a role is opened, all but its key, of which the settings only know the variable. */
export type ModelSetting = Omit<OpenAiModelOptions, "apiKey" | "keyName"> & { keyEnv?: string };

/**
 * The model of a role as the settings give it. A role with an endpoint of its own takes nothing from the main one: neither
 * key nor headers must go where nobody sent them.
 * @throws PortolanError `config` when no model is set
 */
export function modelSetting(config: Config, role: ModelRole): ModelSetting {
  const given = role === "coder" ? undefined : config.models[role];
  const own = typeof given === "string" ? { model: given } : (given ?? {});
  const elsewhere = own.url !== undefined && own.url !== config.modelUrl;
  const model = own.model ?? (elsewhere || role === "large" ? undefined : config.model);
  if (model === undefined) throw noModel(role, elsewhere);
  return {
    baseUrl: own.url ?? config.modelUrl,
    model,
    api: own.api ?? (elsewhere ? "chat" : config.modelApi),
    keyEnv: own.keyEnv ?? (elsewhere ? undefined : config.modelKeyEnv),
    headers: elsewhere ? own.headers : { ...config.modelHeaders, ...own.headers },
    body: elsewhere ? own.body : { ...config.modelBody, ...own.body },
    timeoutMs: own.timeoutMs ?? config.modelTimeoutMs,
    firstByteTimeoutMs: own.firstByteTimeoutMs ?? config.modelFirstByteTimeoutMs,
    retries: own.retries ?? config.modelRetries,
    price: config.prices[model],
  };
}

/** The coders that write in turn. */
export function coderStages({ coder }: Pick<Config, "coder">): CoderStage[] {
  return parseCoderSetting(coder)?.stages ?? [];
}

function noModel(role: ModelRole, elsewhere: boolean): Error {
  if (role === "large" && !elsewhere) {
    const next = `Name it in portolan.config.ts, models: { large: "…" }, or PORTOLAN_MODELS='{"large": "…"}'.`;
    return configError("No model is set for the role large", "models.large", next);
  }
  const setting = elsewhere ? `models.${role}.model` : "model";
  const next = elsewhere
    ? `Set ${setting} to the name of a model at that endpoint.`
    : "Set model to a name that the endpoint has, with --model or PORTOLAN_MODEL; `portolan doctor` lists them.";
  return configError(`No model is set for the role ${role}`, setting, next);
}
