import { readdirSync } from "node:fs";
import { join } from "node:path";
import { readEvents, type TraceEvent } from "@portolan/core";
import { type Cell, cellName } from "./plan.ts";

/** What was said in an episode: the task, what the coder answered, or what it was told of that. */
export interface Turn {
  by: "task" | "coder" | "verdict";
  /** Markdown where it holds a program. */
  text: string;
  /** The program of a coder's turn, where it wrote one. */
  source?: string;
}

/**
 * The turns of each episode of a cell, by its position, from the traces in the folder of an experiment; empty where there are none.
 * Nothing in them is hidden from coders: what an evaluator keeps as evidence is left out.
 */
export function readTurns(root: string, cell: Cell): Turn[][] {
  const events = traceOf(join(root, "cells", cellName(cell), "traces"), cell.arm);
  const turns: Turn[][] = [];
  for (const event of events) {
    if (event.episode === undefined || event.repair !== undefined) continue;
    // An episode that was cut off begins anew.
    if (event.type === "episode-start") turns[event.episode] = [];
    const turn = turnOf(event);
    if (turn) (turns[event.episode] ??= []).push(turn);
  }
  return turns;
}

/** A first pass over the suite has a trace beside it. */
function traceOf(folder: string, arm: string): TraceEvent[] {
  for (const name of tracesIn(folder)) {
    const { events } = readEvents(join(folder, name));
    if (events.some((event) => event.type === "voyage-start" && event.arm === arm)) return events;
  }
  return [];
}

function tracesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith(".jsonl"))
      .toSorted();
  } catch {
    return [];
  }
}

function turnOf(event: TraceEvent): Turn | undefined {
  switch (event.type) {
    case "episode-start":
      return { by: "task", text: event.goal };
    case "program-written": {
      const { source, signature } = event.program;
      return { by: "coder", text: `\`${signature}\`\n\n\`\`\`ts\n${source.trimEnd()}\n\`\`\``, source };
    }
    case "reply-unusable":
      return { by: "verdict", text: event.feedback };
    case "coder-gave-up":
      return { by: "coder", text: `Gave up: ${event.reason}` };
    case "verdict-given": {
      const { evaluator, status, feedback } = event.verdict;
      if (status === "passed" || status === "abstained") return undefined;
      return { by: "verdict", text: `${evaluator} ${status}${feedback ? `: ${feedback}` : "."}` };
    }
    default:
      return undefined;
  }
}
