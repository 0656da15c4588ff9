import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Json, type Tool, ToolFailure } from "@portolan/core";
import { expect } from "vitest";

type Tools = Readonly<Record<string, Tool>>;

/** A folder `tree` with a secret beside it. */
export function folders(): { tree: string; secret: string } {
  const base = mkdtempSync(join(tmpdir(), "portolan-files-"));
  const tree = join(base, "tree");
  mkdirSync(join(tree, "notes"), { recursive: true });
  mkdirSync(join(base, "outside"));
  writeFileSync(join(base, "outside", "secret"), "secret");
  writeFileSync(join(tree, "notes", "a.md"), "# A\none\r\ntwo\n");
  return { tree, secret: join(base, "outside", "secret") };
}

/** What a tool gives for an input. */
export function call(
  tools: Tools,
  name: string,
  input: Json,
  signal: AbortSignal = new AbortController().signal,
): Promise<Json> {
  const tool = tools[name];
  if (!tool) throw new Error(`no tool ${name}`);
  return tool.call(input, { signal, idempotencyKey: "", by: "test" });
}

/** What a program is told that is refused: the message, and the data as JSON. */
export async function refusal(promise: Promise<Json>): Promise<string> {
  const error = await promise.then(
    (value) => expect.fail(`it gave ${JSON.stringify(value)}`),
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(ToolFailure);
  return `${(error as Error).message} ${JSON.stringify((error as ToolFailure).data)}`;
}
