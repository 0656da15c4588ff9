import { type Config, configSchema } from "./config.ts";
import { configError } from "./config-error.ts";
import { readConfigFile } from "./config-file.ts";
import { shownSetting } from "./shown-setting.ts";
import { environmentVariable, kebab, requireKnownVariables } from "./environment.ts";

const objects = new Set<keyof Config>(["models", "modelHeaders", "modelBody", "prices"]);

/** Where a value came from: `default`, the path of a file, the name of an environment variable, or a flag. */
export type Origin = string;

/** Settings, each with its origin. */
export interface LoadedConfig {
  values: Config;
  origins: Record<keyof Config, Origin>;
  /** Absolute paths of the modules that ran to have them: `portolan.config.ts`, and what it imports. */
  files: readonly string[];
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
  requireKnownVariables(options.environment);
  const { path, config, files } = await readConfigFile(options.cwd);
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
    if (value !== undefined) given[key] = origin === path ? value : structured(key, value, origin);
  }
  const unknown = Object.keys(config).find((key) => !keys.includes(key as keyof Config));
  if (unknown) throw configError(`${path} has a setting that does not exist: ${unknown}`, unknown);
  const parsed = configSchema.safeParse(given);
  if (parsed.success) return { values: parsed.data, origins, files };
  const issue = parsed.error.issues[0];
  const key = issue?.path[0] as keyof Config;
  const where = [key, ...(issue?.path.slice(1) ?? [])].join(".");
  const message = `The setting ${where} from ${origins[key]} is wrong: ${issue?.message}`;
  throw configError(message, shownSetting(key, given[key]));
}

/** Settings that are objects stand in the environment as JSON. */
function structured(key: keyof Config, value: unknown, origin: Origin): unknown {
  if (typeof value !== "string" || !objects.has(key)) return value;
  try {
    return JSON.parse(value);
  } catch {
    // Not the text itself: it may hold a key.
    throw configError(`The setting ${key} from ${origin} is not JSON`, key, `Write it as '{"name": …}'.`);
  }
}
