import type { JudgeOptions } from "@portolan/skills";
import type { Invocation } from "../command-line/declaration.ts";
import { parseAllowedWrites } from "../playground/allowed-writes.ts";

/** What the person lets programs call while they are verified. */
export interface ToolFlags {
  tools?: string;
  allowWrites?: string | boolean;
}

/**
 * The tools that programs are verified with, each with those that it was granted. Nobody is asked about every case: a write
 * that was not allowed beforehand is refused, and stderr says so once.
 * @throws PortolanError `usage`
 */
export async function grantedTools({
  flags,
  terminal,
  quiet,
}: Invocation<ToolFlags>): Promise<Pick<JudgeOptions, "tools" | "approve">> {
  if (flags.tools === undefined) return {};
  const { loadTools } = await import("../playground/load-tools.ts");
  const tools = await loadTools(flags.tools, terminal.cwd);
  const allowed = parseAllowedWrites(flags.allowWrites, tools);
  const refused = new Set<string>();
  return {
    tools,
    approve: ({ tool }) => {
      if (allowed === "all" || allowed.has(tool)) return true;
      if (!refused.has(tool) && !quiet)
        terminal.stderr.write(`${tool} writes, and was refused; --allow-writes=${tool} allows it.\n`);
      refused.add(tool);
      return { allowed: false, reason: "it writes, and was not allowed to" };
    },
  };
}
