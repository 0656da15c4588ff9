import { appendFileSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { digestOf, type Json } from "@portolan/core";

/** The key of what is worked out from a value. */
export function keyOf(what: string, from: unknown): string {
  return `${what} ${digestOf(JSON.parse(JSON.stringify(from)) as Json)}`;
}

/** What was worked out, by key, kept a line at a time: whoever starts again does not do it again. */
export class Memory {
  readonly #known = new Map<string, unknown>();
  readonly #path: string;
  /** How many answers came from earlier. */
  remembered = 0;

  constructor(path: string) {
    this.#path = path;
    mkdirSync(dirname(path), { recursive: true });
    if (!existsSync(path)) return;
    for (const line of readFileSync(path, "utf8").split("\n")) {
      try {
        const { key, value } = JSON.parse(line) as { key: string; value: unknown };
        this.#known.set(key, value);
      } catch {
        // The last line of a run that was killed.
      }
    }
  }

  /** What is known of a key, or is worked out now. */
  async of<Value>(key: string, work: () => Promise<Value>): Promise<Value> {
    if (this.#known.has(key)) {
      this.remembered++;
      return this.#known.get(key) as Value;
    }
    const value = await work();
    this.#known.set(key, value ?? null);
    appendFileSync(this.#path, `${JSON.stringify({ key, value: value ?? null })}\n`);
    return value;
  }
}
