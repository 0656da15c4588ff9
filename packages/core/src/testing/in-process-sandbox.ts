import { stripTypeScriptTypes } from "node:module";
import type { Json } from "../json/json.ts";
import { functionNameOf, type LinkedProgram } from "../program/program.ts";
import type { Sandbox } from "../sandbox/sandbox.ts";
import type { ToolSet } from "../sandbox/tool.ts";

/**
 * A sandbox without walls, for tests of what stands around one: it runs programs **in this process**, checks no types, and
 * lets tools be called without looking at what goes in and out. Only for programs that the test itself wrote.
 */
export function inProcessSandbox(): Sandbox {
  return {
    async check(program) {
      const imports = [...program.source.matchAll(/^import [^;]*? from "(.+?)"/gm)].map(
        (match) => match[1] as string,
      );
      const missing = imports.filter(
        (specifier) => !Object.hasOwn(program.modules, specifier) && !specifier.startsWith("#tools/"),
      );
      return {
        imports: imports.toSorted(),
        diagnostics: missing.map((specifier) => ({
          message: `Cannot find module '${specifier}'.`,
          line: 1,
          column: 1,
          sourceLine: program.source.split("\n")[0] ?? "",
          code: 2307,
        })),
      };
    },
    run: async (program, input, options) => {
      const record = { logs: [], logsCut: false, wallMs: 0, toolCalls: [] };
      if (options?.signal?.aborted) return { ...record, kind: "cancelled" };
      try {
        return { ...record, ...(await call(program, input, options?.tools)) };
      } catch (thrown) {
        const { name, message } = thrown as Error;
        return { ...record, kind: "error", name, message, stack: [] };
      }
    },
    [Symbol.asyncDispose]: async () => {},
  };
}

async function call(
  program: LinkedProgram,
  input: Json[],
  tools: ToolSet = {},
): Promise<{ kind: "value"; value: Json }> {
  const modules = { ...program.modules, ...toolModules(tools) };
  const module = (await import(moduleUrl(program.source, modules))) as Record<string, CallableFunction>;
  const run = module[functionNameOf(program.name)] as (...input: Json[]) => Json | Promise<Json>;
  const value = await run(...structuredClone(input));
  return { kind: "value", value: JSON.parse(JSON.stringify(value)) as Json };
}

/** Tool sets that programs were given: a module of text finds its functions again by their number. */
const given: ToolSet[] = [];
Reflect.set(globalThis, "portolanToolsInProcess", given);

function toolModules(tools: ToolSet): Record<string, string> {
  const known = given.indexOf(tools);
  const number = known >= 0 ? known : given.push(tools) - 1;
  const context = '{ signal: new AbortController().signal, idempotencyKey: "", by: "" }';
  return Object.fromEntries(
    Object.entries(tools).map(([namespace, named]) => [
      `#tools/${namespace}`,
      Object.keys(named)
        .map(
          (name) =>
            `export const ${name} = (input) => globalThis.portolanToolsInProcess[${number}].${namespace}.${name}.call(input ?? null, ${context});`,
        )
        .join("\n"),
    ]),
  );
}

/** A module as a `data:` URL, its imports replaced by URLs of their own. */
function moduleUrl(source: string, modules: Readonly<Record<string, string>>): string {
  const linked = stripTypeScriptTypes(source).replace(/from "(#.+?)"/g, (whole, specifier: string) =>
    Object.hasOwn(modules, specifier) ? `from "${moduleUrl(modules[specifier] as string, modules)}"` : whole,
  );
  return `data:text/javascript;base64,${Buffer.from(linked).toString("base64")}`;
}
