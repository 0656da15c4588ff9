import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { PortolanError } from "../errors/portolan-error.ts";
import { type Config, configSchema, type UserConfig } from "./config.ts";

/** Where a value came from: `default`, the path of a file, the name of an environment variable, or a flag. */
export type Origin = string;

/** Settings, each with its origin. */
export interface LoadedConfig {
  values: Config;
  origins: Record<keyof Config, Origin>;
}

/**
 * Gathers the settings: flags win over the environment (`PORTOLAN_EVALUATIONS`), that over `portolan.config.ts`, that over
 * the defaults.
 * @param flags as the command line gave them; `undefined` for those not given
 * @throws PortolanError `config` naming the setting, its value and where it came from
 */
export async function loadConfig(options: {
  cwd: string;
  environment: Readonly<Record<string, string | undefined>>;
  flags?: Readonly<Partial<Record<keyof Config, unknown>>>;
}): Promise<LoadedConfig> {
  const { path, config } = await readConfigFile(options.cwd);
  const keys = Object.keys(configSchema.shape) as (keyof Config)[];
  const given: Record<string, unknown> = {};
  const origins = {} as Record<keyof Config, Origin>;
  for (const key of keys) {
    const variable = environmentVariable(key);
    const sources: [Origin, unknown][] = [
      [`--${kebab(key)}`, options.flags?.[key]],
      [variable, options.environment[variable] || undefined],
      [path, config[key]],
    ];
    const [origin, value] = sources.find(([, candidate]) => candidate !== undefined) ?? [
      "default",
      undefined,
    ];
    origins[key] = origin;
    if (value !== undefined) given[key] = value;
  }
  const unknown = Object.keys(config).find((key) => !keys.includes(key as keyof Config));
  if (unknown) throw configError(`${path} has a setting that does not exist: ${unknown}`, unknown);
  const parsed = configSchema.safeParse(given);
  if (parsed.success) return { values: parsed.data, origins };
  const issue = parsed.error.issues[0];
  const key = issue?.path[0] as keyof Config;
  throw configError(`The setting ${key} from ${origins[key]} is wrong: ${issue?.message}`, given[key]);
}

/** The environment variable of a setting: `modelUrl` → `PORTOLAN_MODEL_URL`. */
export function environmentVariable(key: keyof Config): string {
  return `PORTOLAN_${kebab(key).replaceAll("-", "_").toUpperCase()}`;
}

async function readConfigFile(cwd: string): Promise<{ path: string; config: UserConfig }> {
  const path = resolve(cwd, "portolan.config.ts");
  if (!(await stat(path).catch(() => undefined))) return { path, config: {} };
  try {
    const module = (await import(pathToFileURL(path).href)) as { default?: unknown };
    if (typeof module.default === "object" && module.default !== null)
      return { path, config: module.default };
  } catch (cause) {
    throw configError(`${path} cannot be loaded: ${(cause as Error).message}`, path);
  }
  throw configError(`${path} has no default export`, path);
}

function kebab(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

function configError(message: string, value: unknown): PortolanError {
  return new PortolanError("config", `${message}.`, {
    value,
    next: "Correct it; `portolan config` lists the settings.",
  });
}
