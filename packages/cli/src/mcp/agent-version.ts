import { readFileSync } from "node:fs";

/** The version that clients are told. */
export function agentVersion(): string {
  const text = readFileSync(new URL("../../package.json", import.meta.url), "utf8");
  return (JSON.parse(text) as { version: string }).version;
}
