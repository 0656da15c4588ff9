import { calleesFirst, type PlanDraft, type PlanRequest, Refused } from "./plan-draft.ts";
import { activeCallers, closureCheck } from "./pins.ts";
import type { SkillChange } from "./skill-change.ts";
import { leftBecauseOfCallee } from "./skill-history.ts";
import { callersBecome, nextStatuses } from "./skill-status.ts";
import { candidateOf, type Skill } from "./skill.ts";
import { readerOf, requireCurrent } from "./store-state.ts";

type StatusChange = Extract<SkillChange, { kind: "status" }>;

/** Plans changes of status, and what they mean for callers; callees come back before what calls them. */
export async function planStatuses(
  draft: PlanDraft,
  changes: readonly StatusChange[],
  request: PlanRequest,
): Promise<void> {
  const sorted = calleesFirst(
    changes,
    ({ name }) => draft.skills.skill(name)?.uses.map((pin) => pin.name) ?? [],
  );
  for (const change of sorted) await planOne(draft, change, request);
}

async function planOne(
  draft: PlanDraft,
  { name, status }: StatusChange,
  request: PlanRequest,
): Promise<void> {
  const skill = requireCurrent(draft.skills, name);
  if (skill.status !== status) {
    const next = nextStatuses[skill.status];
    if (!next.includes(status)) {
      throw new Refused(name, `it is ${skill.status} and cannot become ${status}, only ${next.join(" or ")}`);
    }
    const evidence = status === "active" ? await evidenceToReturn(draft, skill, request) : request.evidence;
    const moved = { ...skill, status };
    draft.skills.set(moved);
    draft.steps.push({
      skill: moved,
      change: status,
      reason: request.reason,
      ...(evidence !== undefined && { evidence }),
    });
  }
  const becomes = callersBecome[status];
  // A repeated change goes on as well: its callers may have come back.
  if (becomes === undefined) return;
  for (const caller of activeCallers([name], draft.skills)) {
    const moved = { ...caller, status: becomes };
    draft.skills.set(moved);
    draft.steps.push({
      skill: moved,
      change: becomes,
      reason: `calls ${name}, which is ${status}`,
      callee: name,
    });
  }
}

/** What speaks for a return: what was given, what a verification finds, or that only a callee had been away. */
async function evidenceToReturn(draft: PlanDraft, skill: Skill, { evidence, verify }: PlanRequest) {
  const { name } = skill;
  const problem = closureCheck((callee) => draft.skills.skill(callee))(skill);
  if (problem !== undefined) throw new Refused(name, `it cannot be active: ${problem}`);
  if (evidence !== undefined && evidence !== null) return evidence;
  if (leftBecauseOfCallee(draft.state.history(name))) return undefined;
  if (!verify) {
    throw new Refused(
      name,
      "it takes evidence to become active again, since it left for a reason of its own",
    );
  }
  const verdict = await verify(candidateOf(skill), readerOf(draft.skills, draft.state));
  if ("refused" in verdict) throw new Refused(name, verdict.refused);
  return { checks: verdict.evidence.checks };
}
