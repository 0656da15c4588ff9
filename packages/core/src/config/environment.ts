import { nearestNames } from "../errors/nearest-names.ts";
import { type Config, configSchema } from "./config.ts";
import { configError } from "./config-error.ts";

type Environment = Readonly<Record<string, string | undefined>>;

const prefix = "PORTOLAN_";

/** Variables that are no settings: more about errors, what agents are given, folders of public suites, the slow tests. */
const others = new Set(["PORTOLAN_DEBUG", "PORTOLAN_MCP", "PORTOLAN_SUITES", "PORTOLAN_TESTS"]);

/** How much an unknown name shares with a setting's before it passes for a typing error. */
const alike = 0.7;

/** The environment variable of a setting: `modelUrl` → `PORTOLAN_MODEL_URL`. */
export function environmentVariable(key: keyof Config): string {
  return `${prefix}${kebab(key).replaceAll("-", "_").toUpperCase()}`;
}

/** `modelUrl` → `model-url`. */
export function kebab(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/**
 * Refuses a variable that looks like a setting misspelt, which would change nothing and say nothing.
 * @throws PortolanError `config`
 */
export function requireKnownVariables(environment: Environment): void {
  const known = (Object.keys(configSchema.shape) as (keyof Config)[]).map(environmentVariable);
  const bare = known.map((name) => name.slice(prefix.length));
  for (const [name, value] of Object.entries(environment)) {
    if (!name.startsWith(prefix) || known.includes(name) || others.has(name)) continue;
    const [near] = nearestNames(name.slice(prefix.length), bare, alike);
    if (near === undefined) continue;
    throw configError(
      `The environment variable ${name} is no setting`,
      value,
      `Did you mean ${prefix}${near}? Correct the name, or unset it.`,
    );
  }
}
