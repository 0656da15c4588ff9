import { configSchema, type Config, type Json, shownSetting } from "@portolan/core";
import type { Invocation } from "../command-line/declaration.ts";
import { printJson, printLines } from "../output/print.ts";
import { table } from "../output/table.ts";

/** `portolan config`: every setting, its value and where it comes from. */
export async function run({ terminal, config, json }: Invocation): Promise<number> {
  const settings = (Object.keys(configSchema.shape) as (keyof Config)[]).map((name) => ({
    setting: name,
    value: (shownSetting(name, config.values[name]) ?? null) as Json,
    origin: config.origins[name],
    about: configSchema.shape[name].description ?? "",
  }));
  if (json) {
    for (const setting of settings) printJson(terminal.stdout, { type: "setting", ...setting });
    return 0;
  }
  const { stdout } = terminal;
  const lines = table(
    [{ title: "setting" }, { title: "value" }, { title: "from" }, { title: "what it is", flexible: true }],
    settings.map(({ setting, value, origin, about }) => [setting, shown(value), origin, about]),
    { width: stdout.columns(), look: (line, row) => (row < 0 ? stdout.style("dim", line) : line) },
  );
  printLines(stdout, lines);
  return 0;
}

function shown(value: Json): string {
  if (value === null) return "–";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
