import type { Json } from "../../json/json.ts";
import type { ToolCallRecord } from "../../sandbox/run-trace.ts";
import type { Outcome } from "../../sandbox/outcome.ts";
import type { ActingTool, WorldTools } from "./world-tools.ts";

/** What a tool said when it was called with a thing. */
export interface Answer {
  tool: ActingTool;
  thing: string;
  /** How many were asked for; 1 where the tool takes no number. */
  count: number;
  /** Done; something is missing; only chance was against it; or it never does this. */
  kind: "done" | "missing" | "again" | "refused";
  missing: string[];
  /** How many of each are missing, where the tool says so. */
  counts: Record<string, number>;
  /** How many of each are needed in all, where that is known: told, or nothing had been changed before. */
  needs: Record<string, number>;
  /** What the tool says could help. */
  attempt: string[];
  message: string;
  /** The module that called: the program's name, or a skill's specifier. */
  by: string;
}

/** All that tools that act on things said in a run, in order. */
export function answersOf({ toolCalls }: Pick<Outcome, "toolCalls">, { acting }: WorldTools): Answer[] {
  let isUntouched = true;
  return toolCalls.flatMap((call) => {
    const tool = acting.find(({ id }) => id === call.tool);
    const thing = tool && fieldsOf(call.input)[tool.field];
    if (!tool || typeof thing !== "string" || call.endMs === null) return [];
    const answer = answerOf(call, tool, thing, isUntouched);
    if (call.ok) isUntouched = false;
    return [answer];
  });
}

function answerOf(
  { input, ok, output, by }: ToolCallRecord,
  tool: ActingTool,
  thing: string,
  isUntouched: boolean,
): Answer {
  const asked = tool.countField === undefined ? undefined : fieldsOf(input)[tool.countField];
  const count = typeof asked === "number" ? asked : 1;
  const { message, data } = fieldsOf(output);
  const { missing, counts, needs, again, try: attempt } = fieldsOf(data);
  const told = { message: typeof message === "string" ? message : "", attempt: textsOf(attempt), by };
  const names = ok ? [] : textsOf(missing);
  const kind = ok ? "done" : names.length > 0 ? "missing" : again === true ? "again" : "refused";
  const lacking = numbersOf(counts);
  const total = numbersOf(needs);
  const whole = Object.keys(total).length > 0 ? total : isUntouched ? lacking : {};
  return { tool, thing, count, kind, missing: names, counts: lacking, needs: whole, ...told };
}

function fieldsOf(value: Json | undefined): Partial<Record<string, Json>> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};
}

function textsOf(value: Json | undefined): string[] {
  return [value].flat().filter((one): one is string => typeof one === "string" && one !== "");
}

function numbersOf(value: Json | undefined): Record<string, number> {
  const entries = Object.entries(fieldsOf(value));
  return Object.fromEntries(
    entries.filter((entry): entry is [string, number] => typeof entry[1] === "number"),
  );
}
