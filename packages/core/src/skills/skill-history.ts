import type { Json } from "../json/json.ts";
import type { SkillStatus } from "./skill.ts";

/** One line of a skill's history: what it became, and why. It holds no wall-clock time. */
export interface HistoryEntry {
  version: number;
  digest: string;
  status: SkillStatus;
  reason: string;
  /** Who asked for it; absent for an admission, whose evidence says who. */
  by?: string;
  /** The change it was a part of, which a revert takes; absent for an admission. */
  change?: string;
  /** The skill whose change brought this one about; absent where this skill itself was asked for. */
  callee?: string;
  /** What speaks for the change. */
  evidence?: Json;
}

/** True when nothing but a change of what it calls made a skill leave the library. */
export function leftBecauseOfCallee(history: readonly HistoryEntry[]): boolean {
  const last = history.at(-1);
  return last?.status === "deprecated" && last.callee !== undefined;
}
