import { join } from "node:path";
import { PortolanError } from "@portolan/core";
import { readTechtree } from "./full/read-techtree.ts";
import { techtreeSuite } from "./tasks/techtree-suite.ts";
import type { WorldSuite } from "./tasks/world-suite.ts";
import { textcraftSuite } from "./textcraft/textcraft-suite.ts";

/** Suites whose tasks are in a world, by name; the last ones are read from the folder that `PORTOLAN_SUITES` names. */
export const worldSuites: Readonly<Record<string, () => Promise<WorldSuite>>> = {
  techtree: async () => techtreeSuite(),
  "techtree-milestones": async () => techtreeSuite({ goals: "milestones" }),
  "techtree-all": async () => techtreeSuite({ goals: "all" }),
  "techtree-transfer": async () => techtreeSuite({ goals: "transfer" }),
  "techtree-familiar": async () => techtreeSuite({ names: "familiar" }),
  "techtree-transfer-familiar": async () => techtreeSuite({ names: "familiar", goals: "transfer" }),
  "techtree-1.19": async () =>
    techtreeSuite({ name: "techtree-1.19", tree: await readTechtree(fileAt("techtree-1.19.json")) }),
  textcraft: async () =>
    textcraftSuite({
      tasks: fileAt("textcraft.jsonl"),
      recipes: fileAt("textcraft-recipes.json"),
      split: "test",
    }),
};

/** The suite of that name with its world; `undefined` where it is not in one. */
export async function loadWorldSuite(name: string): Promise<WorldSuite | undefined> {
  return isWorldSuite(name) ? worldSuites[name]?.() : undefined;
}

/** True for the name of a suite whose tasks are in a world; it need not be at hand. */
export function isWorldSuite(name: string): boolean {
  return Object.hasOwn(worldSuites, name);
}

function fileAt(name: string): string {
  const folder = process.env["PORTOLAN_SUITES"];
  if (folder) return join(folder, name);
  throw new PortolanError("suite-unknown", `PORTOLAN_SUITES names no folder to look for ${name} in.`, {
    value: name,
    next: "Set PORTOLAN_SUITES to the folder that has it; docs/techtree.md says what is in it.",
  });
}
