import { z } from "zod";
import { PortolanError } from "../errors/portolan-error.ts";
import type { AgentTool } from "./agent-tool.ts";

/**
 * The input of a call as its tool takes it.
 * @throws PortolanError `usage`, with what is wrong where
 */
export function inputOf(
  { name, input }: Pick<AgentTool, "name" | "input">,
  given: unknown,
): Record<string, unknown> {
  const parsed = input.safeParse(given);
  if (parsed.success) return parsed.data;
  throw new PortolanError("usage", `${name} was called with a wrong input.`, {
    next: `Correct it: ${z.prettifyError(parsed.error).replaceAll(/\s+/g, " ").slice(0, 1_000)}`,
  });
}
