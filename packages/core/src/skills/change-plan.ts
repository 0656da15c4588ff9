import { digestOf } from "../json/json.ts";
import { type PlanDraft, PlannedSkills, type PlannedStep, type PlanRequest, Refused } from "./plan-draft.ts";
import { planPuts } from "./plan-puts.ts";
import { planStatuses } from "./plan-statuses.ts";
import type { Skill } from "./skill.ts";
import type { ChangeReport, SkillChange, SkillChanged } from "./skill-change.ts";
import type { HistoryEntry } from "./skill-history.ts";
import type { StoreState } from "./store-state.ts";

/** A skill that a change touches. */
export interface PlannedSkill {
  /** As it was; absent for a new one. */
  before?: Skill;
  after: Skill;
  /** The lines that its history gets. */
  entries: HistoryEntry[];
}

/** What a change would do; nothing is planned where it was refused. */
export interface ChangePlan {
  report: ChangeReport;
  skills: PlannedSkill[];
}

/**
 * Plans a change of a store, whatever holds it: it reads and judges, and writes nothing. The same request to the same state
 * has the same plan.
 * @throws PortolanError `skill-unknown` for a skill that is not there
 */
export async function planChange(
  state: StoreState,
  changes: readonly SkillChange[],
  request: PlanRequest,
): Promise<ChangePlan> {
  const draft: PlanDraft = { state, skills: new PlannedSkills(state), steps: [] };
  try {
    requireOnce(changes);
    const statuses = changes.filter((change) => change.kind === "status");
    // What comes back can be called by what is put, and what is put may no longer call what leaves.
    await planStatuses(draft, statuses.filter(isReturn), request);
    await planPuts(
      draft,
      changes.filter((change) => change.kind !== "status"),
      request,
    );
    await planStatuses(
      draft,
      statuses.filter((change) => !isReturn(change)),
      request,
    );
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const refused = { name: error.skill, reason: error.message };
    return { report: { id: idOf(draft, request), done: [], refused }, skills: [] };
  }
  return planOf(draft, request);
}

/** True for what joins the library. */
function isReturn({ status }: { status: string }): boolean {
  return status === "active";
}

function requireOnce(changes: readonly SkillChange[]): void {
  const seen = new Set<string>();
  for (const change of changes) {
    const name = change.kind === "put" ? change.candidate.name : change.name;
    const key = `${change.kind === "status" ? "status" : "program"} ${name}`;
    if (seen.has(key)) throw new Refused(name, "the change names it twice");
    seen.add(key);
  }
}

function planOf(draft: PlanDraft, request: PlanRequest): ChangePlan {
  const id = idOf(draft, request);
  const skills = new Map<string, PlannedSkill>();
  const done: SkillChanged[] = [];
  for (const step of draft.steps) {
    const { skill, change } = step;
    const before = draft.state.skill(skill.name);
    const entry = entryOf(step, id, request.by);
    skills.set(skill.name, {
      ...(before && { before }),
      after: skill,
      entries: [...(skills.get(skill.name)?.entries ?? []), entry],
    });
    done.push({ name: skill.name, ...(before && { from: before.digest }), to: skill.digest, change });
  }
  return { report: { id, done }, skills: [...skills.values()] };
}

function entryOf(
  { skill, reason, callee, evidence }: PlannedStep,
  change: string,
  by?: string,
): HistoryEntry {
  const { version, digest, status } = skill;
  return {
    version,
    digest,
    status,
    reason,
    ...(by !== undefined && { by }),
    change,
    ...(callee !== undefined && { callee }),
    ...(evidence !== undefined && { evidence }),
  };
}

/** The same steps at another place of a history are another change. */
function idOf({ steps, state }: PlanDraft, { reason, by = "" }: PlanRequest): string {
  const touched = steps.map(({ skill: { name, digest, status }, change }) => ({
    name,
    digest,
    status,
    change,
    at: state.skill(name) ? state.history(name).length : 0,
  }));
  return digestOf({ reason, by, touched }).slice(0, 12);
}
