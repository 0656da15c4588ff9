import {
  type Candidate,
  type CandidateOrigin,
  candidateOf,
  type ChangeOptions,
  type ChangeReport,
  digestOf,
  type Json,
  PortolanError,
  type Skill,
  type SkillChange,
  skillDigest,
  type SkillStatus,
  type SkillStore,
  type Verify,
} from "@portolan/core";
import { calleesFirst, mergeGroups, type MergePut } from "./merge-groups.ts";
import { mergePlan, type MergeStep } from "./merge-plan.ts";
import { type MergeReader, type MergeSide, mergeSide } from "./merge-side.ts";
import { offerOfSkill, plainCandidate } from "./skill-origin.ts";

/** The store that a merge changes. */
export type MergeStore = MergeReader &
  Pick<SkillStore, "get" | "admit" | "propose" | "settle"> & {
    transition(name: string, status: SkillStatus, reason: string, options?: { by?: string }): Promise<Skill>;
    change?(changes: SkillChange[], options: ChangeOptions): Promise<ChangeReport>;
  };

/** How two stores are merged. */
export interface MergeOptions {
  /** Judges everything that comes over; it must pass here. */
  verify: Verify;
  /** The name of the other store, for evidence and histories. */
  from: string;
  /** Who asks: `portolan merge`. */
  by: string;
  /** A store as both were before; found in versions and histories when absent. */
  base?: MergeReader;
  /** Takes over revocations and other losses of trust, which are only told otherwise. */
  statuses?: boolean;
  /** Says what would be tried, and verifies and writes nothing. */
  dryRun?: boolean;
  onOutcome?: (outcome: MergeOutcome) => void;
  signal?: AbortSignal;
}

/** What became of a skill that is not the same on both sides. */
export interface MergeOutcome {
  name: string;
  /**
   * `added`, `updated`: theirs was verified here and is active. `candidate`: it did not pass, and is kept as a candidate.
   * `conflict`: both sides changed it; ours stays, theirs is a candidate. `status`: ours has their status now.
   * `status-there`: their status would be taken over with `statuses`. `left`: nothing of it comes over.
   */
  outcome: "added" | "updated" | "candidate" | "conflict" | "status" | "status-there" | "left";
  reason?: string;
  next?: string;
}

/**
 * Merges the skills of another store into this one, three-way: what only the other side changed comes over when it passes
 * here, callers and all. Repeating a merge changes nothing.
 * @throws PortolanError `interrupted` between two steps
 */
export async function mergeStores(
  ours: MergeStore,
  theirs: MergeReader,
  options: MergeOptions,
): Promise<MergeOutcome[]> {
  const base = options.base && (await mergeSide(options.base));
  const there = await mergeSide(theirs);
  const planned = async () => {
    const here = await mergeSide(ours);
    return { here, steps: mergePlan(here, there, base) };
  };
  const merge = new Merge(ours, options);
  if (options.dryRun) {
    for (const step of (await planned()).steps) for (const outcome of foreseen(step)) merge.tell(outcome);
    return merge.outcomes;
  }
  // What came over may be what something else was refused for: a second merge would find that out, so the first one does.
  for (;;) {
    const { here, steps } = await planned();
    for (const step of steps) if (step.kind === "status") await merge.takeStatus(step);
    const refused = await bringOver(steps, here, merge);
    if (merge.takeProgress()) continue;
    for (const { put, candidate, reason } of refused) await merge.keep(put, candidate, "candidate", reason);
    for (const step of steps) await merge.rest(step);
    return merge.outcomes;
  }
}

/** Tries all that comes over once. @returns what was refused */
async function bringOver(steps: readonly MergeStep[], here: MergeSide, merge: Merge): Promise<Refused[]> {
  const puts = steps.filter((step) => step.kind === "add" || step.kind === "update");
  const { together, single } = mergeGroups(puts, here);
  const adds = [...single];
  const refused: Refused[] = [];
  for (const group of together) {
    const failed = await merge.together(group);
    refused.push(...failed.filter(({ put }) => put.kind === "update"));
    // What is new in a group that was refused may work by itself.
    adds.push(...failed.flatMap(({ put }) => (put.kind === "add" ? [put] : [])));
  }
  for (const add of calleesFirst(adds)) refused.push(...(await merge.one(add)));
  return refused;
}

