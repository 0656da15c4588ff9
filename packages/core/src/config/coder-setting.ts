/** A coder that the settings can name. */
export type CoderStage = "synth" | "model" | "large" | "command";

const stages: readonly string[] = ["synth", "model", "large"] satisfies CoderStage[];
const marker = "command:";

/** What the setting `coder` says: who writes in turn, and the command line of an agent, which stands last. */
export interface CoderSetting {
  stages: CoderStage[];
  command?: string;
}

/** Reads `synth,model,large`, each at most once, or `command:…`, or `synth,command:…`; `undefined` for anything else. */
export function parseCoderSetting(text: string): CoderSetting | undefined {
  const at = text.startsWith(marker) ? 0 : text.indexOf(`,${marker}`) + 1;
  const isCommand = text.startsWith(marker, at);
  const command = isCommand ? text.slice(at + marker.length).trim() : undefined;
  const before = isCommand
    ? text
        .slice(0, at)
        .replace(/,$/, "")
        .split(",")
        .slice(0, at === 0 ? 0 : undefined)
    : text.split(",");
  const isKnown = before.every((name) => stages.includes(name)) && new Set(before).size === before.length;
  if (!isKnown || command === "") return undefined;
  const named = before as CoderStage[];
  return command === undefined ? { stages: named } : { stages: [...named, "command"], command };
}
