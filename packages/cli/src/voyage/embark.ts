import { existsSync } from "node:fs";
import { join } from "node:path";
import { sail, type Voyage, voyageId, type VoyageRecord } from "@portolan/bench";
import { readEvents, type TraceEvent } from "@portolan/core";
import type { ProgressDisplay } from "../progress/show-progress.ts";

/** A finished voyage and where its trace is. */
export interface Sailed {
  record: VoyageRecord;
  /** Path of its trace. */
  trace: string;
  /** True when an earlier command had finished it, so that nothing was done now. */
  alreadySailed: boolean;
  /** Its tasks are in a world. */
  inWorld: boolean;
  /** Of this start alone. */
  elapsedMs: number;
}

/**
 * Sails a voyage under its own id, or under the next free one while another process is sailing it, and shows it.
 * @param title names it in the display
 */
export async function embark(voyage: Voyage, title: string, display: ProgressDisplay): Promise<Sailed> {
  const startedAt = performance.now();
  using berth = await freeBerth(voyage);
  const { id } = berth;
  if (id !== voyageId(voyage)) {
    display.say(`Another process is sailing this voyage; this one is sailed as ${id}.`);
  }
  const trace = join(voyage.traces, `${id}.jsonl`);
  const past: TraceEvent[] = existsSync(trace) ? readEvents(trace).events : [];
  const alreadySailed = past.some(({ type }) => type === "voyage-end");
  if (!alreadySailed && hasOtherRanking(past, voyage)) {
    display.say(
      `Searches rank otherwise than when this voyage began: its tasks from here on see other skills. To begin anew, delete ${trace}.`,
    );
  }
  const { evaluations } = voyage.agent.harness.orchestration.budget;
  const { tasks } = voyage.suite;
  const inWorld = tasks.some(({ world }) => world !== undefined);
  const about = { title, library: voyage.agent.store !== undefined, total: tasks.length, inWorld };
  const sink = display.follow({ ...about, evaluations }, past);
  const record = await sail({ ...voyage, sinks: [...(voyage.sinks ?? []), sink] }, id);
  return { record, trace, alreadySailed, inWorld, elapsedMs: performance.now() - startedAt };
}

/** Whether another embedder, or another version of this program, ranked the searches of its first tasks. */
function hasOtherRanking(past: readonly TraceEvent[], { ranking }: Voyage): boolean {
  const start = past.find(({ type }) => type === "voyage-start") as
    | Extract<TraceEvent, { type: "voyage-start" }>
    | undefined;
  return start?.ranking !== undefined && ranking !== undefined && start.ranking !== ranking;
}

async function freeBerth(voyage: Voyage): Promise<Disposable & { id: string }> {
  const { takeLock } = await import("@portolan/skills");
  const first = voyageId(voyage);
  for (let number = 1; ; number++) {
    const id = number === 1 ? first : `${first}-${number}`;
    const lock = takeLock(join(voyage.traces, `${id}.lock`));
    if (lock) return { id, [Symbol.dispose]: () => lock[Symbol.dispose]() };
  }
}