/** Something that did not come over. */
interface Refused {
  put: MergePut;
  candidate: Candidate;
  reason: string;
}

/** One merge under way. */
class Merge {
  readonly outcomes: MergeOutcome[] = [];
  readonly #store: MergeStore;
  readonly #options: MergeOptions;
  readonly #verdicts = new Map<string, ReturnType<Verify>>();
  /** Whose status was taken over, or could not be. */
  readonly #told = new Set<string>();
  #hasProgress = false;

  constructor(store: MergeStore, options: MergeOptions) {
    this.#store = store;
    this.#options = options;
  }

  tell(outcome: MergeOutcome): void {
    this.outcomes.push(outcome);
    this.#options.onOutcome?.(outcome);
  }

  /** Whether something came over since this was asked before. */
  takeProgress(): boolean {
    const had = this.#hasProgress;
    this.#hasProgress = false;
    return had;
  }

  /** Moves a group, all or none. */
  async together(group: readonly MergePut[]): Promise<Refused[]> {
    this.#requireGoingOn();
    const pinned = await this.#pinned(group);
    const { refused } = await this.#change(pinned);
    if (!refused) {
      for (const [put, candidate] of pinned) await this.#done(put, candidate);
      return [];
    }
    const { name, reason } = refused;
    return pinned.map(([put, candidate]) => ({
      put,
      candidate,
      reason: name === put.name ? reason : `${name}, which moves with it: ${reason}`,
    }));
  }

  async one(put: MergePut): Promise<Refused[]> {
    this.#requireGoingOn();
    const pinned = await this.#pinned([put]);
    const candidate = (pinned[0] as Pinned)[1];
    const refused = (reason: string): Refused[] => [{ put, candidate, reason }];
    const missing = await this.#missing(candidate);
    if (missing !== undefined) return refused(missing);
    const verdict = await this.#verifyFor(pinned)(candidate, this.#store);
    if ("refused" in verdict) return refused(verdict.refused);
    const { change } = await this.#store.admit(candidate, verdict.evidence);
    if (change === "name-taken") return refused("the name was taken meanwhile");
    await this.#done(put, candidate);
    return [];
  }

