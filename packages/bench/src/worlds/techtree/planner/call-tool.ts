import { type Json, ToolFailure, type World } from "@portolan/core";

/** What a tool answered: its value, or the failure that a program would see. */
export type Answer = { value: Json } | { failure: ToolFailure };

/** Calls a tool of a world of crafting in the host, as a program would. */
export async function callTool(world: World, namespace: string, name: string, input: Json): Promise<Answer> {
  const tool = world.tools[namespace]?.[name];
  if (!tool) throw new RangeError(`there is no tool ${namespace}.${name}`);
  const context = { signal: new AbortController().signal, idempotencyKey: "", by: "host" };
  try {
    return { value: await tool.call(tool.input.parse(input), context) };
  } catch (failure) {
    if (failure instanceof ToolFailure) return { failure };
    throw failure;
  }
}
