import type { Json, Limits, LinkedProgram, RunResult } from "@portolan/core";
import { usageError } from "../border/usage-error.ts";

/** A run's input as it will be sent, and its sizes; or how the run ends before it starts. */
export type MeasuredInput =
  | { input: string; sourceBytes: number; argumentBytes: number }
  | Extract<RunResult, { kind: "limit" }>;

/** Measures what a run is given, before anything is sent to a child; throws `usage` for what JSON would change. */
export function measureInput(
  { source, modules }: LinkedProgram,
  given: Json[],
  limits: Limits,
): MeasuredInput {
  const texts = [source, ...Object.values(modules)];
  const sourceBytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  const over = (limit: "sourceBytes" | "argumentBytes" | "argumentDepth"): MeasuredInput => {
    return { kind: "limit", limit, allowed: limits[limit] };
  };
  if (sourceBytes > limits.sourceBytes) return over("sourceBytes");
  const walk = new ArgumentWalk(limits);
  walk.look(given, "", 0);
  if (walk.exceeded) return over(walk.exceeded);
  const input = JSON.stringify(given);
  const argumentBytes = Buffer.byteLength(input);
  return argumentBytes > limits.argumentBytes ? over("argumentBytes") : { input, sourceBytes, argumentBytes };
}

/** Goes through arguments as JSON would, no deeper and no longer than they may be. */
class ArgumentWalk {
  exceeded: "argumentBytes" | "argumentDepth" | undefined;
  readonly #limits: Limits;
  readonly #parents: object[] = [];
  /** At least as many bytes as JSON needs for what was seen: parts that are there twice are written twice. */
  #bytes = 0;

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  look(value: unknown, path: string, depth: number): void {
    this.#bytes += typeof value === "string" ? value.length + 2 : 1;
    if (this.#bytes > this.#limits.argumentBytes) this.exceeded ??= "argumentBytes";
    if (this.exceeded) return;
    if (typeof value !== "object" || value === null) return requirePart(value, path);
    if (this.#parents.includes(value)) throw changed("a value that contains itself", path);
    if (depth >= this.#limits.argumentDepth) {
      this.exceeded = "argumentDepth";
      return;
    }
    const tag = Object.prototype.toString.call(value).slice(8, -1);
    if (!Array.isArray(value) && tag !== "Object") throw changed(`a ${tag}`, path);
    if (typeof (value as { toJSON?: unknown }).toJSON === "function")
      throw changed("an object with toJSON", path);
    this.#parents.push(value);
    if (Array.isArray(value))
      for (let i = 0; i < value.length; i++) this.look(value[i], `${path}[${i}]`, depth + 1);
    else
      for (const [name, part] of Object.entries(value))
        // A field that is undefined is left out, as JSON does: nothing is lost.
        if (part !== undefined) this.look(part, `${path}.${name}`, depth + 1);
    this.#parents.pop();
  }
}

function requirePart(value: unknown, path: string): void {
  if (value === null || typeof value === "string" || typeof value === "boolean") return;
  if (typeof value === "number" && Number.isFinite(value)) return;
  if (typeof value === "number" || value === undefined) throw changed(String(value), path);
  throw changed(typeof value === "bigint" ? "a BigInt" : `a ${typeof value}`, path);
}

function changed(what: string, path: string): Error {
  return usageError(
    "The arguments of a run are not JSON.",
    `${what} at ${path.slice(0, 200)}`,
    "Give what JSON can carry.",
  );
}
