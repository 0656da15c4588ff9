import { type Config, type ModelRole, PortolanError } from "@portolan/core";
import { modelOptions } from "../wire.ts";
import type { Finding } from "./findings.ts";

const roles: readonly ModelRole[] = ["coder", "large", "judge", "curriculum", "describe"];

const none =
  "not configured, and the built-in coder needs none. To use one: --model-url http://localhost:11434/v1 --model <name>, or --model <name> and a key of OpenAI in OPENAI_API_KEY";

/** What the models of the settings can do, each endpoint asked once; nothing is asked where none is set. */
export async function* modelFindings(config: Config): AsyncGenerator<Finding> {
  const { probeEndpoint } = await import("@portolan/core");
  const asked = new Set<string>();
  for (const role of roles.filter((one) => isSet(config, one))) {
    const about = role === "coder" ? "model" : role;
    try {
      const options = await modelOptions({ ...config, model: config.model ?? "none" }, role);
      const model = role === "coder" ? config.model : options.model;
      const key = JSON.stringify([options.baseUrl, model, options.api]);
      if (asked.has(key)) continue;
      asked.add(key);
      for await (const found of probeEndpoint({ ...options, model })) yield { about, ...found };
    } catch (error) {
      if (!(error instanceof PortolanError)) throw error;
      yield { about, status: "failed", detail: error.message, next: error.next };
    }
  }
  if (asked.size === 0 && !roles.some((role) => isSet(config, role)))
    yield { about: "model", status: "none", detail: none };
}

function isSet({ model, modelUrl, models }: Config, role: ModelRole): boolean {
  if (role === "coder") return model !== undefined || modelUrl !== undefined;
  return models[role] !== undefined;
}
