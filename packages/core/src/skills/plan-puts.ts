import type { PlanDraft, PlanRequest } from "./change-plan.ts";
import { Refused } from "./change-plan.ts";
import { activeCallers, closureCheck } from "./pins.ts";
import { aliasCandidate } from "./skill-alias.ts";
import { nextStatuses } from "./skill-status.ts";
import { type Candidate, candidateOf, type Evidence, type Skill, skillDigest } from "./skill.ts";
import type { SkillChange, SkillChanged } from "./skill-change.ts";
import { readerOf, requireCurrent } from "./store-state.ts";

type Put = Extract<SkillChange, { kind: "put" | "alias" }>;

/** A skill whose program may become another one. */
interface Work {
  name: string;
  change: SkillChanged["change"];
  /** Made when its turn comes: callees have their new digests by then. */
  candidate(): Candidate;
  calls: readonly string[];
  evidence?: Evidence;
  aliasOf?: string;
  /** For a caller: the skill because of which it changes. */
  callee?: string;
}

/** Plans the new versions, and those of all that call them, callees first; each is pinned anew and verified. */
export async function planPuts(draft: PlanDraft, puts: readonly Put[], request: PlanRequest): Promise<void> {
  const asked = puts.map((put) => workOf(draft, put));
  const callers = activeCallers(
    asked.map(({ name }) => name),
    draft.skills.values(),
  );
  const changed = new Set([...asked, ...callers].map(({ name }) => name));
  const rePins = callers.map((caller) => rePinned(draft, caller, changed));
  for (const work of calleesFirst([...asked, ...rePins])) await planOne(draft, work, request);
}

function workOf({ skills, state }: PlanDraft, put: Put): Work {
  if (put.kind === "put") {
    const { candidate, evidence } = put;
    const change = skills.has(candidate.name) ? "replaced" : "added";
    const calls = candidate.uses.map(({ name }) => name);
    return { name: candidate.name, change, candidate: () => candidate, calls, evidence };
  }
  const { name } = put;
  // An alias of an alias would be one step more for every call.
  const of = skills.get(put.of)?.aliasOf ?? put.of;
  if (of === name) throw new Refused(name, "it cannot be another name of itself");
  const candidate = (): Candidate =>
    aliasCandidate(name, requireCurrent({ ...state, skills }, of), skills.get(name));
  return { name, change: "aliased", candidate, calls: [of], aliasOf: of };
}

function rePinned({ skills }: PlanDraft, caller: Skill, changed: ReadonlySet<string>): Work {
  const { name, uses, aliasOf } = caller;
  const direct = uses.find((pin) => changed.has(pin.name));
  return {
    name,
    change: "re-pinned",
    candidate: () => candidateOf(skills.get(name) as Skill),
    calls: uses.map((pin) => pin.name),
    ...(aliasOf !== undefined && { aliasOf }),
    ...(direct && { callee: direct.name }),
  };
}

async function planOne(draft: PlanDraft, work: Work, request: PlanRequest): Promise<void> {
  const { name, change, aliasOf } = work;
  const before = draft.skills.get(name);
  const candidate = pinnedAnew(work.candidate(), draft);
  const problem = closureCheck((callee) => draft.skills.get(callee))(candidate);
  if (problem !== undefined) throw new Refused(name, problem);
  const digest = skillDigest(candidate);
  if (before?.digest === digest && before.status === "active") return;
  requireComeback(draft, name, digest, before);
  const evidence = work.evidence ?? (await judgedAnew(draft, work, candidate, request));
  const skill: Skill =
    before?.digest === digest
      ? { ...before, status: "active" }
      : {
          ...candidate,
          digest,
          status: "active",
          version: (before?.version ?? 0) + 1,
          evidence,
          ...(aliasOf !== undefined && { aliasOf }),
        };
  draft.skills.set(name, skill);
  const because = work.callee === undefined ? {} : { callee: work.callee };
  const reason =
    work.callee === undefined ? request.reason : `calls ${work.callee}, which changed: ${request.reason}`;
  const shown =
    work.callee === undefined && request.evidence !== undefined ? { evidence: request.evidence } : {};
  draft.steps.push({
    skill,
    change: before?.digest === digest ? "active" : change,
    reason,
    ...because,
    ...shown,
  });
}

/** What calls a skill that changes in the same plan calls its new version. */
function pinnedAnew(candidate: Candidate, { skills, steps }: PlanDraft): Candidate {
  const changed = new Set(steps.map(({ skill }) => skill.name));
  const uses = candidate.uses.map((pin) => {
    const callee = changed.has(pin.name) ? skills.get(pin.name) : undefined;
    return callee ? { name: pin.name, digest: callee.digest } : pin;
  });
  return { ...candidate, uses };
}

/** A program that left the library comes back by the same rules as by a change of its status. */
function requireComeback(
  { state }: PlanDraft,
  name: string,
  digest: string,
  before: Skill | undefined,
): void {
  if (!before) return;
  const revoked = state.history(name).some((entry) => entry.digest === digest && entry.status === "revoked");
  if (revoked) throw new Refused(name, `this very program was revoked; write another one`);
  if (before.digest !== digest || nextStatuses[before.status].includes("active")) return;
  throw new Refused(name, `this very program is ${before.status}, which can become ${allowed(before)}`);
}

function allowed({ status }: Skill): string {
  return nextStatuses[status].join(" or ");
}

/** Of what is only pinned or named anew, who wrote it, for which task and at what cost, stays; what it passed is new. */
async function judgedAnew(
  { skills, state }: PlanDraft,
  { name, change, aliasOf }: Work,
  candidate: Candidate,
  { verify }: PlanRequest,
): Promise<Evidence> {
  if (!verify) throw new Refused(name, "nothing is there to verify it");
  const verdict = await verify(candidate, readerOf(skills, state));
  if ("refused" in verdict) throw new Refused(name, verdict.refused);
  const written = change === "re-pinned" ? name : aliasOf;
  const author = written === undefined ? undefined : skills.get(written)?.evidence;
  const { verdicts, checks } = verdict.evidence;
  return author ? { ...author, verdicts, checks } : verdict.evidence;
}

function calleesFirst(works: Work[]): Work[] {
  const byName = new Map(works.map((work) => [work.name, work]));
  const sorted = new Set<Work>();
  const under = new Set<string>();
  const visit = (work: Work): void => {
    if (sorted.has(work)) return;
    if (under.has(work.name))
      throw new Refused(work.name, "it would call itself, through others or directly");
    under.add(work.name);
    for (const callee of work.calls) {
      const other = byName.get(callee);
      if (other) visit(other);
    }
    sorted.add(work);
  };
  for (const work of works) visit(work);
  return [...sorted];
}
