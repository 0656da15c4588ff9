import { toolKit, type ToolsExport, type ToolSet } from "@portolan/core";
import { wrongUsage } from "../command-line/usage-error.ts";
import { importOwnFile, ownFileFailed } from "../programs/import-own-file.ts";
import { toolProblems } from "./tool-problems.ts";

const shape =
  "Export const tools = { namespace: { name: { description, input, output, effect, call } } }, or a function of them.";

/**
 * The tools of a module of the user's: its export `tools` or its default export, or what the function there gives. It is
 * trusted: it runs in this process, with all that this process may do.
 * @throws PortolanError `usage`
 */
export async function loadTools(path: string, cwd: string): Promise<ToolSet> {
  const exported = exportOf(await importOwnFile(path, cwd, "--tools"), path);
  let tools: unknown = exported;
  if (typeof exported === "function") {
    try {
      tools = await exported(toolKit);
    } catch (cause) {
      throw ownFileFailed(path, `The function that ${path} exports threw`, cause);
    }
  }
  const [first, ...others] = toolProblems(tools);
  if (first === undefined) return tools as ToolSet;
  const more = others.length > 0 ? ` (and ${others.length} more: ${others.slice(0, 3).join("; ")})` : "";
  throw wrongUsage(`${path} exports tools that cannot be linked: ${first}${more}.`, path, shape);
}

function exportOf(module: Record<string, unknown>, path: string): ToolsExport {
  const exported = module["tools"] ?? module["default"];
  if (exported !== undefined) return exported as ToolsExport;
  const names = Object.keys(module);
  const found = names.length > 0 ? `it exports ${names.join(", ")}` : "it exports nothing";
  throw wrongUsage(`${path} exports no tools: ${found}.`, path, shape);
}
