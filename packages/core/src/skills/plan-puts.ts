import { digestOf } from "../json/json.ts";
import { calleesFirst, type PlanDraft, type PlanRequest, Refused } from "./plan-draft.ts";
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
  const targetOf = aliasTargets(draft, puts);
  const asked = puts.map((put) => workOf(draft, put, targetOf));
  const callers = activeCallers(
    asked.map(({ name }) => name),
    draft.skills,
  );
  const changed = new Set([...asked, ...callers].map(({ name }) => name));
  const rePins = callers.map((caller) => rePinned(draft, caller, changed, targetOf));
  for (const work of calleesFirst([...asked, ...rePins], ({ calls }) => calls))
    await planOne(draft, work, request);
}

/** Finds the program behind a name, as it will be: an alias of an alias would be one step more for every call. */
function aliasTargets({ skills }: PlanDraft, puts: readonly Put[]): (name: string) => string {
  const planned = new Map(
    puts.map((put) => (put.kind === "put" ? [put.candidate.name, undefined] : [put.name, put.of])),
  );
  return (name) => {
    const seen = new Set<string>();
    let target: string = name;
    for (let next: string | undefined = name; next !== undefined && !seen.has(next);) {
      seen.add(next);
      target = next;
      next = planned.has(next) ? planned.get(next) : skills.skill(next)?.aliasOf;
    }
    return target;
  };
}

function workOf(draft: PlanDraft, put: Put, targetOf: (name: string) => string): Work {
  const { skills } = draft;
  if (put.kind === "put") {
    const { candidate, evidence } = put;
    const change = skills.skill(candidate.name) ? "replaced" : "added";
    const calls = candidate.uses.map(({ name }) => name);
    return { name: candidate.name, change, candidate: () => candidate, calls, evidence };
  }
  const { name } = put;
  const of = targetOf(put.of);
  if (of === name) throw new Refused(name, "it cannot be another name of itself");
  return { name, change: "aliased", ...aliasWork(draft, name, of) };
}

function rePinned(
  draft: PlanDraft,
  caller: Skill,
  changed: ReadonlySet<string>,
  targetOf: (name: string) => string,
): Work {
  const { name, uses, aliasOf } = caller;
  const direct = uses.find((pin) => changed.has(pin.name));
  const of = aliasOf === undefined ? undefined : targetOf(aliasOf);
  return {
    name,
    change: "re-pinned",
    ...(direct && { callee: direct.name }),
    ...(of !== undefined && of !== aliasOf
      ? aliasWork(draft, name, of)
      : {
          candidate: () => candidateOf(draft.skills.skill(name) as Skill),
          calls: uses.map((pin) => pin.name),
          ...(aliasOf !== undefined && { aliasOf }),
        }),
  };
}

function aliasWork({ skills }: PlanDraft, name: string, of: string) {
  const candidate = (): Candidate => aliasCandidate(name, requireCurrent(skills, of), skills.skill(name));
  return { candidate, calls: [of], aliasOf: of };
}

async function planOne(draft: PlanDraft, work: Work, request: PlanRequest): Promise<void> {
  const { name, change, aliasOf } = work;
  const before = draft.skills.skill(name);
  const candidate = pinnedAnew(work.candidate(), draft);
  const problem = closureCheck((callee) => draft.skills.skill(callee))(candidate);
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
  draft.skills.set(skill);
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
    const callee = changed.has(pin.name) ? skills.skill(pin.name) : undefined;
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

/**
 * Of what is only pinned or named anew, who wrote it, for which task and at what cost, stays; what it passed is new. A
 * program that comes back has the evidence that it had.
 */
async function judgedAnew(
  { skills, state }: PlanDraft,
  { name, change, aliasOf }: Work,
  candidate: Candidate,
  { verify }: PlanRequest,
): Promise<Evidence> {
  if (!verify) throw new Refused(name, "nothing is there to verify it");
  const verdict = await verify(candidate, readerOf(skills, state));
  if ("refused" in verdict) throw new Refused(name, verdict.refused);
  const digest = skillDigest(candidate);
  const cases = digestOf(candidate.evals);
  const known = state
    .earlier(name)
    .findLast((version) => version.digest === digest && digestOf(version.evals) === cases);
  if (known) return known.evidence;
  const written = change === "re-pinned" ? name : aliasOf;
  const author = written === undefined ? undefined : skills.skill(written)?.evidence;
  const { verdicts, checks } = verdict.evidence;
  return author ? { ...author, verdicts, checks } : verdict.evidence;
}
