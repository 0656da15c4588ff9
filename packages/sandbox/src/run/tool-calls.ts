import { createHash } from "node:crypto";
import {
  type Approval,
  type Approve,
  type Json,
  type Limits,
  type RecordedCall,
  type Tool,
  type ToolCallRecord,
  ToolFailure,
  type ToolSet,
} from "@portolan/core";
import type { AnsweredRun, Answers, Settled } from "./answers.ts";
import { BusyTime } from "./busy-time.ts";
import { failureOf, RefusedInput, RefusedWrite } from "./tool-failures.ts";

/** What the tools of a run are called with. */
export interface ToolCallOptions {
  tools: ToolSet;
  limits: Limits;
  approve: Approve | undefined;
  /** Of the run, for idempotency keys. */
  id: string;
}

/** The tool calls of one run: validates both ways, asks before writes, counts, records, and aborts what is under way at the end. */
export class ToolCalls implements Answers {
  readonly records: ToolCallRecord[] = [];
  readonly bytes = { inputs: 0, outputs: 0 };
  readonly #options: ToolCallOptions;
  readonly #ending = new AbortController();
  readonly #busy = new BusyTime();
  #startedAt = 0;
  #run: AnsweredRun | undefined;

  constructor(options: ToolCallOptions) {
    this.#options = options;
  }

  get busyMs(): number {
    return this.#busy.ms;
  }

  begin(run: AnsweredRun): void {
    this.#run = run;
    this.#startedAt = performance.now();
  }

  /** The guest counts too, so that it ends at once; this is the count that nobody can get around. */
  call(made: RecordedCall): void {
    const { limits } = this.#options;
    if (this.records.length >= limits.toolCalls) return this.#run?.exceed("toolCalls");
    if (this.#busy.count >= limits.toolCallsInFlight) return this.#run?.exceed("toolCallsInFlight");
    const bytes = Buffer.byteLength(made.text);
    if (bytes > limits.toolInputBytes) return this.#run?.exceed("toolInputBytes");
    if (this.#wouldExceed(bytes)) return this.#run?.exceed("toolBytes");
    this.bytes.inputs += bytes;
    void this.#answer(made);
  }

  end(): void {
    this.#run = undefined;
    // Making the error that an abort carries takes long, and without a call nobody holds the signal.
    if (this.records.length > 0) this.#ending.abort();
  }

  async #answer(made: RecordedCall): Promise<void> {
    const { call, tool: name, by, text } = made;
    const startMs = performance.now() - this.#startedAt;
    const none = { input: null, endMs: null, ok: false, output: null };
    const record: ToolCallRecord = { tool: name, by, effect: "read", startMs, ...none };
    this.records.push(record);
    this.#busy.enter();
    let settled: Settled;
    try {
      const tool = findTool(this.#options.tools, name);
      record.effect = tool.effect;
      record.input = JSON.parse(text) as Json;
      const output = await this.#perform(name, tool, record, made);
      // Whatever the types say, a schema may let `undefined` or a function pass, and JSON has no text for them.
      const written = JSON.stringify(output) as string | undefined;
      if (written === undefined) throw new Error("its output is not JSON");
      settled = { ok: true, text: written };
      if (this.#run) Object.assign(record, { ok: true, output });
    } catch (thrown) {
      const failure = failureOf(name, thrown);
      settled = { ok: false, text: JSON.stringify(failure) };
      if (this.#run) record.output = { ...failure };
    }
    this.#busy.leave();
    if (!this.#run) return;
    record.endMs = performance.now() - this.#startedAt;
    const bytes = Buffer.byteLength(settled.text);
    if (bytes > this.#options.limits.toolOutputBytes) return this.#run.exceed("toolOutputBytes");
    if (this.#wouldExceed(bytes)) return this.#run.exceed("toolBytes");
    this.bytes.outputs += bytes;
    this.#run.settle(call, settled);
  }

  #wouldExceed(bytes: number): boolean {
    return this.bytes.inputs + this.bytes.outputs + bytes > this.#options.limits.toolBytes;
  }

  async #perform(name: string, tool: Tool, { by }: ToolCallRecord, made: RecordedCall): Promise<Json> {
    // Not that of the record, which a tool could change.
    const input = JSON.parse(made.text) as Json;
    if (holdsPrototypeKey(input, made.text))
      throw new RefusedInput(name, [{ path: "", message: "has a key __proto__" }]);
    const given = await tool.input.safeParseAsync(input);
    if (!given.success) throw RefusedInput.of(name, given.error);
    const { signal } = this.#ending;
    if (tool.effect === "write") {
      tool.requireGranted?.(given.data);
      await this.#ask(name, tool, given.data, by);
    }
    signal.throwIfAborted();
    const idempotencyKey = digest(`${this.#options.id}\n${name}\n${made.call}\n${made.text}`);
    const output = await tool.output.safeParseAsync(
      await tool.call(given.data, { signal, idempotencyKey, by }),
    );
    if (!output.success) throw new Error("its output does not match its own schema");
    return output.data;
  }

  async #ask(tool: string, { description }: Tool, input: Json, by: string): Promise<void> {
    const { approve } = this.#options;
    const run = this.#run;
    if (!approve || !run) return;
    run.hold();
    let answer: Approval;
    try {
      // A copy: whoever looks at it must not change what is then done.
      const asked = { tool, description, input: structuredClone(input), by, signal: this.#ending.signal };
      answer = await approve(asked);
    } catch {
      // What the host says of itself is not for the program.
      throw new RefusedWrite(tool, "whoever was to be asked could not answer");
    } finally {
      run.release();
    }
    const { allowed, reason } = explained(answer);
    // Only a plain yes is one, whatever it was that was given.
    if ((allowed as unknown) !== true)
      throw new RefusedWrite(tool, typeof reason === "string" ? reason : undefined);
  }
}

function explained(answer: Approval): Exclude<Approval, boolean> {
  return typeof answer === "object" && answer !== null ? answer : { allowed: answer };
}

/** The tool of a name such as `files.readText`; names come from a child process and may be anything. */
function findTool(tools: ToolSet, name: string): Tool {
  const dot = name.indexOf(".");
  const namespace = name.slice(0, dot);
  const set = Object.hasOwn(tools, namespace) ? tools[namespace] : undefined;
  const tool = set && Object.hasOwn(set, name.slice(dot + 1)) ? set[name.slice(dot + 1)] : undefined;
  if (!tool) throw new ToolFailure(`there is no tool ${name}`);
  return tool;
}

// A key like this is harmless as data, and changes the prototype of whatever a tool copies it into.
function holdsPrototypeKey(value: Json, text: string): boolean {
  if (!/__proto__|\\u005f/i.test(text)) return false;
  if (typeof value !== "object" || value === null) return false;
  if (Object.hasOwn(value, "__proto__")) return true;
  return Object.values(value).some((part) => holdsPrototypeKey(part, text));
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 32);
}
