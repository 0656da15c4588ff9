import { AsyncLocalStorage } from "node:async_hooks";
import { stripTypeScriptTypes } from "node:module";
import type { Json } from "../json/json.ts";
import { functionNameOf, type LinkedProgram } from "../program/program.ts";
import type { ToolCallRecord } from "../sandbox/run-trace.ts";
import type { Sandbox } from "../sandbox/sandbox.ts";
import { ToolFailure, type ToolSet } from "../sandbox/tool.ts";

/**
 * A sandbox without walls, for tests of what stands around one: it runs programs **in this process**, checks no types, and
 * records tool calls without looking at what goes in and out. Only for programs that the test itself wrote.
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
      const toolCalls: ToolCallRecord[] = [];
      const record = { logs: [], logsCut: false, wallMs: 0, toolCalls };
      if (options?.signal?.aborted) return { ...record, kind: "cancelled" };
      try {
        const ended = await made.run(toolCalls, () => call(program, input, options?.tools));
        return { ...record, ...ended };
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
  const url = moduleUrl(program.name, { ...program.modules, [program.name]: program.source }, tools);
  const module = (await import(url)) as Record<string, CallableFunction>;
  const run = module[functionNameOf(program.name)] as (...input: Json[]) => Json | Promise<Json>;
  const value = await run(...structuredClone(input));
  return { kind: "value", value: JSON.parse(JSON.stringify(value)) as Json };
}

/** The calls of the run under way. */
const made = new AsyncLocalStorage<ToolCallRecord[]>();

/** Tool sets that programs were given: a module of text finds its functions again by their number. */
const given: ToolSet[] = [];
Reflect.set(
  globalThis,
  "portolanToolInProcess",
  async (number: number, namespace: string, name: string, by: string, input: Json) => {
    const tool = given[number]?.[namespace]?.[name];
    if (!tool) throw new Error(`there is no tool ${namespace}.${name}`);
    const times = { startMs: 0, endMs: 0, ok: false, output: null };
    const copy = structuredClone(input);
    const record: ToolCallRecord = {
      tool: `${namespace}.${name}`,
      by,
      effect: tool.effect,
      input: copy,
      ...times,
    };
    made.getStore()?.push(record);
    try {
      const context = { signal: new AbortController().signal, idempotencyKey: "", by };
      const output = await tool.call(structuredClone(input), context);
      Object.assign(record, { ok: true, output: structuredClone(output) });
      return output;
    } catch (thrown) {
      const { message } = thrown as Error;
      const isTold = thrown instanceof ToolFailure;
      record.output = {
        name: isTold ? "ToolFailure" : "ToolError",
        message,
        data: isTold ? thrown.data : null,
      };
      throw thrown;
    }
  },
);

function toolModules(tools: ToolSet, by: string): Record<string, string> {
  const known = given.indexOf(tools);
  const number = known >= 0 ? known : given.push(tools) - 1;
  return Object.fromEntries(
    Object.entries(tools).map(([namespace, named]) => [
      `#tools/${namespace}`,
      Object.keys(named)
        .map(
          (name, i) =>
            `const tool${i} = (input) => portolanToolInProcess(${number}, "${namespace}", "${name}", "${by}", input ?? null);
            export { tool${i} as "${name}" };`,
        )
        .join("\n"),
    ]),
  );
}

/** A module as a `data:` URL, its imports replaced by URLs of their own. */
function moduleUrl(specifier: string, modules: Readonly<Record<string, string>>, tools: ToolSet): string {
  const own = toolModules(tools, specifier);
  const linked = stripTypeScriptTypes(modules[specifier] as string).replace(
    /from "(#.+?)"/g,
    (whole, imported: string) => {
      if (Object.hasOwn(modules, imported)) return `from "${moduleUrl(imported, modules, tools)}"`;
      const tool = own[imported];
      return tool === undefined ? whole : `from "${dataUrl(tool)}"`;
    },
  );
  return dataUrl(linked);
}

function dataUrl(source: string): string {
  return `data:text/javascript;base64,${Buffer.from(source).toString("base64")}`;
}
