import { PortolanError } from "../errors/portolan-error.ts";
import { type ChangePlan, planChange } from "./change-plan.ts";
import type { PlanRequest } from "./plan-draft.ts";
import { candidateOf, type Skill } from "./skill.ts";
import type { SkillChange } from "./skill-change.ts";
import type { HistoryEntry } from "./skill-history.ts";
import type { StoreState } from "./store-state.ts";

/** What a change did to one skill: the lines before it, its own, and those after. */
interface Touched {
  skill: Skill;
  before: HistoryEntry | undefined;
  own: HistoryEntry[];
  later: readonly HistoryEntry[];
}

/**
 * Plans the change that undoes another: the skills it was asked for have the versions and statuses that they had before,
 * and what call them follow. A skill that it added becomes deprecated, since nothing is deleted.
 * @param id of the change, or its first digits, at least 4
 * @throws PortolanError `usage` when no history, or more than one change, has such an id
 */
export async function planRevert(state: StoreState, id: string, request: PlanRequest): Promise<ChangePlan> {
  const change = wholeChange(state, id);
  const touched = change.names.flatMap((name) => touchedBy(state, name, change.id));
  const again = touched.find(({ own, later }) => own.some(wasAsked) && later.some(wasAsked));
  if (again) {
    const by = again.later.findLast(wasAsked)?.change ?? "an admission";
    return refusal(again.skill.name, `it was changed again since, by ${by}; revert that first`);
  }
  const changes = touched.flatMap((one) => changesBack(state, one));
  const plan = await planChange(state, changes, request);
  const names = new Set(touched.map(({ skill }) => skill.name));
  const stranger = plan.skills.find(({ after }) => after.status !== "active" && !names.has(after.name));
  if (!stranger) return plan;
  return refusal(stranger.after.name, "it was written since and calls what would leave the library");
}

function wholeChange(state: StoreState, id: string): { id: string; names: readonly string[] } {
  const ids: ReturnType<StoreState["changes"]> = id.length < 4 ? new Map() : state.changes(id);
  const [found] = ids;
  if (found !== undefined && ids.size === 1) return { id: found[0], names: found[1] };
  const what = ids.size > 1 ? `${ids.size} changes have ids that begin so` : "No history knows such a change";
  throw new PortolanError("usage", `${what}.`, {
    value: ids.size > 1 ? [...ids.keys()].join(" ") : id,
    next: "Give the id of a change, at least 4 digits of it, as `portolan log NAME` shows it.",
  });
}

function touchedBy(state: StoreState, name: string, change: string): Touched[] {
  const skill = state.skill(name);
  if (!skill) return [];
  const history = state.history(name);
  const first = history.findIndex((entry) => entry.change === change);
  if (first < 0) return [];
  const last = history.findLastIndex((entry) => entry.change === change);
  return [
    {
      skill,
      before: history[first - 1],
      own: history.slice(first, last + 1),
      later: history.slice(last + 1),
    },
  ];
}

function changesBack(state: StoreState, { skill, before, own, later }: Touched): SkillChange[] {
  const { name, status } = skill;
  const back = (to: Skill["status"]): SkillChange[] =>
    status === to ? [] : [{ kind: "status", name, status: to }];
  if (!own.some(wasAsked)) {
    // Callers that are only pinned anew follow what they call; those that left come back with it.
    const left = before?.status === "active" && own.at(-1)?.status !== "active" && later.length === 0;
    if (left) return back("active");
    // One that became another name of what the change put there is again one of what was there before.
    const of = state.earlier(name).find(({ digest }) => digest === before?.digest)?.aliasOf;
    const moved =
      of !== undefined && skill.aliasOf !== undefined && of !== skill.aliasOf && later.length === 0;
    return moved ? [{ kind: "alias", name, of }] : [];
  }
  if (!before) return status === "active" ? back("deprecated") : [];
  if (before.digest === own.at(-1)?.digest) return back(before.status);
  const version = state.earlier(name).find(({ digest }) => digest === before.digest);
  if (!version) return [];
  const put: SkillChange = version.aliasOf
    ? { kind: "alias", name, of: version.aliasOf }
    : { kind: "put", candidate: pinnedNow(version, state) };
  return before.status === "active" ? [put] : [put, { kind: "status", name, status: before.status }];
}

/** An earlier version with the callees of today. */
function pinnedNow(version: Skill, state: StoreState) {
  const uses = version.uses.map((pin) => ({ ...pin, digest: state.skill(pin.name)?.digest ?? pin.digest }));
  return { ...candidateOf(version), uses };
}

function wasAsked({ callee }: HistoryEntry): boolean {
  return callee === undefined;
}

function refusal(name: string, reason: string): ChangePlan {
  return { report: { id: "", done: [], refused: { name, reason } }, skills: [] };
}