  async #done({ name, kind }: MergePut, candidate: Candidate): Promise<void> {
    await this.#store.settle({ name, digest: skillDigest(candidate) });
    this.tell({ name, outcome: kind === "add" ? "added" : "updated" });
    this.#hasProgress = true;
  }

  /** All but what brings a program over. */
  async rest(step: MergeStep): Promise<void> {
    this.#requireGoingOn();
    const { name } = step;
    if (step.kind === "leave") this.tell({ name, outcome: "left", reason: step.reason });
    else if (step.kind === "conflict") {
      const [[, candidate]] = (await this.#pinned([step])) as [Pinned];
      await this.keep(step, candidate, "conflict", step.reason);
    } else if (step.kind === "status") {
      for (const outcome of foreseen(step)) if (!this.#options.statuses) this.tell(outcome);
    }
  }

  /** Before anything is judged: what is trusted less must not be called by what comes over. */
  async takeStatus({ name, status, reason }: Extract<MergeStep, { kind: "status" }>): Promise<void> {
    const { from, by, statuses } = this.#options;
    if (!statuses || this.#told.has(name)) return;
    this.#told.add(name);
    try {
      await this.#store.transition(name, status, `${reason} (as ${from} says)`, { by });
      this.#hasProgress = true;
      this.tell({ name, outcome: "status", reason: `it is ${status} now: ${reason}` });
    } catch (error) {
      if (!(error instanceof PortolanError) || error.code !== "store-invalid") throw error;
      this.tell({ name, outcome: "left", reason: error.message, next: error.next });
    }
  }

  async #change(pinned: readonly Pinned[]): Promise<Pick<ChangeReport, "refused">> {
    const { from, by } = this.#options;
    const [first] = pinned;
    const name = first?.[0].name ?? "";
    if (!this.#store.change)
      return { refused: { name, reason: "this store keeps one version of a skill only" } };
    const changes = pinned.map(([{ theirs }, candidate]): SkillChange => {
      const { aliasOf } = theirs;
      return aliasOf === undefined
        ? { kind: "put", candidate }
        : { kind: "alias", name: theirs.name, of: aliasOf };
    });
    return this.#store.change(changes, {
      reason: `merged from ${from}`,
      by,
      verify: this.#verifyFor(pinned),
    });
  }

  /** The given verifier; what comes from there has evidence that says so. */
  #verifyFor(pinned: readonly Pinned[]): Verify {
    const origins = new Map(pinned.map(([put]) => [put.name, this.#originOf(put.theirs)]));
    return async (candidate, reader) => {
      // Nothing but the program, what it is pinned to and its cases decides.
      const key = digestOf([skillDigest(candidate), candidate.evals as unknown as Json]);
      const verdict = await (this.#verdicts.get(key) ?? this.#options.verify(candidate, reader));
      this.#verdicts.set(key, Promise.resolve(verdict));
      const origin = origins.get(candidate.name);
      if ("refused" in verdict || !origin) return verdict;
      return { evidence: { ...verdict.evidence, coder: origin.author ?? verdict.evidence.coder, origin } };
    };
  }

  async keep(
    { name, theirs }: Pick<MergePut, "name" | "theirs">,
    candidate: Candidate,
    outcome: "candidate" | "conflict",
    reason: string,
  ): Promise<void> {
    const ref = { name, digest: skillDigest(candidate) };
    if ((await this.#store.propose(candidate, this.#originOf(theirs))) !== "known")
      await this.#store.settle(ref, reason);
    this.tell({ name, outcome, reason, ...(outcome === "conflict" && { next: conflictNext(name) }) });
  }

  /** What of a candidate's callees is no active skill here. */
  async #missing({ uses }: Candidate): Promise<string | undefined> {
    for (const pin of uses) {
      const callee = await this.#store.get(pin.name, pin.digest);
      if (callee?.status !== "active") return `it calls ${pin.name}, which is no active skill here`;
    }
    return undefined;
  }

  /** Their programs, pinned to what their callees are here. */
  async #pinned(steps: readonly (MergePut | Extract<MergeStep, { kind: "conflict" }>)[]): Promise<Pinned[]> {
    const digests = new Map<string, string>();
    const pinned: Pinned[] = [];
    for (const step of steps) {
      const candidate = plainCandidate(candidateOf(step.theirs));
      const uses = [];
      for (const pin of candidate.uses) {
        const here = await this.#store.get(pin.name);
        uses.push({ name: pin.name, digest: digests.get(pin.name) ?? here?.digest ?? pin.digest });
      }
      const own = { ...candidate, uses };
      digests.set(step.name, skillDigest(own));
      pinned.push([step as MergePut, own]);
    }
    return pinned;
  }

  #originOf(skill: Skill): CandidateOrigin {
    const { from, by } = this.#options;
    return offerOfSkill(skill, { from, by }).origin;
  }

  #requireGoingOn(): void {
    if (!this.#options.signal?.aborted) return;
    throw new PortolanError("interrupted", "The merge was stopped.", {
      next: "The same command goes on: what came over stays.",
    });
  }
}

type Pinned = [put: MergePut, candidate: Candidate];

function foreseen(step: MergeStep): MergeOutcome[] {
  const { name } = step;
  switch (step.kind) {
    case "keep":
      return [];
    case "add":
      return [{ name, outcome: "added" }];
    case "update":
      return [{ name, outcome: "updated" }];
    case "conflict":
      return [{ name, outcome: "conflict", reason: step.reason, next: conflictNext(name) }];
    case "leave":
      return [{ name, outcome: "left", reason: step.reason }];
    case "status": {
      const reason = `it is ${step.status} there: ${step.reason}`;
      return [{ name, outcome: "status-there", reason, next: "Add --statuses to take that over." }];
    }
  }
}

function conflictNext(name: string): string {
  return `Ours stays, theirs is a candidate: see \`portolan candidates ${name}\`; \`portolan replace ${name}\` would take it.`;
}
