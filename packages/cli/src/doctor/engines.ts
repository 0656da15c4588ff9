import { type Config, configSchema, PortolanError } from "@portolan/core";
import { openSandbox } from "../wire.ts";
import type { Result } from "./findings.ts";

/** Every engine that there is. */
export const engineNames: readonly Config["engine"][] = configSchema.shape.engine.unwrap().options;

/** Whether an engine loads and computes here. One that is not in use may be missing. */
export async function engine(name: Config["engine"], config: Config): Promise<Result> {
  const inUse = config.engine === name;
  const use = inUse ? ", in use" : "";
  const next = `Use another one: ${engineNames.filter((other) => other !== name).join(", ")} with --engine.`;
  try {
    await using sandbox = await openSandbox({ ...config, engine: name, children: 1 });
    const source = "export function onePlusOne(): number { return 1 + 1; }";
    const program = { name: "one-plus-one", signature: "() => number", source, modules: {} };
    const outcome = await sandbox.run(program, []);
    if (outcome.kind === "value" && outcome.value === 2)
      return { status: "ok", detail: `${outcome.trace?.engine ?? "it"} loads${use}` };
    return { status: inUse ? "failed" : "none", detail: `1 + 1 ended as ${outcome.kind}${use}`, next };
  } catch (error) {
    const why = error instanceof PortolanError ? (error.value ?? error.message) : (error as Error).message;
    return { status: inUse ? "failed" : "none", detail: `cannot be loaded (${why})`, next };
  }
}
