import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { toolKit, type ToolsExport, type ToolSet } from "@portolan/core";
import { wrongUsage } from "../command-line/usage-error.ts";
import { toolProblems } from "./tool-problems.ts";

const shape =
  "Export const tools = { namespace: { name: { description, input, output, effect, call } } }, or a function of them.";

/**
 * The tools of a module of the user's: its export `tools` or its default export, or what the function there gives. It is
 * trusted: it runs in this process, with all that this process may do.
 * @throws PortolanError `usage`
 */
export async function loadTools(path: string, cwd: string): Promise<ToolSet> {
  const file = resolve(cwd, path);
  const exported = exportOf(await importFile(file, path), path);
  let tools: unknown = exported;
  if (typeof exported === "function") {
    try {
      tools = await exported(toolKit);
    } catch (cause) {
      throw failed(path, `The function that ${path} exports threw`, cause);
    }
  }
  const [first, ...others] = toolProblems(tools);
  if (first === undefined) return tools as ToolSet;
  const more = others.length > 0 ? ` (and ${others.length} more: ${others.slice(0, 3).join("; ")})` : "";
  throw wrongUsage(`${path} exports tools that cannot be linked: ${first}${more}.`, path, shape);
}

async function importFile(file: string, path: string): Promise<Record<string, unknown>> {
  const found = await stat(file).catch(() => undefined);
  if (!found?.isFile()) {
    const what = found ? "is no file" : "does not exist";
    throw wrongUsage(`The tools file ${what}.`, path, "Check the path after --tools.");
  }
  try {
    return (await import(pathToFileURL(file).href)) as Record<string, unknown>;
  } catch (cause) {
    throw failed(path, `${path} cannot be imported`, cause);
  }
}

function exportOf(module: Record<string, unknown>, path: string): ToolsExport {
  const exported = module["tools"] ?? module["default"];
  if (exported !== undefined) return exported as ToolsExport;
  const names = Object.keys(module);
  const found = names.length > 0 ? `it exports ${names.join(", ")}` : "it exports nothing";
  throw wrongUsage(`${path} exports no tools: ${found}.`, path, shape);
}

function failed(path: string, what: string, cause: unknown): Error {
  const said = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
  const [line] = said.split("\n") as [string];
  const next = /Cannot find package/.test(line)
    ? "Install the package, or export a function: tools = ({ z, ToolFailure }) => ({ … }) is handed zod."
    : `See where with \`node ${path}\`, and correct the file.`;
  return wrongUsage(`${what}: ${line}.`, path, next);
}
