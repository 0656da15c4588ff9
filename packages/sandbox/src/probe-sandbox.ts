import { createRequire } from "node:module";
import { PortolanError } from "@portolan/core";
import { createSandbox } from "./create-sandbox.ts";
import type { EngineName } from "./pool/fork-runner.ts";

/** Whether programs can run here with this engine, and in one line with what versions, or why not; never throws. For `portolan doctor`. */
export async function probeSandbox(
  engine: EngineName = "isolated-vm",
): Promise<{ ok: boolean; detail: string }> {
  await using sandbox = createSandbox({ engine, children: 1 });
  try {
    const source = "export function onePlusOne(): number { return 1 + 1; }";
    const program = { name: "one-plus-one", signature: "() => number", source, modules: {} };
    const report = await sandbox.check(program);
    const outcome = await sandbox.run(program, []);
    const ok = outcome.kind === "value" && outcome.value === 2 && report.diagnostics.length === 0;
    const detail = `${outcome.trace?.engine ?? engine}, TypeScript ${versionOf("typescript")}, Node ${process.versions.node}`;
    return {
      ok,
      detail: ok
        ? detail
        : `${detail}: 1 + 1 ended as ${outcome.kind}, ${report.diagnostics.length} diagnostics`,
    };
  } catch (error) {
    if (error instanceof PortolanError)
      return { ok: false, detail: `${error.message} ${error.value ?? ""} ${error.next}` };
    return { ok: false, detail: String(error) };
  }
}

function versionOf(name: string): string {
  const manifest = createRequire(import.meta.url)(`${name}/package.json`) as { version: string };
  return manifest.version;
}
