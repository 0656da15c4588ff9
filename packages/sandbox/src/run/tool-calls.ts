import type { Json, Limits, Tool, ToolCallRecord, ToolSet } from "@portolan/core";
import { ToolFailure } from "@portolan/core";

/** What a tool call gives back to the program, as JSON text: the output, or `{name, message, data}`. */
export interface Settled {
  ok: boolean;
  text: string;
}

/** The tool calls of one run: validates both ways, counts, records, and aborts what is under way when the run ends. */
export class ToolCalls {
  readonly records: ToolCallRecord[] = [];
  readonly #tools: ToolSet;
  readonly #limits: Limits;
  readonly #ending = new AbortController();

  constructor(tools: ToolSet, limits: Limits) {
    this.#tools = tools;
    this.#limits = limits;
  }

  /** Tool names by namespace, for the linker of the runner. */
  get names(): Record<string, string[]> {
    return Object.fromEntries(
      Object.entries(this.#tools).map(([namespace, tools]) => [namespace, Object.keys(tools)]),
    );
  }

  /** True when the program has used up its calls. */
  get spent(): boolean {
    return this.records.length >= this.#limits.toolCalls;
  }

  /** Calls a tool with JSON text from the program; never rejects. */
  async call(name: string, inputText: string): Promise<Settled> {
    const record: ToolCallRecord = { tool: name, input: null, ok: false, output: null };
    this.records.push(record);
    try {
      const tool = this.#find(name);
      record.input = JSON.parse(inputText) as Json;
      record.output = await this.#perform(name, tool, record.input);
      const text = JSON.stringify(record.output);
      if (Buffer.byteLength(text) > this.#limits.argumentBytes)
        throw new ToolFailure(`${name} returned too much data`);
      record.ok = true;
      return { ok: true, text };
    } catch (thrown) {
      const failure = describe(name, thrown);
      record.output = failure.message;
      return { ok: false, text: JSON.stringify(failure) };
    }
  }

  /** Tells the tools under way that nobody waits for them any more. */
  end(): void {
    this.#ending.abort();
  }

  #find(name: string): Tool {
    const dot = name.indexOf(".");
    const namespace = name.slice(0, dot);
    const tools = Object.hasOwn(this.#tools, namespace) ? this.#tools[namespace] : undefined;
    const tool = tools && Object.hasOwn(tools, name.slice(dot + 1)) ? tools[name.slice(dot + 1)] : undefined;
    if (!tool) throw new ToolFailure(`there is no tool ${name}`);
    return tool;
  }

  async #perform(name: string, tool: Tool, input: Json): Promise<Json> {
    const given = await tool.input.safeParseAsync(input);
    if (!given.success) throw new RefusedInput(`${name} was called with a wrong input`, given.error.issues);
    const { signal } = this.#ending;
    signal.throwIfAborted();
    const output = await tool.output.safeParseAsync(await tool.call(given.data, { signal }));
    if (!output.success) throw new Error("its output does not match its own schema");
    return output.data;
  }
}

/** The program called a tool with an input that the tool's schema refuses. */
class RefusedInput extends Error {
  readonly issues: Json;

  constructor(message: string, issues: readonly { path: PropertyKey[]; message: string }[]) {
    const found = issues.map(({ path, message: text }) => ({
      path: path.map(String).join("."),
      message: text,
    }));
    super(
      `${message}: ${found.map((issue) => (issue.path ? `${issue.path}: ${issue.message}` : issue.message)).join("; ")}`,
    );
    this.issues = found;
  }
}

function describe(name: string, thrown: unknown): { name: string; message: string; data: Json } {
  if (thrown instanceof ToolFailure)
    return { name: "ToolFailure", message: thrown.message, data: thrown.data };
  if (thrown instanceof RefusedInput)
    return { name: "ToolInputError", message: thrown.message, data: thrown.issues };
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return { name: "ToolError", message: `${name} failed: ${message}`, data: null };
}
