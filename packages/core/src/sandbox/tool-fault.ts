import type { Json } from "../json/json.ts";
import type { Outcome } from "./outcome.ts";
import type { ToolCallRecord } from "./run-trace.ts";

/**
 * What a failed tool call says of the world: `unavailable` the tool cannot work now, whatever it is asked; `missing` it lacks
 * something, by name; with `attempt` it also says what a program can do about that.
 */
export type ToolFault =
  | { kind: "unavailable"; message: string }
  | { kind: "missing"; message: string; missing: string[]; attempt: string[] };

/** What the tools of a run said of the world, in order of call. */
export function toolFaults({ kind, toolCalls }: Outcome): ToolFault[] {
  // A call without an answer tells of the tool only where the program waited for it to the end.
  const told = toolCalls.filter(({ endMs }) => endMs !== null || kind === "timeout");
  return told.flatMap((call) => toolFaultOf(call) ?? []);
}

/** The skill in which a run ended because of a tool, by name; `undefined` where it ended otherwise, or in the program itself. */
export function failedSkill({ kind, toolCalls }: Outcome): string | undefined {
  const last = kind === "error" ? toolCalls.findLast(({ ok, endMs }) => !ok && endMs !== null) : undefined;
  return /^#skills\/(.+)$/.exec(last?.by ?? "")?.[1];
}

/**
 * Reads the convention by which tools fail. An error that is no `ToolFailure`, and one whose data has `unavailable`, say that the
 * tool is out; `missing` names what is not there, `try` what could help. Anything else (a wrong input, a refused write, a
 * failure with other data) says nothing of the world: `undefined`.
 */
function toolFaultOf({ ok, endMs, output, tool }: ToolCallRecord): ToolFault | undefined {
  if (ok) return undefined;
  if (endMs === null) return { kind: "unavailable", message: `${tool} did not answer` };
  const { name, message, data } = fieldsOf(output);
  const said = typeof message === "string" ? `${tool}: ${message}` : `${tool} failed`;
  if (name === "ToolError") return { kind: "unavailable", message: said };
  if (name !== "ToolFailure") return undefined;
  const { unavailable, missing, try: attempt } = fieldsOf(data);
  if (unavailable !== undefined && unavailable !== false && unavailable !== null) {
    return { kind: "unavailable", message: said };
  }
  const names = textsOf(missing);
  return names.length === 0
    ? undefined
    : { kind: "missing", message: said, missing: names, attempt: textsOf(attempt) };
}

function fieldsOf(value: Json | undefined): Partial<Record<string, Json>> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};
}

function textsOf(value: Json | undefined): string[] {
  const values = Array.isArray(value) ? value : [value];
  return values.filter((one) => typeof one === "string" && one !== "") as string[];
}
